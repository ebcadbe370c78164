// The record fold: what the log says of each key today, and what it said before (record_past). Applied in the very
// transaction of a publication; it comes last of the folds, since the others still want to see what stood.
import { canonicalJson } from '#lib/canonical-json';
import { comparedFields, type Field, fieldsOfTier, type Register, type Tier, tiersOf, writeValue } from '#register';
import type { FinishedTable, Fold, NumberedRow, Speaker, StagedColumn, Stepped } from '#store';
import { checkRecords } from './check.ts';
import { columnOf, columnType, createIndexes, createTables, createView, isJsonColumn, tableOf } from './physical.ts';
import { hasSortKey, sortColumnOf, sortColumnType, sortedFields, sortKey } from './sort-key.ts';

/** Keeps `records.r<id>` (a table a tier), `laopedia.record_past` and `laopedia.successor`. */
export const recordFold: Fold = {
  name: 'record',
  version: 2,
  async prepare(sql) {
    await sql.unsafe(`
      create table if not exists laopedia.record_past (
        register_id integer not null,
        key         text collate "C" not null,
        from_entry  bigint not null,
        until_entry bigint not null,
        withdrawn   boolean not null,
        primary key (register_id, key, from_entry)
      )`);
    await sql.unsafe(
      `create index if not exists record_past_until on laopedia.record_past (register_id, until_entry, from_entry)`,
    );
    await sql.unsafe('grant select, insert, delete on laopedia.record_past to laopedia_app');
    await sql.unsafe('grant select on laopedia.record_past to laopedia_public');
  },
  define,
  columns: register => [
    ...register.schema.fields.map((field): StagedColumn => ({ name: columnOf(field), type: columnType(field) })),
    ...sortedFields(register).map((field): StagedColumn => ({ name: sortColumnOf(field), type: sortColumnType })),
  ],
  stage(register, { item }) {
    const texts = register.schema.fields.map(field => columnText(item?.[field.name], field));
    for (const field of sortedFields(register)) texts.push(sortKey(item?.[field.name], field));
    return texts;
  },
  finishing: {
    tables: finishedRecords,
    rows: (register, row, staged) => finishedTiers(register).map(({ places }) => [rowOf(row, staged, places)]),
    async fill(sql, { tableOf, first, ...filled }) {
      const rows = { ...filled, first: String(first) };
      for (const tier of tiersOf(rows.register.schema))
        await sql.unsafe(putRecords(rows, tier, tableOf(finishedName(tier)), true));
    },
    async cut(sql, { register, from, tableOf }) {
      for (const tier of tiersOf(register.schema))
        await sql.unsafe(`delete from ${tableOf(finishedName(tier))} where entry >= ${from}`);
    },
    kept: register => comparedFields(register).map(columnOf),
  },
  async apply(sql, { first, fresh, finished, ...applied }) {
    if (finished !== undefined) return;
    const rows = { ...applied, first: String(first) };
    if (!fresh) await sql.unsafe(keepPast(rows));
    for (const tier of tiersOf(rows.register.schema))
      await sql.unsafe(putRecords(rows, tier, tableOf(rows.registerId, tier), fresh));
    if (fresh) return;
    await sql.unsafe(withdrawRecords(rows));
    await sql.unsafe(keepSuccessors(rows));
  },
  steps: rows => `
    ${keepPast(rows)};
    ${tiersOf(rows.register.schema)
      .map(tier => putRecords(rows, tier, tableOf(rows.registerId, tier), false))
      .join(';\n')};
    if exists (select from ${rows.staging} s where s.op = 'withdraw') then
      ${withdrawRecords(rows)};
      ${keepSuccessors(rows)};
    end if;`,
  async clear(sql, registerId) {
    await sql`delete from laopedia.record_past where register_id = ${registerId}`;
    await sql`delete from laopedia.successor where register_id = ${registerId}`;
    const tables = await sql`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname = 'records' and (tablename = ${`r${registerId}`} or tablename like ${`r${registerId}\\_%`})`;
    for (const { name } of tables) await sql.unsafe(`delete from ${name}`);
  },
  check: checkRecords,
};

/** The text of a value for its column; null when there is none. */
export function columnText(value: unknown, field: Field): string | null {
  if (value === undefined || value === null) return null;
  return isJsonColumn(field) ? canonicalJson(value as never) : writeValue(value as never, field);
}

// A register's first definition makes its tables. A later one that only adds or drops fields alters them at once; any
// other change (a field hidden, opened or of another type) makes them anew and asks for a replay.
async function define(
  sql: Speaker,
  registerId: number,
  register: Register,
  before: Register | undefined,
): Promise<boolean> {
  const run = async (statements: readonly string[]) => {
    for (const statement of statements) await sql.unsafe(statement);
  };
  if (before === undefined) {
    await run([
      ...createTables(registerId, register),
      ...createIndexes(registerId, register),
      ...createView(registerId, register),
    ]);
    return false;
  }
  const kept = register.schema.fields.every(field => {
    const was = before.schema.fields.find(one => one.number === field.number);
    return was === undefined || sameColumns(was, field);
  });
  const sameTiers = tiersOf(before.schema).join() === tiersOf(register.schema).join();
  await run([`drop view if exists readable."${register.name}"`]);
  if (kept && sameTiers) await run(alterTables(registerId, register, before));
  else {
    for (const tier of ['public', 'government', 'custodian'] as const)
      await run([`drop table if exists ${tableOf(registerId, tier)}`]);
    await run([...createTables(registerId, register), ...createIndexes(registerId, register)]);
  }
  await run(createView(registerId, register));
  return !(kept && sameTiers);
}

