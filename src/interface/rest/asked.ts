// Reads what a request asks for from its raw address: nothing is taken twice, nothing unknown is let by, nothing looked up.
import type { FastifyRequest } from 'fastify';
import type { Filters } from '#projection/record';
import { encodeKeyPart } from '#register';
import { refuseRest } from './refusals.ts';

/** Longest address that is read at all. */
export const longestAddressBytes = 8192;

/** A query: single parameters by name, and everything else as filters. */
export interface Asked {
  readonly given: ReadonlyMap<string, string>;
  readonly filters: Filters;
}

const nothing: Asked = { given: new Map(), filters: {} };
const longestEcho = 100;

/** Reads the query. Names outside of `known` are filters where a route takes them, and refused where it does not. */
export function readAsked(request: FastifyRequest, known: readonly string[], takesFilters = false): Asked {
  const url = request.raw.url ?? '';
  const start = url.indexOf('?');
  if (start === -1) return nothing;
  const given = new Map<string, string>();
  const filters = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(url.slice(start + 1))) {
    if (known.includes(name)) {
      if (given.has(name)) throw refuseRest('given-twice', { name });
      given.set(name, value);
    } else if (takesFilters) filters.set(name, [...(filters.get(name) ?? []), value]);
    else throw refuseRest('unknown-parameter', { name: name.slice(0, longestEcho) });
  }
  return { given, filters: Object.fromEntries(filters) };
}

/** A whole number within limits, or the standard one where none is given. */
export function askedNumber({ given }: Asked, name: string, least: number, most: number, standard: number): number {
  const text = given.get(name);
  if (text === undefined) return standard;
  const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw refuseRest('bad-parameter', { name, given: text.slice(0, longestEcho), wanted: `${least}–${most}` });
}

const longestWords = 200;

/** The words of a search: 1 to 200 characters. */
export function askedWords({ given }: Asked): string | undefined {
  const words = given.get('q')?.trim();
  if (words === undefined) return undefined;
  if (words !== '' && words.length <= longestWords && !words.includes('\0')) return words;
  throw refuseRest('bad-parameter', { name: 'q', given: words.slice(0, longestEcho), wanted: `1–${longestWords}` });
}

const keyPlace = 6;

/** A short text, as it is given; undefined where none is. */
export function askedText({ given }: Asked, name: string, longest: number): string | undefined {
  const text = given.get(name);
  if (text === undefined || (text !== '' && text.length <= longest && !text.includes('\0'))) return text;
  throw refuseRest('bad-parameter', { name, given: text.slice(0, longestEcho), wanted: `1–${longest}` });
}

/** The key in `/api/v1/registers/{register}/records/{key}`, in the log's form whichever letters were percent-encoded. */
export function askedKey(request: FastifyRequest): string {
  const [path = ''] = (request.raw.url ?? '').split('?', 1);
  const segment = path.split('/', keyPlace + 1)[keyPlace] ?? '';
  // The common key has nothing to decode.
  if (/^[\w.:-]+$/.test(segment)) return segment;
  try {
    const parts = segment.split('~').map(part => encodeKeyPart(decodeURIComponent(part).normalize('NFC')));
    return parts.join('~');
  } catch {
    throw refuseRest('bad-parameter', { name: 'key', given: segment.slice(0, longestEcho), wanted: 'UTF-8' });
  }
}
