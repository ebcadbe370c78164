// Records: a page of them, one by its key, and its history.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { keptCount } from '#projection/counts';
import { findRecord, type ListQuery, listRecords, mostRows, readCurrent, readHistory } from '#projection/record';
import type { StoredRegister } from '#store';
import { etagOf, sendJson, versionOf } from './answer.ts';
import { type Asked, askedKey, askedNumber, askedWords, readAsked } from './asked.ts';
import { aboutRegister, type Reading } from './reading.ts';
import { currentText, listedText, timeText, viewText } from './record-json.ts';
import { refuseRest } from './refusals.ts';
import { historyShape, recordShape, recordsShape } from './schemas.ts';

const listParameters = ['q', 'sort', 'limit', 'after', 'count', 'as-at'] as const;
const standardRows = 100;

/** `/records`, `/records/{key}` and its `history`. */
export function recordRoutes(reading: Reading): void {
  const path = ['key'] as const;
  const query = [...listParameters, 'filters'] as const;
  aboutRegister(reading, '/records', { words: 'records', query, answer: recordsShape }, (stored, request, reply) =>
    sendList(reading, stored, request, reply),
  );
  aboutRegister(
    reading,
    '/records/:key',
    { words: 'record', path, query: ['as-at', 'valid-at'], answer: recordShape },
    (stored, request, reply) => sendRecord(reading, stored, request, reply),
  );
  aboutRegister(
    reading,
    '/records/:key/history',
    { words: 'history', path, answer: historyShape },
    (stored, request, reply) => sendHistory(reading, stored, request, reply),
  );
}

async function sendRecord({ options }: Reading, stored: StoredRegister, request: FastifyRequest, reply: FastifyReply) {
  const { given } = readAsked(request, ['as-at', 'valid-at']);
  const key = askedKey(request);
  const today = options.today();
  if (await options.front.settle(request, reply, etagOf(versionOf(stored, options.build, today)))) return reply;
  const sql = options.sql();
  if (given.size === 0 && stored.register.validFrom === undefined) {
    const current = await readCurrent(sql, stored, key, today);
    if (current !== undefined && !current.withdrawn)
      return sendJson(options.front, request, reply, currentText(stored, key, current));
  }
  const [asAt, validAt] = [given.get('as-at'), given.get('valid-at')];
  const moment = { ...(asAt === undefined ? {} : { asAt }), ...(validAt === undefined ? {} : { validAt }) };
  const view = await findRecord(sql, stored, key, { moment, today });
  if (view === undefined) throw noRecord(stored, key);
  return sendJson(options.front, request, reply, viewText(stored, view));
}

async function sendList({ options }: Reading, stored: StoredRegister, request: FastifyRequest, reply: FastifyReply) {
  const asked = readAsked(request, listParameters, true);
  const query = listQuery(asked);
  const words = askedWords(asked);
  if (await options.front.settle(request, reply, etagOf(versionOf(stored, options.build, options.today()))))
    return reply;
  const keys = words === undefined ? undefined : await options.keys(words, stored);
  const sql = options.sql();
  const kept = query.countExactly && keys === undefined ? keptCount(stored, query.filters ?? {}) : undefined;
  const [page, known] = await Promise.all([
    listRecords(sql, stored, {
      ...query,
      ...(kept === undefined ? {} : { countExactly: false }),
      ...(keys === undefined ? {} : { keys }),
    }),
    kept?.(sql),
  ]);
  const records = page.records.map(record => listedText(stored, record));
  const counted = known ?? page.count;
  const count = counted === undefined ? '' : `,"count":${counted}`;
  return sendJson(
    options.front,
    request,
    reply,
    `{"records":[${records.join(',\n')}],"next":${JSON.stringify(page.next)}${count}}`,
  );
}

function listQuery(asked: Asked): ListQuery {
  const { given, filters } = asked;
  const [sort, after, count, asAt] = [given.get('sort'), given.get('after'), given.get('count'), given.get('as-at')];
  if (count !== undefined && count !== 'exact')
    throw refuseRest('bad-parameter', { name: 'count', given: count.slice(0, 100), wanted: 'exact' });
  for (const name of ['sort', 'count'])
    if (asAt !== undefined && given.has(name)) throw refuseRest('past-list', { name });
  return {
    filters,
    limit: askedNumber(asked, 'limit', 1, mostRows, standardRows),
    countExactly: count === 'exact',
    ...(sort === undefined ? {} : { sort }),
    ...(after === undefined ? {} : { after }),
    ...(asAt === undefined ? {} : { moment: { asAt } }),
  };
}

async function sendHistory({ options }: Reading, stored: StoredRegister, request: FastifyRequest, reply: FastifyReply) {
  readAsked(request, []);
  const key = askedKey(request);
  if (await options.front.settle(request, reply, etagOf(versionOf(stored, options.build, '')))) return reply;
  const blocks = await readHistory(options.sql(), stored, key);
  if (blocks.length === 0) throw noRecord(stored, key);
  const history = blocks.map(block => ({
    ...block,
    time: timeText(block.time),
    entries: block.entries.map(entry => ({
      ...entry,
      changes: entry.changes.map(change => ({ ...change, field: change.field.name })),
    })),
  }));
  return sendJson(options.front, request, reply, JSON.stringify({ register: stored.register.name, key, history }));
}

function noRecord(stored: StoredRegister, key: string) {
  return refuseRest('no-such-record', { key: key.slice(0, 100), register: stored.register.name });
}
