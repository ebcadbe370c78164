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

test('the score is the sum of the weights, times coverage, phrase and edges, and a fifth more for a short text', () => {
  const near = (score: number, wanted: number): void =>
    assert.ok(Math.abs(score - wanted) < 1e-9, `${score} ${wanted}`);
  near(rank('ກາມາ', 'ກາມາ'), (1 + 0.6 + 2 * 0.35 + 2 * 0.15) * (1 + 1 + 0.6 + 1.3) * 1.2);
  near(rank('ຂາສີ', 'ຄາຊີ'), (0.6 + 2 * 0.15) * (1 + 1 + 0.42 + 0.91) * 1.2);
  near(rank('ກາມາ', 'ກາ'), (0.35 + 0.15) * (1 + 0.25) * 1.2);
});

test('a word that stands by itself is ranked before the same syllables inside a longer run', () => {
  prefers('ຕາມ', 'ໄປ ຕາມ ທາງ', 'ຕິດຕາມທາງ');
});

test('with collocations, the edge of a word is found without a space', () => {
  const [together = 0] = queryLexemes('ຕິດຕາມ').foldedBigrams;
  const [apart = 0] = queryLexemes('ໄປຕາມ').foldedBigrams;
  const rarity = (lexeme: number): number => (lexeme === together ? 2 : lexeme === apart ? 8 : 4);
  const plain = prepareQuery('ຕາມ', rarity);
  const learned = prepareQuery('ຕາມ', rarity, { collocations: true });
  assert.equal(plain.score('ໄປຕາມ'), plain.score('ຕິດຕາມ'));
  assert.ok(learned.score('ໄປຕາມ') > learned.score('ຕິດຕາມ'));
  assert.ok(learned.score('ໄປ ຕາມ') > learned.score('ໄປຕາມ'));
});

test('both edges count: a word that is whole on one side only is a part of another', () => {
  const together = new Set([...queryLexemes('ຕິດຕາມ').foldedBigrams, ...queryLexemes('ຕາມໄປ').foldedBigrams]);
  const learned = prepareQuery('ຕາມ', lexeme => (together.has(lexeme) ? 2 : 4), { collocations: true });
  const [whole, half, none] = ['ຂ້ອຍ, ຕາມ', 'ຂ້ອຍ, ຕາມໄປ', 'ຕິດຕາມໄປ'].map(text => learned.score(text));
  assert.ok((whole ?? 0) > 1.4 * (half ?? 0) && (half ?? 0) > (none ?? 0));
});

test('a phrase broken by a space stands after one that is whole, unless the query breaks there too', () => {
  prefers('ຄຳເວົ້າ', 'ເປັນ ຄຳເວົ້າ ຂອງ', 'ເປັນ ຄຳ ເວົ້າ ຂອງ');
  assert.equal(rank('ຄຳ ເວົ້າ', 'ຄຳ ເວົ້າ'), rank('ຄຳ ເວົ້າ', 'ຄຳເວົ້າ'));
});

test('a space is an edge unless what stands on both sides is one word in all other texts', () => {
  const together = new Set(queryLexemes('ປະຈຳ').foldedBigrams);
  const learned = prepareQuery('ຈຳ', lexeme => (together.has(lexeme) ? 1 : 4), { collocations: true });
  assert.ok(learned.score('ຈື່ ຈຳ') > learned.score('ປະ ຈຳ'));
  assert.ok(learned.score('ປະ ຈຳ') > learned.score('ປະຈຳ'));
});

test('a text in which the word is spelled as no rule foresees is found by its letters, after one that has the word', () => {
  prefers('ຜະຈົນໄພ', 'ໄປຜະຈົນໄພ', 'ໄປປະຈົນໄພ');
  prefers('ຜະຈົນໄພ', 'ໄປປະຈົນໄພ', 'ໄພ ຜະລິດ ໃນ ໂຮງງານ');
  assert.ok(rank('ເທົາ', 'ເຖົ້າ') > 0 && rank('ບັກກິງ', 'ນະຄອນປັກກິ່ງ') > 0);
  assert.equal(rank('ມັນ', 'ສັດ'), 0);
});

test('of two texts that match alike the shorter comes first, and all short ones are alike', () => {
  prefers('ກາ', 'ກາ ບິນ', `ກາ ບິນ ${'ໄປ '.repeat(200)}`);
  assert.equal(rank('ກາ', 'ກາ ບິນ'), rank('ກາ', 'ກາ ບິນ ໄປ ໄກ'));
});

test('the encoding of query or text makes no difference', () => {
  assert.equal(rank('ນໍ້າ', 'ນ້ຳ'), rank('ນ້ຳ', 'ນ\u200b\u0ecd\u0ec9າ'));
});

test('a phrase is found after a false start', () => {
  assert.ok(rank('ກາກາມາ', 'ກາກາກາມາ') > rank('ກາກາມາ', 'ກາກາ ດີ ກາມາ'));
});

test('an empty query, an empty text and a page pasted as a query are all answered', () => {
  assert.equal(rank('', 'ກາ'), 0);
  assert.equal(rank('ກາ', ''), 0);
  assert.ok(rank('ກາ ມາ '.repeat(5000), 'ກາ ມາ') > 0);
});
