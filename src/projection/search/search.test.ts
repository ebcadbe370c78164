// The search on a real PostgreSQL, through the real publication: what is found, what is not, and in which order.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fold, normalise } from '#lib/lao';
import { countHits, search, suggest } from '#projection/search';
import { fsck } from '#store';
import { readShared, sharedUrl, skipWithout } from '#test/shared';
import { bringIn, define, jsonLines, openWalk, standing, type Walk } from '#test/walk';
import { textLexemes, titleLexemes } from './lexeme-row.ts';

const enterprise = {
  name: 'enterprise',
  title: 'Enterprise',
  schema: {
    primaryKey: ['number'],
    fields: [
      { name: 'number', as: 'identifier' },
      { name: 'name', as: 'lao-name' },
      { name: 'english', search: 'title' },
      { name: 'about', as: 'lao-text' },
      { name: 'kind', facet: true, search: 'text', codes: [{ value: 'LTD', lo: 'ບໍລິສັດຈຳກັດ', en: 'Limited' }] },
      { name: 'owner', search: 'text', visibility: 'custodian' },
      { name: 'tax', search: 'code', visibility: 'government' },
    ],
  },
};
const province = {
  name: 'province',
  title: 'Province',
  schema: { primaryKey: ['code'], fields: [{ name: 'code' }, { name: 'name', as: 'lao-name' }] },
};
const article = {
  name: 'article',
  title: 'Article',
  schema: { primaryKey: ['id'], fields: [{ name: 'id' }, { name: 'text', as: 'lao-text' }] },
};

const companies = [
  {
    number: '05-0000123',
    name: 'ບໍລິສັດ ສີລັດສົມການຄ້າ ຈຳກັດ',
    english: 'Silathsom Trading',
    about: 'ຂາຍກາເຟຢູ່ປາກຊ່ອງ',
    kind: 'LTD',
    owner: 'ພູທອນ',
    tax: '99-777',
  },
  {
    number: '05-0000124',
    name: 'ບໍລິສັດ ດອກຈຳປາ ຈຳກັດ',
    english: 'Champa Coffee',
    about: 'ຮ້ານອາຫານ',
    kind: 'LTD',
    owner: 'ບຸນມີ',
    tax: '99-888',
  },
  { number: '01-0000009', name: 'ດອກຈຳປາກ່ອນ', about: 'ເລກເກົ່າ 05-0000123 ຂອງບໍລິສັດອື່ນ ແລະ ກາເຟ' },
];
const provinces = [
  { code: '01', name: 'ນະຄອນຫຼວງວຽງຈັນ' },
  { code: '05', name: 'ແຂວງບໍ່ແກ້ວ' },
  { code: '06', name: 'ແຂວງຫຼວງພະບາງ' },
  { code: '03', name: 'ແຂວງຫລວງນ້ຳທາ' },
];

let walk: Walk;
before(async () => {
  walk = await openWalk();
  for (const one of [enterprise, province, article]) await define(walk, one);
  await bringIn(walk, 'enterprise', jsonLines(companies), { format: 'jsonl' });
  await bringIn(walk, 'province', jsonLines(provinces), { format: 'jsonl' });
});
after(() => walk?.close());

async function keysFor(words: string, register?: string): Promise<string[]> {
  const registers = register === undefined ? undefined : [(await standing(walk, register)).id];
  return (await search(walk.store.public, { words, registers, limit: 20 })).map(hit => hit.key);
}

test('a registration number is found first, with its dashes and without, in Lao digits too', async () => {
  for (const words of ['05-0000123', '050000123', '05 0000123', '໐໕-໐໐໐໐໑໒໓']) {
    assert.equal((await keysFor(words))[0], '05-0000123', words);
  }
});

test('a province is found by its name in Latin letters and in every Lao spelling', async () => {
  for (const words of ['bo keo', 'Bokeo', 'BORKEO', 'ບໍ່ແກ້ວ', 'ບໍແກ້ວ', 'ບໍ່ ແກ້ວ', 'ແຂວງບໍ່ແກ້ວ', 'ບໍ່ແກວ']) {
    assert.equal((await keysFor(words, 'province'))[0], '05', words);
  }
  assert.equal((await keysFor('Vientiane', 'province'))[0], '01');
  assert.equal((await keysFor('Louang Namtha', 'province'))[0], '03');
});

test('a name is found by its beginning, and the name that is no longer comes first', async () => {
  assert.equal((await keysFor('ຫຼວງພະ', 'province'))[0], '06');
  assert.deepEqual((await keysFor('ດອກຈຳປາກ່ອນ'))[0], '01-0000009');
  const names = await suggest(walk.store.public, 'ດອກ', 5);
  assert.deepEqual(
    names.map(one => one.key),
    ['01-0000009', '05-0000124'],
  );
  assert.deepEqual(
    (await suggest(walk.store.public, 'luang', 5)).map(one => one.title),
    ['ແຂວງຫລວງນ້ຳທາ', 'ແຂວງຫຼວງພະບາງ'],
  );
  assert.deepEqual(
    (await suggest(walk.store.public, 'champ', 5)).map(one => one.key),
    ['05-0000124'],
  );
});

