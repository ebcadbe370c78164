// Weighs our search: everything its projection keeps beyond the searched text itself, part by part.
import type { Row, Sql } from 'postgres';
import { openPool } from '#lib/postgres';
import { bytesText, type Figure } from './figures.ts';
import { wrongUnless } from './search-answers.ts';
import type { Texts } from './search-texts.ts';

const target = 3;

/** Columns that hold the searched text as it stands, where the projection keeps it at all. */
const textColumns = /^(title|body)$/;

/** Bytes of the index by bytes of the text, and of each of its parts. Tables and indexes are found by their names' beginning. */
export async function measureSize(databaseUrl: string, texts: Texts): Promise<readonly Figure[]> {
  const sql = openPool(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    const tables = await tablesOf(sql);
    const columns = (await Promise.all(tables.map(table => columnsOf(sql, table)))).flat();
    const indexes = await indexesOf(sql);
    const whole = sum(tables.map(table => Number(table['bytes'])));
    const text = sum(columns.filter(({ name }) => textColumns.test(name)).map(({ bytes }) => bytes));
    wrongUnless(whole > text && text >= 0, 'the size of the search', { whole, text });
    const figure = (what: string, bytes: number, held?: number): Figure => ({
      what,
      ours: bytesText(bytes),
      limit: bytesText(texts.bytes),
      ratio: bytes / texts.bytes,
      target: held,
    });
    const filled = whole - sum(columns.map(({ bytes }) => bytes)) - sum(indexes.map(({ bytes }) => bytes));
    return [
      {
        ...figure('index bytes / text bytes', whole - text, target),
        note: `and the text as it is kept, ${bytesText(text)}`,
      },
      ...together(columns.filter(({ name }) => !textColumns.test(name))).map(one =>
        figure(`  column ${one.name}`, one.bytes),
      ),
      figure('  rows’ heads and free room', filled),
      ...together(indexes).map(one => figure(`  index ${one.name}`, one.bytes)),
    ];
  } finally {
    await sql.end();
  }
}

interface Part {
  readonly name: string;
  readonly bytes: number;
}

// What has one name in several tables is one part; what is next to nothing is not shown by itself.
function together(parts: readonly Part[]): Part[] {
  const byName = new Map<string, number>();
  const least = sum(parts.map(({ bytes }) => bytes)) / 100;
  for (const { name, bytes } of parts) byName.set(name, (byName.get(name) ?? 0) + bytes);
  const large = [...byName].filter(([, bytes]) => bytes >= least).map(([name, bytes]) => ({ name, bytes }));
  const rest = sum([...byName.values()].filter(bytes => bytes < least));
  return [
    ...large.sort((one, other) => other.bytes - one.bytes),
    ...(rest > 0 ? [{ name: '(all others)', bytes: rest }] : []),
  ];
}

function sum(all: readonly number[]): number {
  return all.reduce((total, one) => total + one, 0);
}

function tablesOf(sql: Sql): Promise<readonly Row[]> {
  return sql`
    select c.oid, c.relname as name, pg_total_relation_size(c.oid) as bytes
    from pg_class c
    where c.relnamespace = 'laopedia'::regnamespace and c.relname ~ '^search' and c.relkind in ('r', 'm')
      and pg_total_relation_size(c.oid) > 0`;
}

// As they lie on the disk, compressed or not.
async function columnsOf(sql: Sql, table: Row): Promise<Part[]> {
  const found = await sql`
    select attname as name from pg_attribute where attrelid = ${table['oid']} and attnum > 0 and not attisdropped`;
  const names = found.map(row => String(row['name']));
  const sums = names.map(name => `coalesce(sum(pg_column_size("${name}")), 0) as "${name}"`);
  const rows = await sql.unsafe(`select ${sums.join(', ')} from laopedia."${table['name']}"`);
  return names.map(name => ({ name, bytes: Number(rows[0]?.[name]) }));
}

async function indexesOf(sql: Sql): Promise<Part[]> {
  const rows = await sql`
    select regexp_replace(pg_get_indexdef(i.indexrelid), '^.* USING ', '') as name,
      pg_relation_size(i.indexrelid) as bytes
    from pg_index i join pg_class c on c.oid = i.indrelid
    where c.relnamespace = 'laopedia'::regnamespace and c.relname ~ '^search' and c.relkind in ('r', 'm')`;
  return rows.map(row => ({ name: String(row['name']), bytes: Number(row['bytes']) }));
}
