// Ranking: which of two texts answers a query better.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { queryLexemes } from './lexeme.ts';
import { prepareQuery, rank } from './rank.ts';

const prefers = (query: string, better: string, worse: string): void => {
  const ready = prepareQuery(query);
  assert.ok(ready.score(better) > ready.score(worse), `${better} before ${worse}`);
};

test('the exact spelling is ranked before a folded one, and that before nothing', () => {
  prefers('ຄັ້ງ', 'ຄັ້ງທີສອງ', 'ຄັງເງິນ');
  prefers('ຄັ້ງ', 'ຄັງເງິນ', 'ປະເທດ');
  assert.equal(rank('ຄັ້ງ', 'ປະເທດ'), 0);
});

test('the phrase is ranked before its words apart', () => {
  prefers('ການລົງທຶນ', 'ສົ່ງເສີມການລົງທຶນ', 'ການສົ່ງເສີມ ລົງໄປ ທຶນ');
});

test('more of the query is ranked before less', () => {
  prefers('ໂຮງຮຽນ ແຂວງບໍ່ແກ້ວ', 'ໂຮງຮຽນຢູ່ແຂວງບໍ່ແກ້ວ', 'ໂຮງຮຽນຢູ່ແຂວງອື່ນ');
});

test('a rare word counts more than a common one', () => {
  const { exactUnigrams } = queryLexemes('ຊ້າງ');
  const rarity = (lexeme: number): number => (exactUnigrams.includes(lexeme) ? 9 : 1);
  assert.ok(rank('ຊ້າງ ບ້ານ', 'ຊ້າງ', rarity) > rank('ຊ້າງ ບ້ານ', 'ບ້ານ', rarity));
  assert.equal(rank('ຊ້າງ ບ້ານ', 'ຊ້າງ'), rank('ຊ້າງ ບ້ານ', 'ບ້ານ'));
});

test('the score is the sum of the weights, times coverage and phrase', () => {
  const phrase = (1 + 0.6 + 2 * 0.35 + 2 * 0.15) * (1 + 1 + 0.6);
  assert.ok(Math.abs(rank('ກາມາ', 'ກາມາ') - phrase) < 1e-9);
  const folded = (0.6 + 2 * 0.15) * (1 + 1 + 0.42);
  assert.ok(Math.abs(rank('ຂາສີ', 'ຄາຊີ') - folded) < 1e-9);
  const half = (0.35 + 0.15) * (1 + 0.25);
  assert.ok(Math.abs(rank('ກາມາ', 'ກາ') - half) < 1e-9);
});

test('the encoding of query or text makes no difference', () => {
  assert.equal(rank('ນໍ້າ', 'ນ້ຳ'), rank('ນ້ຳ', 'ນ\u200bໍ້າ'.replace('\u200b', '')));
});

test('a phrase is found after a false start', () => {
  assert.ok(rank('ກາກາມາ', 'ກາກາກາມາ') > rank('ກາກາມາ', 'ກາກາ ດີ ກາມາ'));
});

test('an empty query, an empty text and a page pasted as a query are all answered', () => {
  assert.equal(rank('', 'ກາ'), 0);
  assert.equal(rank('ກາ', ''), 0);
  assert.ok(rank('ກາ ມາ '.repeat(5000), 'ກາ ມາ') > 0);
});