test('a name comes before another spelling of it, also where what follows is read into its last syllable', async () => {
  const schema = { primaryKey: ['id'], fields: [{ name: 'id' }, { name: 'name', as: 'lao-name' }] };
  await define(walk, { name: 'clinic', title: 'Clinic', schema });
  const names = ['ບໍລິສັດ ດາໄຊສື່ ຈຳກັດ', 'ບໍລິສັດ ດາໄຊສີຄລີນິກກໍ່ສ້າງ ຈຳກັດ', 'ບໍລິສັດ ດາໄຊສີທ່ອງທ່ຽວ ຈຳກັດ'];
  await bringIn(walk, 'clinic', jsonLines(names.map((name, at) => ({ id: `c${at}`, name }))));
  const { id } = await standing(walk, 'clinic');
  const hits = await search(walk.store.public, { words: 'ດາໄຊສີ', registers: [id], limit: 10 });
  assert.deepEqual(
    hits.map(hit => hit.key),
    ['c2', 'c1', 'c0'],
  );
});

test('words are found in titles before texts, and what matched is marked in whole syllables', async () => {
  const [first, second] = await search(walk.store.public, { words: 'ກາເຟ', limit: 5 });
  assert.deepEqual([first?.key, second?.key].sort(), ['01-0000009', '05-0000123']);
  assert.deepEqual(
    first?.snippet.filter(piece => piece.marked).map(piece => piece.text),
    ['ກາເຟ'],
  );
  assert.equal((await keysFor('coffee'))[0], '05-0000124');
  assert.equal(
    first?.snippet.map(piece => piece.text).join(''),
    companies.find(one => one.number === first?.key)?.about,
  );
});

test('the word of a code list is found, its code is not', async () => {
  assert.deepEqual((await keysFor('limited')).sort(), ['05-0000123', '05-0000124']);
  assert.deepEqual(await keysFor('LTD'), []);
});

test('a hidden field finds nothing, by words, by name and by code', async () => {
  for (const words of ['ພູທອນ', 'phouthone', '99-777', '99777']) assert.deepEqual(await keysFor(words), [], words);
  const rows = await walk.store.app`select * from laopedia.search`;
  const kept = JSON.stringify(rows);
  for (const secret of ['ພູທອນ', '99777', '99-777']) assert.equal(kept.includes(secret), false);
  const hidden = new Set([...textLexemes('ພູທອນ'), ...titleLexemes('ພູທອນ')]);
  for (const row of rows)
    assert.equal(
      (row['lexemes'] as number[]).some(lexeme => hidden.has(lexeme)),
      false,
    );
});

test('empty and hostile words are answered, with nothing', async () => {
  for (const words of [
    '',
    ' ',
    '%',
    '_',
    "'",
    '"',
    '\\',
    "'; drop table laopedia.search; --",
    '\0',
    '\ud800',
    '໌',
    'ທ໌',
    '{}',
    '(((',
    '%%%%',
  ]) {
    assert.ok(Array.isArray(await keysFor(words)), JSON.stringify(words));
    assert.ok(Array.isArray(await suggest(walk.store.public, words, 5)), JSON.stringify(words));
    await countHits(walk.store.public, words);
  }
  for (const words of ['', '%', '_', "'", '\\', '{}', '\0'])
    assert.deepEqual(await keysFor(words), [], JSON.stringify(words));
});

test('ten thousand characters are cut, and what they begin with is found', async () => {
  const long = `ດອກຈຳປາ ${'ຂ້ອຍ '.repeat(2500)}`;
  assert.ok((await keysFor(long)).includes('05-0000124'));
  await keysFor('໌'.repeat(10_000));
  await keysFor('a'.repeat(10_000));
  await keysFor('😀'.repeat(5_000));
});

test('an answer is paged without a gap or a repetition, and zero is nothing', async () => {
  const all = await search(walk.store.public, { words: 'ບໍລິສັດ', limit: 10 });
  const pages = await Promise.all(
    [0, 1, 2].map(offset => search(walk.store.public, { words: 'ບໍລິສັດ', limit: 1, offset })),
  );
  assert.deepEqual(
    pages.flat().map(hit => hit.key),
    all.map(hit => hit.key).slice(0, 3),
  );
  assert.ok(all.length >= 2);
  assert.deepEqual(await search(walk.store.public, { words: 'ບໍລິສັດ', limit: 0 }), []);
});

