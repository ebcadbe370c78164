// I5: the log folded by key, apart from every fold's own SQL: in the order of the keys' bytes, so that what a fold keeps
// can be compared by a merge and memory stays flat however long the log is.
import type { JsonObject } from '#lib/canonical-json';
import { type Register, tiers } from '#register';
import { openCopy } from '../copy.ts';
import type { FoldedKey, Speaker } from '../fold.ts';
import { currentNames } from '../schema-history.ts';
import { isRedacted, type Redactions } from './bodies.ts';
import type { Examined } from './examined.ts';
import type { LoggedEntry } from './logged-entry.ts';
import type { Examiner } from './publications.ts';
import type { SchemaCollector } from './schemas.ts';

const table = 'pg_temp.fsck_key';
const keysAtOnce = 256;
const rowsAtOnce = 2048;

/** Collects the keys of a log as its entries go by; a table of this session, gone with the transaction. */
export async function collectKeys(sql: Speaker): Promise<Pick<Examiner, 'take'>> {
  await sql.unsafe(
    `create temp table fsck_key (key text collate "C" not null, number bigint not null, withdrawn boolean not null) on commit drop`,
  );
  return {
    async take(batch) {
      const copy = await openCopy(sql, table, ['key', 'number', 'withdrawn']);
      for (const one of batch) {
        const row = keyRow(one);
        if (row !== undefined) await copy.write(row);
      }
      await copy.end();
    },
  };
}

// A key with a NUL is no text to PostgreSQL: such an entry was altered, which I2 tells.
function keyRow({ number, entry }: LoggedEntry): string[] | undefined {
  const [op, key] = [entry?.['op'], entry?.['key']];
  const goes = op === 'withdraw' || op === 'succeed';
  if ((op !== 'put' && !goes) || typeof key !== 'string' || key.includes('\0')) return undefined;
  return key.isWellFormed() ? [key, String(number), goes ? 't' : 'f'] : undefined;
}

interface Versions {
  readonly key: string;
  readonly versions: { readonly number: number; readonly withdrawn: boolean }[];
}

/** The collected keys in order, some at a time, with what the log says of each under today's field names. */
export async function* readFoldedKeys(
  sql: Speaker,
  examined: Examined,
  schemas: SchemaCollector,
  redactions: Redactions,
): AsyncIterable<readonly FoldedKey[]> {
  const today = schemas.today();
  if (today === undefined) return;
  let keys: Versions[] = [];
  for await (const one of readVersions(sql)) {
    keys.push(one);
    if (keys.length < keysAtOnce) continue;
    yield await foldKeys(sql, examined, keys, { schemas, redactions, today });
    keys = [];
  }
  if (keys.length > 0) yield await foldKeys(sql, examined, keys, { schemas, redactions, today });
}

async function* readVersions(sql: Speaker): AsyncIterable<Versions> {
  await sql.unsafe(
    `declare fsck_keys no scroll cursor for select key, number, withdrawn from ${table} order by key, number`,
  );
  let open: Versions | undefined;
  for (;;) {
    const rows = await sql.unsafe(`fetch ${rowsAtOnce} from fsck_keys`);
    for (const row of rows) {
      const key = String(row['key']);
      if (open?.key !== key) {
        if (open !== undefined) yield open;
        open = { key, versions: [] };
      }
      open.versions.push({ number: Number(row['number']), withdrawn: Boolean(row['withdrawn']) });
    }
    if (rows.length < rowsAtOnce) break;
  }
  if (open !== undefined) yield open;
  await sql.unsafe('close fsck_keys');
}

interface Reading {
  readonly schemas: SchemaCollector;
  readonly redactions: Redactions;
  readonly today: Register;
}

async function foldKeys(
  sql: Speaker,
  examined: Examined,
  keys: readonly Versions[],
  { schemas, redactions, today }: Reading,
): Promise<FoldedKey[]> {
  const lastPut = new Map(keys.map(one => [one.key, one.versions.findLast(version => !version.withdrawn)?.number]));
  const bodies = await readBodies(sql, examined.id, [...lastPut.values()]);
  return keys.map(({ key, versions }) => {
    const put = lastPut.get(key);
    if (put === undefined) return { key, versions, put, item: undefined };
    const body = isRedacted(redactions, key, put) ? {} : bodies.get(put);
    return { key, versions, put, item: body && currentNames(body, schemas.at(put) ?? today, today) };
  });
}

// A body that cannot be read leaves its entry out, and the item unknown: I6 tells of it.
async function readBodies(
  sql: Speaker,
  registerId: number,
  numbers: readonly (number | undefined)[],
): Promise<ReadonlyMap<number, JsonObject | undefined>> {
  const bodies = new Map<number, JsonObject | undefined>();
  const wanted = numbers.filter(number => number !== undefined);
  for (const tier of tiers) {
    const rows = await sql`
      select number, body from laopedia.${sql(`body_${tier}`)}
      where register_id = ${registerId} and number = any(${wanted}::bigint[])`;
    for (const row of rows) {
      const number = Number(row['number']);
      const before = bodies.has(number) ? bodies.get(number) : {};
      const part = parseBody(String(row['body']));
      bodies.set(number, before && part && { ...before, ...part });
    }
  }
  return bodies;
}

function parseBody(text: string): JsonObject | undefined {
  try {
    const body = JSON.parse(text) as unknown;
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}
