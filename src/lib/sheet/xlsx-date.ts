// Excel's serial days as ISO dates, and which number formats mean a date (ECMA-376 part 1, 18.8.30, 18.17.4). It knows no time zone.

/** What a number format makes of a number. */
export type DateStyle = 'date' | 'date-time' | 'time' | 'duration';

const builtIn: Readonly<Record<number, DateStyle>> = { 22: 'date-time', 46: 'duration' };

/** What a number format shows; undefined for plain numbers. `code` is the custom format, if the file has one for the id. */
export function dateStyle(id: number, code?: string): DateStyle | undefined {
  if (code !== undefined) return codeStyle(code);
  const found = builtIn[id];
  if (found !== undefined) return found;
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id === 57 || id === 58)
    return 'date';
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47 || id === 55 || id === 56)
    return 'time';
  return undefined;
}

/** Letters that stand for parts of a date, once literals, colours and conditions are taken out; b is the Buddhist year. */
function codeStyle(code: string): DateStyle | undefined {
  const section = code.replace(/"[^"]*"|\\.|_.|\*./g, '').split(';')[0] ?? '';
  if (/\[(?:h+|m+|s+)\]/i.test(section)) return 'duration';
  const bare = section.replace(/\[[^\]]*\]/g, '').replace(/am\/pm|a\/p/gi, 'h');
  if (/general|standard/i.test(bare) || /[0#?]/.test(bare.replace(/\.0+/g, ''))) return undefined;
  const hasTime = /[hs]/i.test(bare);
  const hasDate = /[ydb]/i.test(bare) || (!hasTime && /m/i.test(bare));
  if (hasDate) return hasTime ? 'date-time' : 'date';
  return hasTime ? 'time' : undefined;
}

/** A serial as a person sees it, and exactly. */
export interface SerialDate {
  readonly text: string;
  /** Date and time, where the text shows less than the number holds. */
  readonly exact?: string;
}

const dayMs = 86_400_000;
const lastSerial = 2_958_465;

/**
 * A serial day as ISO text: '2026-02-28', '2026-02-28T13:45:00', '13:45:00'. Serial 60 of the 1900 system is 1900-02-29, a day that
 * never was, and serial 0 is 1900-01-00: both are given as Excel shows them. Undefined where Excel shows no date.
 */
export function serialText(serial: number, style: DateStyle, is1904: boolean): SerialDate | undefined {
  if (!(serial >= 0) || serial >= lastSerial + 1) return undefined;
  const ms = Math.round(serial * dayMs);
  if (style === 'duration') return { text: clock(ms) };
  if (style === 'time') return { text: clock(ms % dayMs) };
  const date = dayText(Math.floor(ms / dayMs), is1904);
  const time = ms % dayMs;
  if (style === 'date-time') return { text: `${date}T${clock(time)}` };
  return time === 0 ? { text: date } : { text: date, exact: `${date}T${clock(time)}` };
}

function dayText(day: number, is1904: boolean): string {
  if (is1904) return isoDay(Date.UTC(1904, 0, 1) + day * dayMs);
  if (day === 0) return '1900-01-00';
  if (day === 60) return '1900-02-29';
  return isoDay(Date.UTC(1899, 11, day < 60 ? 31 : 30) + day * dayMs);
}

function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function clock(ms: number): string {
  const parts = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, Math.floor(ms / 1_000) % 60];
  const text = parts.map(part => String(part).padStart(2, '0')).join(':');
  return ms % 1_000 === 0 ? text : `${text}.${String(ms % 1_000).padStart(3, '0')}`;
}
