// The lexemes of a record: what a title and a text share, and what keeps them apart.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ofTitle, textLexemes, titleLexemes } from './lexeme-row.ts';

test('a title and a text have the same lexemes but for the sign', () => {
  const words = 'ການຄ້າ coffee 12';
  assert.deepEqual([...titleLexemes(words)].map(ofTitle), [...textLexemes(words)]);
  const both = new Set([...titleLexemes(words), ...textLexemes(words)]);
  assert.equal(both.size, 2 * textLexemes(words).length);
});

test('another spelling of a word shares its pairs of syllables, and the syllables that are spelled alike', () => {
  const one = new Set(textLexemes('ດິຈິຕອນ'));
  const shared = [...textLexemes('ດີຈີຕອນ')].filter(lexeme => one.has(lexeme));
  assert.equal(shared.length, 2 + 1);
});
