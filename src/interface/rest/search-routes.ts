// Search over REST: records by words, and names while a person types.
import { isWordList } from '#register';
import { etagOf, sendJson, versionOf } from './answer.ts';
import { type Asked, askedNumber, askedText, askedWords, readAsked } from './asked.ts';
import type { RestOptions } from './options.ts';
import { describedRoute, getOpen, type Reading } from './reading.ts';
import { refuseRest } from './refusals.ts';
import { searchShape, suggestShape } from './schemas.ts';

const standardHits = 20;
const mostHits = 1000;
const standardNames = 8;
const mostNames = 20;
const longestCode = 40;
/** While somebody types, the same beginning is asked for again and again. */
const suggestionsKept = 'public, max-age=60';

/** `/search` and `/suggest`. */
export function searchRoutes(reading: Reading): void {
  addSearch(reading);
  addSuggest(reading);
}

function addSearch({ scope, options }: Reading): void {
  const query = ['q', 'register', 'place', 'limit', 'offset', 'counts'] as const;
  scope.get(
    '/v1/search',
    describedRoute({ words: 'search', query, needs: ['q'], answer: searchShape }),
    async (request, reply) => {
      const asked = readAsked(request, query);
      const words = neededWords(asked);
      const limit = askedNumber(asked, 'limit', 1, mostHits, standardHits);
      const offset = askedNumber(asked, 'offset', 0, mostHits, 0);
      const place = askedText(asked, 'place', longestCode);
      const counts = askedCounts(asked);
      const { registers, version } = await askedRegisters(options, asked);
      if (await options.front.settle(request, reply, etagOf(version))) return reply;
      const search = { words, registers, ...(place === undefined ? {} : { place }) };
      const found = await options.search({ ...search, limit, offset });
      const counted = counts ? { counts: await options.counts(search) } : {};
      return sendJson(options.front, request, reply, JSON.stringify({ ...found, ...counted }));
    },
  );
}

function addSuggest({ scope, options }: Reading): void {
  const query = ['q', 'register', 'limit'] as const;
  scope.get(
    '/v1/suggest',
    describedRoute({ words: 'suggest', query, needs: ['q'], answer: suggestShape }),
    async (request, reply) => {
      const asked = readAsked(request, query);
      const words = neededWords(asked);
      const limit = askedNumber(asked, 'limit', 1, mostNames, standardNames);
      const { registers, version } = await askedRegisters(options, asked);
      reply.header('cache-control', suggestionsKept);
      if (await options.front.settle(request, reply, etagOf(version))) return reply;
      const suggestions = await options.suggest({ words, registers, limit });
      return sendJson(options.front, request, reply, JSON.stringify({ suggestions }));
    },
  );
}

// All open registers or the one named; and what decides an answer made from them. A list of words helps to find other things:
// it is searched itself only by its name.
async function askedRegisters(options: RestOptions, { given }: Asked) {
  const open = (await options.catalogue.all()).filter(one => one.open);
  const name = given.get('register');
  const version = open.map(one => versionOf(one, options.build, '')).join();
  if (name === undefined) return { registers: open.filter(one => !isWordList(one.register)), version };
  const one = open.find(({ register }) => register.name === name);
  return { registers: [getOpen(one, name)], version };
}

function neededWords(asked: Asked): string {
  const words = askedWords(asked);
  if (words === undefined) throw refuseRest('bad-parameter', { name: 'q', given: '', wanted: '1–200' });
  return words;
}

function askedCounts({ given }: Asked): boolean {
  const counts = given.get('counts') ?? 'false';
  if (counts === 'true' || counts === 'false') return counts === 'true';
  throw refuseRest('bad-parameter', { name: 'counts', given: counts.slice(0, 100), wanted: 'true, false' });
}
