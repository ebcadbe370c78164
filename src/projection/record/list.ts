// Lists of records: filters, sort and keyset paging over the public tier. The only maker of record list SQL.
import { type Field, fieldsOfTier } from '#register';
import type { Speaker, StoredRegister } from '#store';
import { type Cursor, readCursor, writeCursor } from './cursor.ts';
import { whereOf } from './filter.ts';
import { openKeptTexts } from './kept-texts.ts';
import { listPast } from './list-past.ts';
import type { ListPage, ListQuery } from './list-query.ts';
import { listedRecords } from './listed.ts';
import { sizeAt } from './moment.ts';
import { castFor, orderColumnOf, tableOf } from './physical.ts';
import { refuseRecord } from './refusals.ts';
import { hasSortKey } from './sort-key.ts';

/** Most rows a page may have. */
export const mostRows = 1000;

const mostPreparedFilters = 3;
const mostPreparedRows = 101;

/** Lists the standing records. Refuses unknown and hidden fields alike. */
export async function listRecords(sql: Speaker, stored: StoredRegister, query: ListQuery): Promise<ListPage> {
  const limit = Math.max(1, Math.min(mostRows, query.limit ?? 20));
  if (query.moment?.asAt !== undefined) {
    return listPast(sql, stored, query, await sizeAt(sql, stored, query.moment.asAt), limit);
  }
  const sort = sortOf(stored, query.sort);
  const after = query.after === undefined ? undefined : readCursor(query.after);
  const [rows, count] = await Promise.all([
    readPage(sql, stored, query, sort, after, limit + 1).catch(problem => {
      throw after !== undefined && isDataProblem(problem) ? refuseRecord('bad-cursor') : problem;
    }),
    query.countExactly ? countRecords(sql, stored, query) : undefined,
  ]);
  const records = await listedRecords(sql, stored, rows.slice(0, limit));
  const last = rows[limit - 1];
  const next =
    rows.length > limit && last !== undefined
      ? writeCursor({ value: textOrNull(last['sort']), key: String(last['key']) })
      : null;
  return count === undefined ? { records, next } : { records, next, count };
}

interface Sort {
  readonly field: Field | undefined;
  readonly descending: boolean;
}

function sortOf(stored: StoredRegister, sort: string | undefined): Sort {
  if (sort === undefined || sort === '') return { field: undefined, descending: false };
  const descending = sort.startsWith('-');
  const name = descending ? sort.slice(1) : sort;
  if (name === 'key') return { field: undefined, descending };
  const field = fieldsOfTier(stored.register.schema, 'public').find(
    one => one.name === name && orderColumnOf(one) !== undefined,
  );
  if (field === undefined) throw refuseRecord('unknown-field', { field: name.slice(0, 100) });
  return { field, descending };
}

// Values first, then the records without a value: two index-friendly statements rather than one with an OR.
async function readPage(
  sql: Speaker,
  stored: StoredRegister,
  query: ListQuery,
  sort: Sort,
  after: Cursor | undefined,
  limit: number,
): Promise<Record<string, unknown>[]> {
  if (sort.field === undefined) return readRun(sql, stored, query, sort, 'key', after, limit);
  const column = `r.${orderColumnOf(sort.field)}`;
  const rows =
    after !== undefined && after.value === null ? [] : await readRun(sql, stored, query, sort, column, after, limit);
  if (rows.length >= limit) return rows;
  const nulls = await readRun(
    sql,
    stored,
    query,
    sort,
    'null',
    after?.value === null ? after : undefined,
    limit - rows.length,
    column,
  );
  return [...rows, ...nulls];
}

async function readRun(
  sql: Speaker,
  stored: StoredRegister,
  query: ListQuery,
  { field, descending }: Sort,
  by: string,
  after: Cursor | undefined,
  limit: number,
  nullColumn?: string,
): Promise<Record<string, unknown>[]> {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const where = ['not r.withdrawn', ...whereOf(stored.register, query.filters ?? {}, bind)];
  if (query.keys !== undefined) where.push(`r.key = any(${bind(query.keys)}::text[])`);
  const order = descending ? 'desc' : 'asc';
  const than = descending ? '<' : '>';
  const valued = field !== undefined && nullColumn === undefined;
  if (nullColumn !== undefined) where.push(`${nullColumn} is null`);
  if (valued) where.push(`${by} is not null`);
  if (after !== undefined) {
    const cast = field === undefined || hasSortKey(field) ? '' : castFor(field);
    where.push(
      valued
        ? `(${by}, r.key) ${than} (${bind(after.value)}::text${cast}, ${bind(after.key)})`
        : `r.key ${than} ${bind(after.key)}`,
    );
  }
  const run = (conditions: readonly string[]) => {
    const text = runText(stored.id, { by: valued ? by : undefined, order, conditions, limit });
    return sql.unsafe(text, values as never[], { prepare: isCommon(query, limit, text) });
  };
  const rows = await run(where);
  // A redacted record has no body and is in no list; so rare that the page is read again without it.
  if (rows.every(row => row['body'] !== null)) return rows;
  return run([
    ...where,
    `exists (select from laopedia.body_public b where b.register_id = ${stored.id} and b.number = r.entry)`,
  ]);
}

interface Run {
  readonly by: string | undefined;
  readonly order: string;
  readonly conditions: readonly string[];
  readonly limit: number;
}

// The page is cut before a body is looked up: else every record that fits the filters would have its own read.
function runText(id: number, { by, order, conditions, limit }: Run): string {
  const ordered = (table: string, column: string | undefined) =>
    `order by ${column === undefined ? '' : `${column} ${order}, `}${table}.key ${order}`;
  return `
    select r.key, r.entry, r.sort, b.body
    from (
      select r.key, r.entry, ${by === undefined ? 'null' : by}::text as sort${by === undefined ? '' : `, ${by} as by`}
      from ${tableOf(id)} r
      where ${conditions.join(' and ')}
      ${ordered('r', by)}
      limit ${limit}
    ) r
    left join laopedia.body_public b on b.register_id = ${id} and b.number = r.entry
    ${ordered('r', by === undefined ? undefined : 'r.by')}`;
}

async function countRecords(sql: Speaker, stored: StoredRegister, query: ListQuery): Promise<number> {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const where = ['not withdrawn', ...whereOf(stored.register, query.filters ?? {}, bind)];
  if (query.keys !== undefined) where.push(`r.key = any(${bind(query.keys)}::text[])`);
  const text = `select count(*) as count from ${tableOf(stored.id)} r where ${where.join(' and ')}`;
  const rows = await sql.unsafe(text, values as never[], { prepare: isCommon(query, 0, text) });
  return Number(rows[0]?.['count'] ?? 0);
}

const hourMs = 3_600_000;
// A thousand take some 30 MB of a connection, which lives for an hour at most.
const isKept = openKeptTexts(1000, hourMs);

// Planning costs more than reading a page. But a prepared statement stays on its connection, so only the common shapes are, and
// so many: a stranger who varies filters, sorts and limits shall not fill the server's memory.
function isCommon({ filters, keys }: ListQuery, limit: number, text: string): boolean {
  const isSmall = Object.keys(filters ?? {}).length <= mostPreparedFilters && limit <= mostPreparedRows;
  return keys === undefined && isSmall && isKept(text, performance.now());
}

function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}

// SQLSTATE class 22: the cursor's value is none of the field it is sorted by.
function isDataProblem(problem: unknown): boolean {
  return problem instanceof Error && 'code' in problem && String(problem.code).startsWith('22');
}
