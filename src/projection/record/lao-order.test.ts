// Lists sorted by a text stand in Lao order, page by page, in whatever encoding names were typed; also after an update of
// the program or of the register.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { collationKey, compareLao } from '#lib/lao';
import { readCounts } from '#projection/counts';
import { fsck } from '#store';
import { respelled } from '#test/lao-spelling';
import { bringIn, define, jsonLines, openWalk, standing, type Walk } from '#test/walk';
import { approve } from '#workflow/approval';
import { publish } from '#workflow/publication';
import { countBy } from './count-by.ts';
import { listRecords } from './list.ts';
import type { ListQuery } from './list-query.ts';
import { tableOf } from './physical.ts';

interface Place {
  readonly code: string;
  readonly name?: string;
  readonly level?: string;
  readonly side?: string;
  readonly about?: { readonly lo?: string; readonly en?: string };
}

const register = 'place-names';
const fields = [
  { name: 'code', as: 'code' },
  { name: 'name', as: 'lao-name', search: 'title' },
  { name: 'level', facet: true },
  { name: 'about', as: 'bilingual' },
  { name: 'side', facet: true },
];
const definition = { name: register, title: 'Places', schema: { primaryKey: ['code'], fields } };

const facts = readFileSync(new URL('../../../registers/jurisdiction/samples/facts.csv', import.meta.url), 'utf8');
const real: readonly Place[] = [...facts.matchAll(/^(\d{2,4}),([a-z]+),([^,]+),([^,]+),/gm)].map(
  ([, code = '', level = '', name = '', en = '']) => ({
    code,
    level,
    name,
    about: en < 'M' ? { lo: name, en } : { en },
  }),
);
// Each name once more in another encoding, under a key that says nothing of it; and places that have no name yet.
const typed = real.map(
  ({ code, name = '' }, at): Place => ({
    code: `T${String((at * 89) % 200).padStart(3, '0')}-${code}`,
    name: respelled(name, most => at % (most + 1)),
  }),
);
const numbered = [9, 10, 1, 100].map((number): Place => ({ code: `N-${1000 - number}`, name: `ບ້ານ ${number}` }));
const nameless = ['Z-1', 'A-1', 'M-1'].map((code, at): Place => ({ code, side: ['ໃຕ້', 'ເໜືອ', 'ກາງ'][at] ?? '' }));
const places = [...real, ...typed, ...numbered, ...nameless];

const sign = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
const inOrder = (some: readonly Place[], text: (place: Place) => string | undefined): string[] => {
  const named = some.filter(place => text(place) !== undefined);
  const unnamed = some.filter(place => text(place) === undefined);
  const byKey = (one: Place, other: Place): number => sign(one.code, other.code);
  const byText = (one: Place, other: Place): number =>
    sign(collationKey(text(one) ?? ''), collationKey(text(other) ?? '')) || byKey(one, other);
  return [...named.toSorted(byText), ...unnamed.toSorted(byKey)].map(({ code }) => code);
};
const byName = inOrder(places, ({ name }) => name);

let walk: Walk;

async function paged(query: ListQuery): Promise<{ key: string; item: Readonly<Record<string, unknown>> }[]> {
  const stored = await standing(walk, register);
  const found: { key: string; item: Readonly<Record<string, unknown>> }[] = [];
  let next: string | null = null;
  do {
    const page = await listRecords(walk.store.public, stored, {
      limit: 7,
      ...query,
      ...(next === null ? {} : { after: next }),
    });
    assert.ok(page.records.length <= 7 && (page.next === null || page.records.length === 7));
    found.push(...page.records);
    next = page.next;
  } while (next !== null);
  return found;
}

const keysOf = async (query: ListQuery): Promise<string[]> => (await paged(query)).map(({ key }) => key);

before(async () => {
  walk = await openWalk();
  await define(walk, definition);
  const { published, proposed } = await bringIn(walk, register, jsonLines(places), { format: 'jsonl' });
  assert.ok(published, JSON.stringify(proposed.findings.slice(0, 3)));
});
after(() => walk.close());

test('paging through a list sorted by names gives every record once, in Lao order', async () => {
  assert.equal(real.length, 18 + 148);
  assert.deepEqual(await keysOf({ sort: 'name' }), byName);
});

