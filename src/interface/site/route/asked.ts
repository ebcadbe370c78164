// Reads what a request asks for from its raw address: keys keep their percent-encoding, and nothing is looked up here.
import type { FastifyRequest } from 'fastify';
import { keyFromPath } from '../address.ts';
import { longestSearch } from '../list-query.ts';
import type { AskedMoment, AskedSearch } from '../reader.ts';

/** A request whose query cannot be answered: shown as a page that says why. */
export class UnreadableQuery extends Error {
  readonly reason: 'tooLong' | 'unreadableDate';

  constructor(reason: 'tooLong' | 'unreadableDate') {
    super(`the query cannot be read: ${reason}`);
    this.name = 'UnreadableQuery';
    this.reason = reason;
  }
}

/** The parts of the path behind the language, as they were sent. */
export function pathParts(request: FastifyRequest): readonly string[] {
  const [path = ''] = (request.raw.url ?? '').split('?');
  return path.split('/').slice(2);
}

/** The query with its `?`, or nothing. */
export function querySearch(request: FastifyRequest): string {
  const url = request.raw.url ?? '';
  const at = url.indexOf('?');
  return at === -1 ? '' : url.slice(at);
}

/** The key in the given part of the path; undefined where it can be none. */
export function askedKey(request: FastifyRequest, place: number): string | undefined {
  return keyFromPath(pathParts(request)[place] ?? '');
}

const longestCode = 40;

/** The search: its words, and the register and the place it keeps to. Refuses words and codes that are too long. */
export function askedSearch(request: FastifyRequest): AskedSearch {
  const query = new URLSearchParams(querySearch(request));
  const given = (name: string) => (query.get(name) ?? '').trim();
  const [q, register, place] = [given('q'), given('register'), given('place')];
  if (q.length > longestSearch || place.length > longestCode) throw new UnreadableQuery('tooLong');
  return { q, ...(register === '' ? {} : { register }), ...(place === '' ? {} : { place }) };
}

/** The moment asked for. Refuses a day that is none, and an entry number of more than 15 digits. */
export function askedMoment(request: FastifyRequest): AskedMoment {
  const query = new URLSearchParams(querySearch(request));
  const asAt = query.get('as-at') ?? '';
  const validAt = query.get('valid-at') ?? '';
  const readable = (asAt === '' || /^\d{1,15}$/.test(asAt) || isDay(asAt)) && (validAt === '' || isDay(validAt));
  if (!readable) throw new UnreadableQuery('unreadableDate');
  return { ...(asAt === '' ? {} : { asAt }), ...(validAt === '' ? {} : { validAt }) };
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const milliseconds = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(text);
}
