// What is read beside records: the change feed, counts of facets, and search.
import { countedFields, readCounts } from '#projection/counts';
import { mostRows, readFeed, recordRefusals } from '#projection/record';
import { refusalsOf } from '#register';
import { isKnown, sendJson, versionOf } from './answer.ts';
import { askedNumber, askedWords, readAsked } from './asked.ts';
import { aboutRegister, describedRoute, getOpen, type Reading } from './reading.ts';
import { timeText } from './record-json.ts';
import { refuseRest } from './refusals.ts';
import { countsShape, entriesShape, searchShape } from './schemas.ts';

const standardEntries = 100;
const standardHits = 20;
const mostHits = 1000;
// The very refusal of lists, so that unknown, hidden and uncounted fields cannot be told apart.
const refuseRecord = refusalsOf('record', recordRefusals);

/** `/entries`, `/counts` and `/search`. */
export function feedRoutes(reading: Reading): void {
  addEntries(reading);
  addCounts(reading);
  addSearch(reading);
}

function addEntries(reading: Reading): void {
  const { options } = reading;
  const described = { words: 'entries', query: ['from', 'limit'], answer: entriesShape } as const;
  aboutRegister(reading, '/entries', described, async (stored, request, reply) => {
    const asked = readAsked(request, ['from', 'limit']);
    const from = askedNumber(asked, 'from', 0, Number.MAX_SAFE_INTEGER, 0);
    const limit = askedNumber(asked, 'limit', 1, mostRows, standardEntries);
    if (isKnown(request, reply, versionOf(stored, options.build, ''))) return reply.send();
    const entries = await readFeed(options.sql(), stored, from, limit);
    const last = entries.at(-1);
    const next = last === undefined || last.number + 1 >= stored.size ? null : last.number + 1;
    const shown = entries.map(entry => ({ ...entry, time: timeText(entry.time) }));
    return sendJson(request, reply, JSON.stringify({ entries: shown, next, size: stored.size }));
  });
}

function addCounts(reading: Reading): void {
  const { options } = reading;
  const described = { words: 'counts', query: ['by'], answer: countsShape } as const;
  aboutRegister(reading, '/counts', described, async (stored, request, reply) => {
    const by = readAsked(request, ['by']).given.get('by') ?? '';
    const field = countedFields(stored.register).find(one => one.name === by);
    if (field === undefined) throw refuseRecord('unknown-field', { field: by.slice(0, 100) });
    if (isKnown(request, reply, versionOf(stored, options.build, ''))) return reply.send();
    const counts = await readCounts(options.sql(), stored.id, field);
    return sendJson(request, reply, JSON.stringify({ counts }));
  });
}

function addSearch({ scope, options }: Reading): void {
  const query = ['q', 'register', 'limit'] as const;
  scope.get('/v1/search', describedRoute({ words: 'search', query, answer: searchShape }), async (request, reply) => {
    const asked = readAsked(request, query);
    const words = askedWords(asked);
    if (words === undefined) throw refuseRest('bad-parameter', { name: 'q', given: '', wanted: '1–200' });
    const limit = askedNumber(asked, 'limit', 1, mostHits, standardHits);
    const register = asked.given.get('register');
    const open = (await options.catalogue.all()).filter(one => one.open);
    if (register !== undefined)
      getOpen(
        open.find(one => one.register.name === register),
        register,
      );
    const version = open.map(one => versionOf(one, options.build, '')).join();
    if (isKnown(request, reply, version)) return reply.send();
    const results = await options.search(words, register, limit);
    return sendJson(request, reply, JSON.stringify({ results }));
  });
}
