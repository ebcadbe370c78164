// What is read beside records: the change feed, and counts of facets.
import { countedFields, readCounts } from '#projection/counts';
import { mostRows, readFeed, recordRefusals } from '#projection/record';
import { refusalsOf } from '#register';
import { etagOf, sendJson, versionOf } from './answer.ts';
import { askedNumber, readAsked } from './asked.ts';
import { aboutRegister, type Reading } from './reading.ts';
import { timeText } from './record-json.ts';
import { countsShape, entriesShape } from './schemas.ts';

const standardEntries = 100;
// The very refusal of lists, so that unknown, hidden and uncounted fields cannot be told apart.
const refuseRecord = refusalsOf('record', recordRefusals);

/** `/entries` and `/counts`. */
export function feedRoutes(reading: Reading): void {
  addEntries(reading);
  addCounts(reading);
}

function addEntries(reading: Reading): void {
  const { options } = reading;
  const described = { words: 'entries', query: ['from', 'limit'], answer: entriesShape } as const;
  aboutRegister(reading, '/entries', described, async (stored, request, reply) => {
    const asked = readAsked(request, ['from', 'limit']);
    const from = askedNumber(asked, 'from', 0, Number.MAX_SAFE_INTEGER, 0);
    const limit = askedNumber(asked, 'limit', 1, mostRows, standardEntries);
    if (await options.front.settle(request, reply, etagOf(versionOf(stored, options.build, '')))) return reply;
    const entries = await readFeed(options.sql(), stored, from, limit);
    const last = entries.at(-1);
    const next = last === undefined || last.number + 1 >= stored.size ? null : last.number + 1;
    const shown = entries.map(entry => ({ ...entry, time: timeText(entry.time) }));
    return sendJson(options.front, request, reply, JSON.stringify({ entries: shown, next, size: stored.size }));
  });
}

function addCounts(reading: Reading): void {
  const { options } = reading;
  const described = { words: 'counts', query: ['by'], needs: ['by'], answer: countsShape } as const;
  aboutRegister(reading, '/counts', described, async (stored, request, reply) => {
    const by = readAsked(request, ['by']).given.get('by') ?? '';
    const field = countedFields(stored.register).find(one => one.name === by);
    if (field === undefined) throw refuseRecord('unknown-field', { field: by.slice(0, 100) });
    if (await options.front.settle(request, reply, etagOf(versionOf(stored, options.build, '')))) return reply;
    const counts = await readCounts(options.sql(), stored.id, field);
    return sendJson(options.front, request, reply, JSON.stringify({ counts }));
  });
}
