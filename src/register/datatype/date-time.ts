// A moment: ISO 8601 with its offset, kept in UTC. A time without offset is taken as Vientiane's (+07:00), with no daylight saving.
import { type Datatype, flawed, read } from './reading.ts';
import { cleanText } from './text.ts';

const form = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,6})?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;

/** The datatype `date-time`, to the millisecond. */
export const dateTime: Datatype = {
  read(given) {
    const clean = cleanText(given);
    if ('flaw' in clean) return clean;
    const parts = form.exec(clean.text);
    if (!parts) return flawed('date/unreadable');
    const day = new Date(`${parts[1]}T00:00:00Z`);
    if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== parts[1]) return flawed('date/no-such-day');
    const moment = new Date(`${parts[1]}T${parts[2]}${parts[3] ?? ':00'}${parts[4] ?? '+07:00'}`);
    return Number.isNaN(moment.getTime()) ? flawed('date/unreadable') : read(moment.toISOString(), clean.notes);
  },
  write: String,
};
