// Word lists on a real PostgreSQL, through the real publication: what enters, what leaves, and which Lao an English word means.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { glossedWords, search } from '#projection/search';
import { readFsckReport } from '#store';
import { bringIn, define, jsonLines, openWalk, standing, type Walk } from '#test/walk';

const fields = [
  { name: 'id' },
  { name: 'word', as: 'lao-text', search: 'word' },
  { name: 'meaning', search: 'gloss' },
  { name: 'remark', search: 'gloss', visibility: 'government' },
];
const listDefinition = { name: 'words', title: 'Words', schema: { primaryKey: ['id'], fields } };
const textDefinition = {
  name: 'text',
  title: 'Texts',
  schema: { primaryKey: ['id'], fields: [{ name: 'id' }, { name: 'text', as: 'lao-text' }] },
};

const listed = [
  { id: '1', word: 'ສຸຂະພາບ', meaning: 'health', remark: 'hygiene' },
  { id: '2', word: 'ສາທາລະນະສຸກ', meaning: 'public health' },
  { id: '3', word: 'ອະໂຣກ', meaning: 'health' },
  { id: '4', word: 'ນ້ໍາ', meaning: 'water, liquid (to drink)' },
  { id: '5', word: 'ງົບປະມານ', meaning: 'the budget; budgets' },
  { id: '6', word: 'ໜຶ່ງ (1)', meaning: 'one' },
  { id: '7', word: 'abc', meaning: 'alphabet' },
];
const texts = [
  { id: 'a', text: 'ຫ້ອງການສາທາລະນະສຸກເມືອງ' },
  { id: 'b', text: 'ດູແລສຸຂະພາບຂອງປະຊາຊົນ, ວຽກສາທາລະນະສຸກ' },
  { id: 'c', text: 'ນໍ້າດື່ມສະອາດ ແລະ ງົບປະມານ' },
  { id: 'd', text: 'ປະກັນສຸຂະພາບ ແລະ ໃຊ້ນ້ຳໃຫ້ຄຸ້ມຄ່າ' },
  { id: 'e', text: 'ຂໍ້ໜຶ່ງ' },
];

