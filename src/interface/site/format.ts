// Dates, numbers and money as readers of Lao and of English write them. It rounds nothing and guesses no era.
import { formatLaoDate, formatLaoNumber } from '#lib/lao';
import type { Language } from './language.ts';

const englishMonths = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const currencies: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  LAK: { lo: 'ກີບ', en: 'kip' },
  USD: { lo: 'ໂດລາສະຫະລັດ', en: 'US dollars' },
  THB: { lo: 'ບາດ', en: 'baht' },
};
const noBreak = '\u00a0';
const vientianeOffsetMilliseconds = 7 * 3_600_000;

/** `22 ມີນາ 2023` of an ISO day, `ມີນາ 2023` of a month, `2023` of a year; anything else as it is. Its spaces do not break. */
export function formatDate(iso: string, lang: Language): string {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(iso);
  if (parts === null) return iso;
  const [year = 0, month, day] = parts.slice(1).map(part => (part === undefined ? undefined : Number(part)));
  if (month !== undefined && (month < 1 || month > 12)) return iso;
  return (lang === 'lo' ? laoDate(year, month, day) : englishDate(year, month, day)).replaceAll(' ', noBreak);
}

/** The day in Vientiane of a moment given in ISO 8601. */
export function formatDay(time: string, lang: Language): string {
  return formatDate(vientiane(time).slice(0, 10), lang);
}

/** `22 ມີນາ 2023 14:05`: the moment in Vientiane. */
export function formatTime(time: string, lang: Language): string {
  const local = vientiane(time);
  return local === time ? time : `${formatDate(local.slice(0, 10), lang)}${noBreak}${local.slice(11, 16)}`;
}

/** `1.234.567,8` in Lao, `1,234,567.8` in English, from plain digits as JSON has them; anything else as it is. */
export function formatNumber(digits: string | number, lang: Language): string {
  const text = String(digits);
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (parts === null) return text;
  const [, sign = '', whole = '', fraction] = parts;
  const written =
    lang === 'lo'
      ? formatLaoNumber(`${whole}${fraction === undefined ? '' : `.${fraction}`}`)
      : english(whole, fraction);
  return `${sign === '' ? '' : '\u2212'}${written}`;
}

/** `1.234.567 ກີບ`: an amount with the word of its currency (ISO 4217), or its code. */
export function formatMoney(digits: string | number, currency: string, lang: Language): string {
  return `${formatNumber(digits, lang)}${noBreak}${currencies[currency]?.[lang] ?? currency}`;
}

function vientiane(time: string): string {
  const milliseconds = Date.parse(time);
  return Number.isNaN(milliseconds) ? time : new Date(milliseconds + vientianeOffsetMilliseconds).toISOString();
}

function laoDate(year: number, month: number | undefined, day: number | undefined): string {
  return formatLaoDate({ year, ...(month === undefined ? {} : { month }), ...(day === undefined ? {} : { day }) });
}

function englishDate(year: number, month: number | undefined, day: number | undefined): string {
  return [day, month === undefined ? undefined : englishMonths[month - 1], year]
    .filter(one => one !== undefined)
    .join(' ');
}

function english(whole: string, fraction: string | undefined): string {
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