test('the provinces stand as in a Lao list', async () => {
  const provinces = await paged({ sort: 'name', filters: { level: ['province', 'capital'] } });
  const names =
    'ຄຳມ່ວນ ຈຳປາສັກ ສະຫວັນນະເຂດ ສາລະວັນ ຊຽງຂວາງ ເຊກອງ ໄຊສົມບູນ ໄຊຍະບູລີ ນະຄອນຫຼວງວຽງຈັນ ບໍ່ແກ້ວ ບໍລິຄຳໄຊ ຜົ້ງສາລີ ວຽງຈັນ ຫົວພັນ ຫຼວງນ້ຳທາ ຫຼວງພະບາງ ອັດຕະປື ອຸດົມໄຊ';
  assert.equal(provinces.map(({ item }) => item['name']).join(' '), names);
});

test('downwards is the same order turned round, and what has no name is last in both', async () => {
  const down = await keysOf({ sort: '-name' });
  const named = byName.slice(0, -nameless.length);
  assert.deepEqual(down, [...named.toReversed(), 'Z-1', 'M-1', 'A-1']);
});

test('a name in another encoding stands beside its like', async () => {
  const order = byName;
  const otherwise = typed.filter(({ name }, at) => name !== real[at]?.name);
  assert.ok(otherwise.length > 60);
  for (const [at, { code, name = '' }] of typed.entries()) {
    const [one, other] = [order.indexOf(code), order.indexOf(real[at]?.code ?? '')].toSorted((a, b) => a - b);
    const between = order.slice(one, other).map(key => places.find(place => place.code === key)?.name ?? '');
    assert.ok(between.every(text => collationKey(text) === collationKey(name)));
  }
});

test('numbers within names sort by value', async () => {
  const villages = (await paged({ sort: 'name' })).filter(({ key }) => key.startsWith('N-'));
  assert.deepEqual(
    villages.map(({ item }) => item['name']),
    ['ບ້ານ 1', 'ບ້ານ 9', 'ບ້ານ 10', 'ບ້ານ 100'],
  );
});

test('what is said in two languages sorts by its Lao, or its English where there is none', async () => {
  assert.deepEqual(
    await keysOf({ sort: 'about' }),
    inOrder(places, ({ about }) => about?.lo ?? about?.en),
  );
});

test('a code sorts as it is written', async () => {
  assert.deepEqual(await keysOf({ sort: 'code' }), places.map(({ code }) => code).toSorted(sign));
});

test('a range of names is one of their order, today and in a list of the past', async () => {
  const wanted = places.filter(
    ({ name }) => name !== undefined && compareLao(name, 'ກ') > 0 && compareLao(name, 'ສ') < 0,
  );
  assert.ok(wanted.length > 20 && wanted.some(({ name }) => /^[ເແໄ][ກຄ]/u.test(name ?? '')));
  const filters = { 'name.from': ['ກ'], 'name.to': ['ສ'] };
  assert.deepEqual(
    await keysOf({ sort: 'name', filters }),
    inOrder(wanted, ({ name }) => name),
  );
  const { size } = await standing(walk, register);
  const past = await keysOf({ filters, moment: { asAt: String(size - 1) } });
  assert.deepEqual(past, wanted.map(({ code }) => code).toSorted(sign));
});

test('values of a facet that are as frequent stand in Lao order', async () => {
  const stored = await standing(walk, register);
  const side = stored.register.schema.fields.find(field => field.name === 'side');
  assert.ok(side);
  for (const counts of [
    await countBy(walk.store.public, stored, side, {}, 10),
    await readCounts(walk.store.public, stored.id, side),
  ]) {
    assert.deepEqual(
      counts.map(({ value }) => value),
      ['ກາງ', 'ໃຕ້', 'ເໜືອ'],
    );
  }
});

test('a page of a list by name is read from an index', async () => {
  const stored = await standing(walk, register);
  const plan = await walk.store.public.begin(async sql => {
    await sql`set local enable_seqscan = off`;
    await sql`set local enable_sort = off`;
    return sql.unsafe(`explain select key from ${tableOf(stored.id)} r where s2 is not null order by s2, key limit 5`);
  });
  assert.match(
    plan.map(row => String(row['QUERY PLAN'])).join('\n'),
    /Index Only Scan using r\d+_s2|Index Scan using r\d+_s2/,
  );
});

test('a corrected name moves to its place', async () => {
  const first = byName[0] ?? '';
  await bringIn(walk, register, jsonLines([{ code: first, name: 'ໄຮໃໝ່' }]), { format: 'jsonl' });
  const named = (await keysOf({ sort: 'name' })).slice(0, -nameless.length);
  assert.equal(named.at(-1), first);
  const before = places.find(({ code }) => code === first);
  await bringIn(walk, register, jsonLines([{ code: first, name: before?.name }]), { format: 'jsonl' });
  assert.deepEqual(await keysOf({ sort: 'name' }), byName);
});

