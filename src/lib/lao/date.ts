// Dates as Lao readers write them, in words. It never guesses: not the year, not the era, not the century.
import { fold } from './fold.ts';
import { normalise } from './normalise.ts';
import { splitSyllables } from './syllable.ts';

/** A date by the Christian era, known to the year, month or day. */
export interface LaoDate {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
}
/** Why a text is not a date one can use. */
export type LaoDateProblem = 'no-year' | 'buddhist-era-unstated' | 'no-such-day' | 'unreadable';

const MONTHS = 'ມັງກອນ ກຸມພາ ມີນາ ເມສາ ພຶດສະພາ ມິຖຸນາ ກໍລະກົດ ສິງຫາ ກັນຍາ ຕຸລາ ພະຈິກ ທັນວາ'.split(' ');
const OTHER_SPELLINGS: readonly (readonly [string, number])[] = [
  ['ພຶສະພາ', 5],
  ['ພຶສພາ', 5],
];
const BUDDHIST_AHEAD_YEARS = 543;
const EARLIEST_UNSTATED_BUDDHIST_YEAR = 2400;

const spoken = (text: string): string => splitSyllables(text).map(fold).join('-');
const MONTH_NUMBERS = new Map<string, number>([
  ...MONTHS.map((name, index): [string, number] => [spoken(name), index + 1]),
  ...OTHER_SPELLINGS.map(([name, number]): [string, number] => [spoken(name), number]),
]);

const BUDDHIST = 'ພ\\. ?ສ\\.?|ພສ|ພຸດທະສັກກະລາດ|b\\. ?e\\.?|be';
const CHRISTIAN = 'ຄ\\. ?ສ\\.?|ຄສ|ຄຣິສຕະສັກກະລາດ|ຄຣິດສັກກະລາດ|a\\. ?d\\.?|ad';
const OF_BUDDHA = new RegExp(`^(?:${BUDDHIST})$`, 'u');
const WEEKDAY = /^ວັນ ?(?:ຈັນ|ອັງຄານ|ພຸດ|ພະຫັດ|ສຸກ|ເສົາ|ອາທິດ) ?,? ?/u;
const DAY_WORD = /^(?:ວັນ ?)?ທີ ?/u;
// ພະຈິກນີ້, ປີນີ້: the writer's own month or year, which the text does not state.
const THIS = / ?(?:ປີ ?)?ນີ້$/u;
const YEAR = new RegExp(`(?:ປີ ?)?(${BUDDHIST}|${CHRISTIAN})? ?(?<!\\d)(\\d{4}) ?(${BUDDHIST}|${CHRISTIAN})?$`, 'u');
const DAY_AND_MONTH = /^(?:(\d{1,2})(?!\d))?[ ,/.-]*(?:ເດືອນ ?)?(.*?)[ ,/.-]*$/u;
const MONTH_ALONE = /^(?:ເດືອນ ?(\d{1,2}) ?|(\d{1,2})[/.-])$/u;
const TEXT_UNITS_MAX = 80;

function monthNumber(word: string): number | undefined {
  return /^\d{1,2}$/.test(word) ? Number(word) : MONTH_NUMBERS.get(spoken(word));
}

function yearOf(written: string, era: string | undefined): number | undefined {
  const year = Number(written);
  if (era === undefined) return year >= EARLIEST_UNSTATED_BUDDHIST_YEAR ? undefined : year;
  return OF_BUDDHA.test(era) ? year - BUDDHIST_AHEAD_YEARS : year;
}

/** True if the month exists, and the day in it (Gregorian leap years). */
function exists(year: number, month: number | undefined, day: number | undefined): boolean {
  if (month === undefined) return day === undefined;
  if (month < 1 || month > 12) return false;
  return day === undefined || (day >= 1 && day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate());
}

interface Parts {
  readonly day: number | undefined;
  readonly month: number | undefined;
}

// What stands before the year: nothing, a month, or a day and a month; undefined for anything else.
function readDayAndMonth(head: string): Parts | undefined {
  const [, named, numbered] = MONTH_ALONE.exec(head) ?? [];
  const alone = named ?? numbered;
  if (alone !== undefined) return { day: undefined, month: Number(alone) };
  const [, day, word = ''] = DAY_AND_MONTH.exec(head) ?? [];
  const month = word === '' ? undefined : monthNumber(word);
  if (month === undefined && (word !== '' || day !== undefined)) return undefined;
  return { day: day === undefined ? undefined : Number(day), month };
}

/**
 * Reads a date in Lao words or figures, day first: ວັນທີ 22 ເດືອນ ມີນາ ປີ 2023, 22 ມີນາ 2023, ມີນາ 2023, 22/3/2023, 2023; Lao digits and
 * variant spellings of the months too. A year from 2400 on without its era is 'buddhist-era-unstated'; with ພ.ສ. it is
 * taken 543 years back. 'no-year' if none is stated, 'no-such-day' for 31 ເມສາ, else 'unreadable'.
 */
export function parseLaoDate(text: string): LaoDate | { readonly problem: LaoDateProblem } {
  if (text.length > TEXT_UNITS_MAX) return { problem: 'unreadable' };
  const clean = normalise(text)
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(WEEKDAY, '')
    .replace(DAY_WORD, '')
    .replace(THIS, '');
  const stated = YEAR.exec(clean);
  const parts = readDayAndMonth(clean.slice(0, stated?.index));
  if (parts === undefined) return { problem: 'unreadable' };
  const { day, month } = parts;
  if (stated === null) {
    if (month === undefined) return { problem: 'unreadable' };
    return { problem: exists(2000, month, day) ? 'no-year' : 'no-such-day' };
  }
  const year = yearOf(stated[2] ?? '', stated[1] ?? stated[3]);
  if (year === undefined) return { problem: 'buddhist-era-unstated' };
  if (!exists(year, month, day)) return { problem: 'no-such-day' };
  return { year, ...(month === undefined ? {} : { month }), ...(day === undefined ? {} : { day }) };
}

/** How a date is to be written. */
export interface LaoDateStyle {
  /** With its era stated: 22 ມີນາ ພ.ສ. 2566 or 22 ມີນາ ຄ.ສ. 2023; without one the year is of the Christian era and bare. */
  readonly era?: 'buddhist' | 'christian';
}

/** A date for reading: 22 ມີນາ 2023, ມີນາ 2023 or 2023; what parseLaoDate reads back. A month beyond 1-12 is a RangeError. */
export function formatLaoDate({ year, month, day }: LaoDate, { era }: LaoDateStyle = {}): string {
  const written =
    era === 'buddhist' ? `ພ.ສ. ${year + BUDDHIST_AHEAD_YEARS}` : era === undefined ? year : `ຄ.ສ. ${year}`;
  if (month === undefined) return String(written);
  const name = MONTHS[month - 1];
  if (name === undefined) throw new RangeError(`there is no month ${month}`);
  return day === undefined ? `${name} ${written}` : `${day} ${name} ${written}`;
}