test('hits are counted by register', async () => {
  const [first] = await countHits(walk.store.public, 'ບໍລິສັດ');
  assert.deepEqual(first, { registerId: (await standing(walk, 'enterprise')).id, count: 3, exact: true });
});

test('a record is found with its publication, corrected with it, and gone when it is withdrawn', async () => {
  await define(walk, { ...article, name: 'notice' });
  assert.deepEqual(await keysFor('ໜັງສືແຈ້ງການ', 'notice'), []);
  const put = (rows: unknown[]) => bringIn(walk, 'notice', jsonLines(rows), { format: 'jsonl', replace: true });
  await put([
    { id: '1', text: 'ໜັງສືແຈ້ງການ' },
    { id: '2', text: 'ຄຳສັ່ງ' },
  ]);
  assert.deepEqual(await keysFor('ໜັງສືແຈ້ງການ', 'notice'), ['1']);
  await put([
    { id: '1', text: 'ດຳລັດ' },
    { id: '2', text: 'ຄຳສັ່ງ' },
  ]);
  assert.deepEqual(await keysFor('ໜັງສືແຈ້ງການ', 'notice'), []);
  assert.deepEqual(await keysFor('ດຳລັດ', 'notice'), ['1']);
  await put([{ id: '2', text: 'ຄຳສັ່ງ' }]);
  assert.deepEqual(await keysFor('ດຳລັດ', 'notice'), []);
  assert.deepEqual(await keysFor('1', 'notice'), []);
});

test('a field that becomes searchable is found at once, and one that becomes hidden is forgotten at once', async () => {
  const of = (about: object) => ({
    ...article,
    name: 'decree',
    schema: { primaryKey: ['id'], fields: [{ name: 'id' }, { name: 'about', ...about }] },
  });
  await define(walk, of({}));
  await bringIn(walk, 'decree', jsonLines([{ id: 'a', about: 'ປ່າສະຫງວນ' }]), { format: 'jsonl' });
  assert.deepEqual(await keysFor('ປ່າສະຫງວນ', 'decree'), []);
  await define(walk, of({ as: 'lao-text' }));
  assert.deepEqual(await keysFor('ປ່າສະຫງວນ', 'decree'), ['a']);
  await define(walk, of({ as: 'lao-text', visibility: 'custodian' }));
  assert.deepEqual(await keysFor('ປ່າສະຫງວນ', 'decree'), []);
});

test('fsck names a record that search lacks, holds wrongly or holds without right', async () => {
  const { id } = await standing(walk, 'province');
  const places = async () => {
    const found: string[] = [];
    for await (const check of fsck(walk.store, { register: 'province' })) {
      found.push(...check.findings.filter(one => one.place.startsWith('search')).map(one => one.place));
    }
    return found.sort();
  };
  assert.deepEqual(await places(), []);
  const { owner } = walk.store;
  const before = await owner`select * from laopedia.search where register_id = ${id}`;
  await owner`delete from laopedia.search where register_id = ${id} and key = '01'`;
  await owner`update laopedia.search set title = 'ອື່ນ' where register_id = ${id} and key = '03'`;
  await owner`update laopedia.search set lexemes = '{}' where register_id = ${id} and key = '05'`;
  await owner`update laopedia.search set key = '99' where register_id = ${id} and key = '06'`;
  assert.deepEqual(await places(), ['search 01', 'search 03', 'search 05', 'search 06', 'search 99']);
  await owner`delete from laopedia.search where register_id = ${id}`;
  for (const row of before) await owner`insert into laopedia.search ${owner(row)}`;
});

const news = 'data/text/news';
test('each spelling of "digital" in the five news items finds all five', { skip: skipWithout(news) }, async () => {
  const files = readdirSync(sharedUrl(news))
    .filter(name => name.endsWith('.txt'))
    .sort();
  const texts = files.map(name => readShared(`${news}/${name}`).toString('utf8'));
  await bringIn(walk, 'article', jsonLines(texts.map((text, at) => ({ id: files[at], text }))), { format: 'jsonl' });
  const folded = fold('ດິຈິຕອນ');
  const spelled = texts.flatMap(text => normalise(text).match(/ດ[ິີ]ຈ[ິີ][ຕທ][ອັໍ][ນລ]/gu) ?? []);
  const spellings = [...new Set(spelled)].filter(one => fold(one) === folded);
  assert.ok(spellings.length >= 4, spellings.join(' '));
  const having = files.filter((_, at) => (normalise(texts[at] ?? '').match(/ດ[ິີ]ຈ[ິີ]/gu) ?? []).length > 0);
  for (const spelling of spellings) {
    assert.deepEqual((await keysFor(spelling, 'article')).sort(), having, spelling);
  }
  assert.equal(having.length, files.length);
});