test('fsck finds a sort key that is none of its name', async () => {
  const stored = await standing(walk, register);
  const { owner } = walk.store;
  const wrong = async (): Promise<string[]> => {
    const found: string[] = [];
    for await (const check of fsck(walk.store, { register })) found.push(...check.findings.map(({ place }) => place));
    return found;
  };
  assert.deepEqual(await wrong(), []);
  await owner.unsafe(`update ${tableOf(stored.id)} set s2 = s2 || '!' where key = '0101'`);
  assert.deepEqual(await wrong(), ['key 0101 (public), column s2']);
  await owner.unsafe(`update ${tableOf(stored.id)} set s2 = rtrim(s2, '!') where key = '0101'`);
});

test('an installation that kept no sort keys has them after the program is updated', async () => {
  const stored = await standing(walk, register);
  await walk.store.owner.unsafe(
    `alter table ${tableOf(stored.id)} drop column s2, drop column s3, drop column s4, drop column s5`,
  );
  await walk.store.owner`update laopedia.projection set version = 1 where name = 'record'`;
  await walk.restart();
  assert.deepEqual(await keysOf({ sort: 'name' }), byName);
});

// What another program would have kept: no sort keys, and something else under a name that this one uses.
const otherColumns = 'drop column s2, drop column s3, alter column search_codes type text[] using null';

async function publishAfterUpdate(smallUpTo: number, restaged: (staging: string, id: string) => Promise<unknown>) {
  const given = jsonLines([
    { code: 'W-1', name: 'ກກ' },
    { code: 'W-2', name: 'ໄຮໄຮ' },
  ]);
  const { proposed } = await bringIn(walk, register, given, { format: 'jsonl', approvers: [], smallUpTo });
  const id = String(proposed.id);
  const [kept] = await walk.store.owner`select staging from laopedia.proposal where id = ${id}`;
  await restaged(String(kept?.['staging']), id);
  await walk.store.owner`update laopedia.projection set version = 1 where name = 'record'`;
  await walk.restart();
  await approve(walk.store, id, 'ຜູ້ອະນຸມັດ');
  await publish(walk.store, id);
  const order = await keysOf({ sort: 'name' });
  assert.deepEqual([order.at(0), order.at(-nameless.length - 1)], ['W-1', 'W-2']);
  await bringIn(walk, register, jsonLines(places), { format: 'jsonl', replace: true });
  assert.deepEqual(await keysOf({ sort: 'name' }), byName);
}

test('a proposal that waited while the program was updated is published with its sort keys', () =>
  publishAfterUpdate(0, staging => walk.store.owner.unsafe(`alter table ${staging} ${otherColumns}`)));

test('so is a small one, whose rows waited in a lasting table of the older program', () =>
  publishAfterUpdate(10, (staging, id) =>
    walk.store.owner.unsafe(`
      create table staging.small_older as select * from ${staging} where proposal = '${id}';
      alter table staging.small_older ${otherColumns};
      grant select, delete on staging.small_older to laopedia_app;
      delete from ${staging} where proposal = '${id}';
      update laopedia.proposal set staging = 'staging."small_older"' where id = '${id}'`),
  ));

test('a new schema brings sort keys and takes them away', async () => {
  const changed = [
    { name: 'code', as: 'code' },
    { name: 'name', as: 'lao-name', search: 'title' },
    { name: 'level', as: 'code', facet: true },
    { name: 'note', as: 'lao-text', search: 'title' },
  ];
  await define(walk, { ...definition, schema: { primaryKey: ['code'], fields: changed } });
  await bringIn(
    walk,
    register,
    jsonLines([
      { code: '02', note: 'ຂ' },
      { code: '01', note: 'ເກ' },
    ]),
    { format: 'jsonl' },
  );
  assert.deepEqual((await keysOf({ sort: 'note' })).slice(0, 2), ['01', '02']);
  assert.deepEqual(await keysOf({ sort: 'name' }), byName);
  const stored = await standing(walk, register);
  const columns = await walk.store.owner`
    select attname as name from pg_attribute
    where attrelid = ${tableOf(stored.id)}::regclass and attnum > 0 and not attisdropped and attname ~ '^s\\d'
    order by 1`;
  assert.deepEqual(
    columns.map(({ name }) => name),
    ['s2', 's6'],
  );
});
