// The 51,257 rows of a dictionary that an agency published, with their mistakes, as a word list by the definition in examples/:
// what is wrong with them, what English finds through them, and that without them all is as before. Skipped without ../shared.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { glossedWords } from '#projection/search';
import type { Definition } from '#register';
import { readFsckReport } from '#store';
import { type AppServer, openAppServer } from '#test/app-server';
import { readShared, skipWithout } from '#test/shared';
import { type BroughtIn, bringIn, define, jsonLines, openWalk, type Walk } from '#test/walk';

const path = 'data/text/lao-eng-dictionary-egov.csv.gz';
const example = new URL('../../examples/word-list/register.json', import.meta.url);
const name = 'word-list';
const texts = [
  'ສູນບໍລິການສຸຂະພາບ ເມືອງໂຂງ',
  'ປະກັນສຸຂະພາບ ປະຈຳປີ',
  'ແຜນງົບປະມານ ປີ 2026',
  'ລາຍງານການໃຊ້ງົບປະມານ',
  'ໂຮງຮຽນ ບ້ານດອນໂຂງ',
  'ໂຮງຮຽນ ບ້ານນາ',
];

function readDefinition(): Definition {
  return JSON.parse(readFileSync(example, 'utf8')) as Definition;
}

async function openTexts(walk: Walk): Promise<void> {
  const fields = [{ name: 'id' }, { name: 'text', as: 'lao-text' }];
  await define(walk, { name: 'text', title: 'Texts', schema: { primaryKey: ['id'], fields } });
  const items = texts.map((text, id) => ({ id: String(id), text }));
  await bringIn(walk, 'text', jsonLines(items), { format: 'jsonl' });
}

describe('a word list beside other registers', () => {
  let walk: Walk;
  let server: AppServer;
  before(async () => {
    walk = await openWalk();
    await openTexts(walk);
    await define(walk, readDefinition());
    const items = [{ id: '1', word: 'ສຸຂະພາບ', meaning: 'health; hygiene' }];
    await bringIn(walk, name, jsonLines(items), { format: 'jsonl' });
    server = await openAppServer(walk);
  });
  after(async () => {
    await server?.close();
    await walk?.close();
  });

  const keysFor = async (words: string, register = '') => {
    const answer = await server.http.inject(`/api/v1/search?q=${encodeURIComponent(words)}${register}`);
    assert.equal(answer.statusCode, 200);
    const { results } = answer.json() as { results: readonly { register: string; key: string }[] };
    return results.map(hit => `${hit.register}/${hit.key}`);
  };

  test('a search over everything finds what the words are about, not the words themselves', async () => {
    assert.deepEqual((await keysFor('ສຸຂະພາບ')).toSorted(), ['text/0', 'text/1']);
    const page = await server.http.inject(`/lo/search?q=${encodeURIComponent('ສຸຂະພາບ')}`);
    assert.match(page.body, /\/lo\/text\/0"/);
    assert.doesNotMatch(page.body, /\/lo\/word-list\/1"/);
  });

  test('a search within the list finds its words, in Lao and by their meaning', async () => {
    assert.deepEqual(await keysFor('ສຸຂະພາບ', `&register=${name}`), ['word-list/1']);
    assert.deepEqual(await keysFor('hygiene', `&register=${name}`), ['word-list/1']);
  });

  test('English finds the Lao texts for as long as the list stands', async () => {
    assert.deepEqual((await keysFor('health')).toSorted(), ['text/0', 'text/1']);
    await bringIn(walk, name, 'id,word,meaning\n', { replace: true });
    assert.deepEqual(await keysFor('health'), []);
  });
});

describe('a real word list', { skip: skipWithout(path) }, () => {
  let walk: Walk;
  let loaded: BroughtIn;
  const means = async (words: string) => (await glossedWords(walk.store.public, words))[0];

  before(async () => {
    walk = await openWalk();
    await openTexts(walk);
    await define(walk, readDefinition());
    loaded = await bringIn(walk, name, readShared(path), { setAside: true });
  });
  after(() => walk?.close());

  test('its header is understood without a mapping; four rows without a word are set aside, each named', () => {
    const { proposed, summary } = loaded;
    assert.equal(proposed.rows, 51_257);
    assert.equal(proposed.counts.added, 51_253);
    const blocking = proposed.findings.filter(finding => finding.blocks);
    assert.deepEqual(
      blocking.map(({ row, field, code }) => [row, field, code]),
      [8658, 19_107, 26_107, 26_108].map(row => [row, 'word', 'value/required']),
    );
    assert.deepEqual(summary.findings, {
      'column/unknown': 1,
      'lao/latin-text': 25,
      'value/composed': 451,
      'value/required': 4,
      'value/trimmed': 2,
    });
  });

  test('what is no Lao word stands in the register, and search does not learn it', async () => {
    const rows = await walk.store.public`
      select count(*)::int4 as words, count(*) filter (where word !~ '^[\u0e80-\u0eff .-]+$')::int4 as others
      from laopedia.search_word`;
    assert.deepEqual([...rows], [{ words: 51_167, others: 0 }]);
  });

  test('English words mean the Lao words that stand in the texts', async () => {
    assert.equal(await means('health'), 'ສຸຂະພາບ');
    assert.equal(await means('the budget'), 'ງົບປະມານ');
    assert.equal(await means('Schools'), 'ໂຮງຮຽນ');
    assert.equal(await means('ສຸຂະພາບ'), undefined);
  });

  test('fsck holds all of it against the log', async () => {
    const { checks } = await readFsckReport(walk.store);
    assert.deepEqual(
      checks.flatMap(check => check.findings),
      [],
    );
  });

  test('withdrawn with a file that holds its header alone, it means nothing any more', async () => {
    const { published, proposed } = await bringIn(walk, name, 'ID,LaoWord,English,Pronunciation,Type\n', {
      replace: true,
    });
    assert.ok(published);
    assert.equal(proposed.counts.withdrawn, 51_253);
    assert.equal(await means('health'), undefined);
  });
});
