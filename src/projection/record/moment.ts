// A past moment of a log: an entry number, or the end of a day in Vientiane, as the number of entries published by then.
import { vientianeDayEnd } from '#lib/clock';
import type { Speaker, StoredRegister } from '#store';
import { refuseRecord } from './refusals.ts';

/** As at: what had been published. Valid at: what held on a day (`YYYY-MM-DD`). */
export interface Moment {
  readonly asAt?: string;
  readonly validAt?: string;
}

/** How many entries stand at a moment: up to the publication that holds the entry, or the last one by the day's end. */
export async function sizeAt(sql: Speaker, stored: StoredRegister, asAt: string): Promise<number> {
  if (/^\d{1,15}$/.test(asAt)) {
    const rows = await sql`
      select number from laopedia.publication
      where register_id = ${stored.id} and number >= ${Number(asAt)} order by number limit 1`;
    return rows[0] === undefined ? stored.size : Number(rows[0]['number']) + 1;
  }
  const end = checkedDay(asAt);
  const rows = await sql`
    select max(number) as number from laopedia.publication where register_id = ${stored.id} and time < ${end}`;
  return rows[0]?.['number'] === null || rows[0] === undefined ? 0 : Number(rows[0]['number']) + 1;
}

/** The end of a day in Vientiane; `record/bad-moment` for what is no day. */
export function checkedDay(day: string): Date {
  if (!isDay(day)) throw refuseRecord('bad-moment', { given: day.slice(0, 40) });
  return vientianeDayEnd(day);
}

// A Date takes the 30th of February for the 2nd of March.
function isDay(day: string): boolean {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : new Date(Number.NaN);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
