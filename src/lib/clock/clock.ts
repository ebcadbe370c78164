// The time of day, and the day in Vientiane (UTC+7 all year, no daylight saving). It never sleeps or schedules.

/** Gives the time now. */
export type Clock = () => Date;

/** The machine's clock. */
export const systemClock: Clock = () => new Date();

/** The first moment after a day in Vientiane, in UTC. `day` is `YYYY-MM-DD`; anything else gives an invalid date. */
export function vientianeDayEnd(day: string): Date {
  return new Date(new Date(`${day}T00:00:00+07:00`).getTime() + 86_400_000);
}
