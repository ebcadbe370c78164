// The scripts for Citus, which is not to be had here, held against its documented rules on the tables as they are: every table is there with
// its distribution column, every unique key contains it, and no foreign key leaves the spread tables.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { define, openWalk, type Walk } from '#test/walk';

const scripts = ['distribute.sql', 'distribute-giant.sql'];
let walk: Walk;
let spread: readonly (readonly [table: string, column: string])[];

before(async () => {
  walk = await openWalk();
  const { id } = await define(walk, {
    name: 'shop',
    schema: { primaryKey: ['id'], fields: [{ name: 'id', as: 'identifier' }] },
  });
  const texts = await Promise.all(
    scripts.map(name => readFile(new URL(`../../deploy/citus/${name}`, import.meta.url), 'utf8')),
  );
  spread = [...texts.join('\n').matchAll(/^select create_distributed_table\((?:'([^']+)'|:'table'), '([^']+)'/gm)].map(
    ([, table = `records.r${id}`, column = '']) => [table, column],
  );
});
after(() => walk.close());

test('every spread table is there and has its column', async () => {
  assert.ok(spread.length > 10);
  for (const [table, column] of spread) {
    const [found] = await walk.store.owner`
      select 1 from pg_attribute where attrelid = to_regclass(${table}) and attname = ${column} and not attisdropped`;
    assert.ok(found !== undefined, `${table} has no ${column}`);
  }
});

test('every unique key of a spread table contains its column', async () => {
  for (const [table, column] of spread) {
    const keys = await walk.store.owner`
      select array(select attname::text from pg_attribute a where a.attrelid = i.indrelid and a.attnum = any (i.indkey)) as columns
      from pg_index i where i.indrelid = ${table}::regclass and i.indisunique`;
    assert.ok(keys.length > 0, table);
    for (const { columns } of keys)
      assert.ok(columns.includes(column), `${table}: unique (${columns}) lacks ${column}`);
  }
});

test('no foreign key leads out of a spread table or into one', async () => {
  const tables = spread.map(([table]) => table);
  const keys = await walk.store.owner`
    select conname from pg_constraint
    where contype = 'f' and (conrelid = any (${tables}::regclass[]) or confrelid = any (${tables}::regclass[]))`;
  assert.deepEqual([...keys], []);
});

test('what is spread together has the number of the register, and all that has it and grows with the rows is spread', async () => {
  const rows = await walk.store.owner`
    select format('laopedia.%I', c.relname) as name from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'laopedia'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and a.attname = 'register_id'`;
  // A row a register or a publication, not a row a record: they stay where decisions are made.
  const small =
    /\.(checkpoint|head|healed|log_key|mapping|projection|proposal|publication|search_knowledge|search_word|successor)$/;
  const grows = rows.map(row => String(row['name'])).filter(name => !small.test(name));
  assert.deepEqual(
    grows.sort(),
    spread
      .map(([table]) => table)
      .filter(table => table.startsWith('laopedia.'))
      .sort(),
  );
});
