// How meanings and questions are folded until they can be compared.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { foldedGlosses, glossWords } from './word-gloss.ts';

test('one and many are compared as one, and so are letters of both sizes and with accents', () => {
  const alike = [
    'tax taxes',
    'city cities',
    'school schools',
    'class classes',
    'house houses',
    'santé SANTE',
    "nation nation's",
  ];
  for (const both of alike) {
    const [one, other] = glossWords(both);
    assert.equal(one, other, both);
  }
});

test('what only looks like many is left alone', () => {
  for (const word of ['bus', 'glass', 'analysis', 'gas', 'status', 'news']) assert.deepEqual(glossWords(word), [word]);
});

test('little words say nothing', () => {
  assert.deepEqual(glossWords('What is the budget of the schools?'), ['budget', 'school']);
  assert.deepEqual(glossWords('to be or'), []);
});

test('a cell holds several meanings; what stands in brackets, closed or not, is a remark', () => {
  assert.deepEqual(foldedGlosses('prison, jail; the jails'), ['prison', 'jail']);
  assert.deepEqual(foldedGlosses('temple(of the head) ; period (within'), ['temple', 'period']);
  assert.deepEqual(foldedGlosses('(the island of'), []);
  assert.deepEqual(foldedGlosses(''), []);
});

test('a meaning is found by its own words, whatever they are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), cell => {
      for (const gloss of foldedGlosses(cell)) {
        assert.match(gloss, /^[^\s;,]+(?: [^\s;,]+)*$/u);
        assert.ok(gloss.isWellFormed());
      }
    }),
  );
});

test('the words of a meaning, asked for, are the words it is kept by', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z '-]{1,40}$/), text => {
      assert.equal(foldedGlosses(text).join(), glossWords(text).join(' '));
    }),
  );
});
