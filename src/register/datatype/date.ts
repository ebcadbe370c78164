// Days, months and years as people write them, read into ISO 8601. Never guesses a year or an era.
import { fromLaoDigits, parseLaoDate } from '#lib/lao';
import { type Datatype, flawed, type Hints, type Reading, read } from './reading.ts';
import { cleanText } from './text.ts';

const iso = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/;
const earliestBuddhistYear = 2400;
const latestBuddhistYear = 2699;

/**
 * A year, a month or a day: `2023`, `2023-03`, `2023-03-22`. Read too: `2023-3-5`, `5.3.2023`, `5/3/2023` (day first unless a
 * hint says otherwise), `03/2023`, `2023/3`, Lao digits, `22 ມີນາ 2023`, `ພ.ສ. 2566`, `22 March 2023`, `March 22, 2023`, `Mar 2023`.
 * Flaws: years of two digits (`22/03/66`), Buddhist years that are not said to be, days that do not exist, day numbers of
 * Excel (`45007`), and what may be read in two ways (`20230322`).
 */
export const date: Datatype = {
  read(given, _field, hints) {
    const clean = cleanText(given);
    if ('flaw' in clean) return clean;
    const reading = readDate(clean.text, hints);
    if ('flaw' in reading || clean.notes.length === 0) return reading;
    return read(reading.value, [...clean.notes, ...reading.notes]);
  },
  write: String,
};

/** Reads the text of a day, month or year. */
export function readDate(text: string, hints: Hints): Reading {
  const standard = iso.exec(text);
  if (standard) return dateOf(Number(standard[1]), numberOf(standard[2]), numberOf(standard[3]));
  const western = fromLaoDigits(text);
  const parts = /^(\d{1,4})[/.\-\s](\d{1,2})[/.\-\s](\d{1,4})$/.exec(western);
  if (parts) return readParts([parts[1], parts[2], parts[3]].map(Number), hints.dateFormat ?? 'd/m/y');
  const month = /^(\d{1,2})[/.-](\d{4})$/.exec(western);
  if (month) return dateOf(Number(month[2]), Number(month[1]), undefined);
  const yearFirst = /^(\d{4})[/.-](\d{1,2})$/.exec(western);
  if (yearFirst) return dateOf(Number(yearFirst[1]), Number(yearFirst[2]), undefined);
  if (/^\d{5}(?:\.\d{1,17})?$/.test(western))
    return flawed('date/serial', { given: western, date: serialDay(western) });
  if (/^\d{4}$/.test(western)) return dateOf(Number(western), undefined, undefined);
  return readWords(text);
}

function readParts(parts: readonly number[], format: string): Reading {
  const [first = 0, second = 0, third = 0] = parts;
  if (first > 99) return dateOf(first, second, third);
  if (third < 100) return flawed('date/short-year');
  return format.startsWith('m') ? dateOf(third, first, second) : dateOf(third, second, first);
}

// Lao and English month names.
function readWords(text: string): Reading {
  const parsed = parseLaoDate(text);
  if (!('problem' in parsed)) return dateOf(parsed.year, parsed.month, parsed.day);
  switch (parsed.problem) {
    case 'no-year':
      return flawed('date/no-year');
    case 'no-such-day':
      return flawed('date/no-such-day');
    case 'buddhist-era-unstated': {
      const year = Number(/\d{4}/.exec(fromLaoDigits(text))?.[0] ?? 0);
      return flawed('date/buddhist-era', { year, christian: year - 543 });
    }
    default:
      return readEnglish(text);
  }
}

const englishMonths = 'january february march april may june july august september october november december'.split(
  ' ',
);

function readEnglish(text: string): Reading {
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})$/i.exec(text);
  if (dayFirst) return englishDate(dayFirst[2], dayFirst[1], dayFirst[3]);
  const monthFirst = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/i.exec(text);
  if (monthFirst) return englishDate(monthFirst[1], monthFirst[2], monthFirst[3]);
  const monthAlone = /^([a-z]{3,9})\.?,?[\s-]+(\d{4})$/i.exec(text);
  return monthAlone ? englishDate(monthAlone[1], undefined, monthAlone[2]) : flawed('date/unreadable');
}

function englishDate(name = '', day: string | undefined, year: string | undefined): Reading {
  const start = name.toLowerCase();
  const month = englishMonths.findIndex(one => one.startsWith(start)) + 1;
  return month === 0 ? flawed('date/unreadable') : dateOf(Number(year), month, numberOf(day));
}

function dateOf(year: number, month: number | undefined, day: number | undefined): Reading {
  if (year >= earliestBuddhistYear && year <= latestBuddhistYear) {
    return flawed('date/buddhist-era', { year, christian: year - 543 });
  }
  if (year < 1000 || year > 2999) return flawed('date/unreadable');
  if (month === undefined) return read(String(year));
  if (month < 1 || month > 12) return flawed('date/no-such-day');
  const start = `${year}-${String(month).padStart(2, '0')}`;
  if (day === undefined) return read(start);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day < 1 || day > last ? flawed('date/no-such-day') : read(`${start}-${String(day).padStart(2, '0')}`);
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

function serialDay(serial: string): string {
  return new Date(Date.UTC(1899, 11, 30) + Math.floor(Number(serial)) * 86_400_000).toISOString().slice(0, 10);
}
