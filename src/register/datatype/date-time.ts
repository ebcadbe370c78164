// A moment: ISO 8601 with its offset, kept in UTC. A time without offset is taken as Vientiane's (+07:00), with no daylight saving.
import { fromLaoDigits } from '#lib/lao';
import { readDate } from './date.ts';
import { type Datatype, flawed, read } from './reading.ts';
import { cleanText } from './text.ts';

const form = /^(\S.*?)(?:T|,?\s+)(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;
const longest = 120;

/** The datatype `date-time`, to the millisecond: a day in any way a date takes it, then hours and minutes. */
export const dateTime: Datatype = {
  read(given, _field, hints) {
    const clean = cleanText(given);
    if ('flaw' in clean) return clean;
    const parts = clean.text.length > longest ? null : form.exec(fromLaoDigits(clean.text));
    if (!parts) return flawed('date-time/unreadable');
    const day = readDate(parts[1] ?? '', hints);
    if ('flaw' in day) return day;
    const moment = momentOf(String(day.value), parts.slice(2));
    return moment === undefined ? flawed('date-time/unreadable') : read(moment, clean.notes);
  },
  write: String,
};

function momentOf(day: string, [hour = '', minute = '', second = '00', fraction = '', offset = '+07:00']: string[]) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const zone = offset.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2');
  const moment = new Date(`${day}T${hour.padStart(2, '0')}:${minute}:${second}${fraction.slice(0, 4)}${zone}`);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}