function sameColumns(was: Field, field: Field): boolean {
  if (was.visibility !== field.visibility || columnType(was) !== columnType(field)) return false;
  return hasSortKey(was) === hasSortKey(field);
}

function alterTables(registerId: number, register: Register, before: Register): string[] {
  const known = new Set(before.schema.fields.map(field => field.number));
  const kept = new Set(register.schema.fields.map(field => field.number));
  // A column left behind would hold what was said before its field went, should the field ever come back.
  const gone = before.schema.fields
    .filter(field => !kept.has(field.number))
    .flatMap(field =>
      [columnOf(field), sortColumnOf(field)].map(
        column => `alter table ${tableOf(registerId, field.visibility)} drop column if exists ${column}`,
      ),
    );
  const stays = register.schema.fields.flatMap(field => {
    const table = tableOf(registerId, field.visibility);
    const add = `alter table ${table} add column if not exists ${columnOf(field)} ${columnType(field)}`;
    // Also of fields that are known: an older version of the program kept no sort keys.
    const addKey = `alter table ${table} add column if not exists ${sortColumnOf(field)} ${sortColumnType}`;
    return [...(known.has(field.number) ? [] : [add]), ...(hasSortKey(field) ? [addKey] : [])];
  });
  // An index may need columns of several fields.
  return [...gone, ...stays, ...createIndexes(registerId, register)];
}

type Rows = Pick<Stepped, 'registerId' | 'register' | 'staging' | 'first'>;

function keepPast({ registerId, staging, first }: Rows): string {
  return `
    insert into laopedia.record_past (register_id, key, from_entry, until_entry, withdrawn)
    select ${registerId}, r.key, r.entry, ${first} + s.ordinal, r.withdrawn
    from ${staging} s join ${tableOf(registerId)} r using (key)`;
}

function putRecords({ register, staging, first }: Rows, tier: Tier, into: string, fresh: boolean): string {
  const names = ['key', 'entry', ...tierColumns(register, tier)];
  const update = [
    ...names.slice(1).map(name => `${name} = excluded.${name}`),
    ...(tier === 'public' ? ['withdrawn = false'] : []),
  ];
  return `
    insert into ${into} (${names.join(', ')})
    select s.key, ${first} + s.ordinal${names
      .slice(2)
      .map(name => `, s.${name}`)
      .join('')}
    from ${staging} s where s.op = 'put' order by s.ordinal
    ${fresh ? '' : `on conflict (key) do update set ${update.join(', ')}`}`;
}

function tierColumns(register: Register, tier: Tier): string[] {
  const keys = tier === 'public' ? sortedFields(register).map(sortColumnOf) : [];
  return [...fieldsOfTier(register.schema, tier).map(columnOf), ...keys];
}

function finishedName(tier: Tier): string {
  return `record_${tier}`;
}

function finishedRecords(registerId: number, register: Register): FinishedTable[] {
  return tiersOf(register.schema).map(tier => ({
    name: finishedName(tier),
    like: tableOf(registerId, tier),
    columns: ['key', 'entry', ...tierColumns(register, tier)],
  }));
}

// Asked for with every row of a load.
const tiersKnown = new WeakMap<Register, readonly { readonly places: readonly number[] }[]>();

// Where the columns of each tier's table stand among the staged ones.
function finishedTiers(register: Register) {
  const before = tiersKnown.get(register);
  if (before !== undefined) return before;
  const names = recordFold.columns(register).map(column => column.name);
  const tiers = tiersOf(register.schema).map(tier => ({
    places: tierColumns(register, tier).map(name => names.indexOf(name)),
  }));
  tiersKnown.set(register, tiers);
  return tiers;
}

function rowOf({ key, number }: NumberedRow, staged: readonly (string | null)[], places: readonly number[]) {
  const row: (string | null)[] = [key, String(number)];
  for (const place of places) row.push(staged[place] ?? null);
  return row;
}

// A withdrawn record keeps its last facts, so that its page can show what was withdrawn.
function withdrawRecords({ registerId, staging, first }: Rows): string {
  return `
    update ${tableOf(registerId)} r set entry = ${first} + s.ordinal, withdrawn = true
    from ${staging} s where s.op = 'withdraw' and s.key = r.key`;
}

// Rows of a key that came back and went again name the later entry.
function keepSuccessors({ registerId, staging, first }: Rows): string {
  return `
    insert into laopedia.successor (register_id, key, successor, how, entry)
    select ${registerId}, s.key, t.successor, s.how, ${first} + s.ordinal
    from ${staging} s cross join lateral unnest(s.successors) t (successor)
    on conflict (register_id, key, successor) do update set how = excluded.how, entry = excluded.entry`;
}
