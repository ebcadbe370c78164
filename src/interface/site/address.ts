// The addresses of pages and downloads. Keys stand in them as they are written in the log (percent-encoded parts, `~`).
import { encodeKeyPart } from '#register';
import type { Language } from './language.ts';

/** Pages of the site that are no register. */
export type FixedPage = '' | 'search' | 'registers' | 'about';

/** The address of a fixed page. */
export function pageAddress(lang: Language, page: FixedPage): string {
  return `/${lang}/${page}`;
}

/** The address of a register's list. */
export function registerAddress(lang: Language, register: string): string {
  return `/${lang}/${register}`;
}

/** The address of a record, or of its history or proof. */
export function recordAddress(lang: Language, register: string, key: string, part?: 'history' | 'verify'): string {
  const address = `/${lang}/${register}/${key}`;
  return part === undefined ? address : `${address}/${part}`;
}

/** The address of a place. */
export function placeAddress(lang: Language, code: string): string {
  return `/${lang}/places/${code}`;
}

/** The page of a record: a jurisdiction's is its place. */
export function homeOf(lang: Language, register: string, key: string): string {
  return register === 'jurisdiction' ? placeAddress(lang, key) : recordAddress(lang, register, key);
}

/** Where the island of a search box asks for names. */
export const suggestAddress = '/api/v1/suggest';

/** The address of a search; of one register, or of one place and what lies within it. */
export function searchAddress(
  lang: Language,
  q: string,
  { register, place }: { readonly register?: string | undefined; readonly place?: string | undefined } = {},
): string {
  const pairs = new URLSearchParams({ q });
  if (register !== undefined) pairs.set('register', register);
  if (place !== undefined) pairs.set('place', place);
  return `${pageAddress(lang, 'search')}?${pairs}`;
}

/** A register's records as a file. */
export function exportAddress(register: string, format: string, query: string): string {
  return `/api/v1/registers/${register}/export.${format}${query}`;
}

/** The JSON of a record. */
export function recordJsonAddress(register: string, key: string): string {
  return `/api/v1/registers/${register}/records/${key}`;
}

/** The key that a part of a path stands for, whichever letters the browser encoded; undefined where it is malformed. */
export function keyFromPath(segment: string): string | undefined {
  try {
    const key = segment
      .split('~')
      .map(part => encodeKeyPart(decodeURIComponent(part).normalize('NFC')))
      .join('~');
    return key === '' ? undefined : key;
  } catch {
    return undefined;
  }
}