describe('word lists', () => {
  let walk: Walk;
  const publish = (name: string, items: readonly object[], replace = false) =>
    bringIn(walk, name, jsonLines(items), { format: 'jsonl', replace });
  const means = (words: string, registers?: readonly number[]) => glossedWords(walk.store.public, words, registers);
  const keptRows = async () => {
    const rows = await walk.store.public`select key, word, gloss from laopedia.search_word order by register_id, key`;
    return rows.map(row => [row['key'], row['word'], row['gloss']]);
  };

  before(async () => {
    walk = await openWalk();
    await define(walk, textDefinition);
    await publish('text', texts);
  });
  after(() => walk?.close());

  test('in an installation without a word list an English word means nothing', async () => {
    assert.deepEqual(await means('health'), []);
  });

  test('words enter in the publication that brings them, normalised, with their public meanings folded', async () => {
    await define(walk, listDefinition);
    const { published } = await publish('words', listed);
    assert.ok(published);
    assert.deepEqual(await keptRows(), [
      ['1', 'ສຸຂະພາບ', 'health'],
      ['2', 'ສາທາລະນະສຸກ', 'public health'],
      ['3', 'ອະໂຣກ', 'health'],
      ['4', 'ນ້ຳ', 'water ; liquid'],
      ['5', 'ງົບປະມານ', 'budget'],
      ['6', 'ໜຶ່ງ', 'one'],
    ]);
  });

  test('an English word means Lao words: those that mean nothing else first, those that hardly anybody writes last', async () => {
    assert.deepEqual(await means('health'), ['ສຸຂະພາບ', 'ສາທາລະນະສຸກ', 'ອະໂຣກ']);
    assert.deepEqual(await means('Public HEALTH'), ['ສາທາລະນະສຸກ', 'ສຸຂະພາບ', 'ອະໂຣກ']);
    assert.deepEqual(await means('the waters'), ['ນ້ຳ']);
    assert.deepEqual(await means('budget of health'), ['ສຸຂະພາບ', 'ງົບປະມານ', 'ອະໂຣກ']);
  });

  test('what is no word of a meaning, what is Lao and what is nothing mean nothing', async () => {
    for (const words of [
      'Muang Health',
      'drink',
      'hygiene',
      'of the',
      'ສຸຂະພາບ',
      'health ສຸຂະພາບ',
      '',
      '123',
      '\0',
      ';',
      '%',
    ]) {
      assert.deepEqual(await means(words), [], words);
    }
  });

  test('what a word means is judged by the texts that are searched: within the list itself there is nothing to find', async () => {
    const text = await standing(walk, 'text');
    const list = await standing(walk, 'words');
    assert.deepEqual(await means('water', [text.id, list.id]), ['ນ້ຳ']);
    assert.deepEqual(await means('water', [list.id]), []);
  });

  test('a corrected word is another, and a withdrawn one vanishes', async () => {
    await publish('words', [{ ...listed[0], meaning: 'wellness' }, ...listed.slice(1, 5)], true);
    assert.deepEqual((await keptRows())[0], ['1', 'ສຸຂະພາບ', 'wellness']);
    assert.deepEqual(await means('health'), ['ສາທາລະນະສຸກ', 'ອະໂຣກ']);
    assert.deepEqual(await means('one'), []);
  });

  test('a meaning that is hidden leaves, and one that is opened enters', async () => {
    const hiding = fields.map(field => ({ ...field, visibility: field.name === 'meaning' ? 'custodian' : 'public' }));
    await define(walk, { ...listDefinition, schema: { primaryKey: ['id'], fields: hiding } });
    assert.deepEqual((await keptRows())[0], ['1', 'ສຸຂະພາບ', 'hygiene']);
    assert.deepEqual(await means('water'), []);
    assert.deepEqual(await means('hygiene'), ['ສຸຂະພາບ']);
  });

  test('a list whose word is hidden is none', async () => {
    const hidden = fields.map(field => (field.name === 'word' ? { ...field, visibility: 'custodian' } : field));
    await define(walk, { ...listDefinition, schema: { primaryKey: ['id'], fields: hidden } });
    assert.deepEqual(await keptRows(), []);
    await define(walk, listDefinition);
  });

  test('the list of a closed register is not read', async () => {
    const { id } = await standing(walk, 'words');
    await walk.store.owner`update laopedia.register set open = false where id = ${id}`;
    await walk.restart();
    assert.deepEqual(await means('water'), []);
    await walk.store.owner`update laopedia.register set open = true where id = ${id}`;
    await walk.restart();
    assert.deepEqual(await means('water'), ['ນ້ຳ']);
  });

  test('fsck holds the kept words against the log, and finds one that is lost, one too many and one changed', async () => {
    const places = async () => {
      const { checks } = await readFsckReport(walk.store);
      return checks.flatMap(check => check.findings.map(({ code, place }) => `${code} ${place}`));
    };
    const { id } = await standing(walk, 'words');
    assert.deepEqual(await places(), []);
    const { owner } = walk.store;
    await owner`update laopedia.search_word set gloss = 'wellnesz' where key = '1'`;
    await owner`update laopedia.search_word set word = 'ສາທາລະນະສຸຂ' where key = '2'`;
    await owner`delete from laopedia.search_word where key = '3'`;
    await owner`insert into laopedia.search_word values (${id}, '9', 'ຄຳ', 'word')`;
    assert.deepEqual(await places(), [
      'projection-differs word 1',
      'projection-differs word 2',
      'projection-missing word 3',
      'projection-superfluous word 9',
    ]);
  });

  test('an English question finds the Lao texts that have the word it means, marked, after what has the English word itself', async () => {
    await publish('words', listed, true);
    await publish('text', [...texts, { id: 'f', text: 'World Health Organization' }], true);
    const registers = [(await standing(walk, 'text')).id];
    const hits = await search(walk.store.public, { words: 'health', registers, limit: 5 });
    assert.equal(hits[0]?.key, 'f');
    const lao = hits.slice(1).filter(hit => hit.snippet.some(({ text, marked }) => marked && text === 'ສຸຂະພາບ'));
    assert.deepEqual(lao.map(({ key }) => key).sort(), ['b', 'd']);
    assert.ok(hits.every(({ sure }) => sure === undefined));
  });
});
