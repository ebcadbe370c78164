// What the island of the search box asks for, and when.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isWorthAsking, questionAddress, readSuggestions, stepFrom } from './suggestion.ts';

test('two letters or one Lao syllable are worth a question, one letter is not', () => {
  for (const typed of ['bo', 'ບໍ', '05']) assert.ok(isWorthAsking(typed), typed);
  for (const typed of ['', ' ', 'b', 'ບ', ' ບ ']) assert.ok(!isWorthAsking(typed), typed);
});

test('the question says what was typed, how much, and in which register', () => {
  assert.equal(questionAddress('/s', ' a&b ', undefined), '/s?q=a%26b&limit=8');
  assert.equal(questionAddress('/s', 'bo', 'enterprise'), '/s?q=bo&limit=8&register=enterprise');
});

test('an answer without names has none', () => {
  for (const answer of [undefined, null, {}, { suggestions: 'x' }, 'x']) assert.deepEqual(readSuggestions(answer), []);
  assert.deepEqual(readSuggestions({ suggestions: [{ name: 'a' }] }), [{ name: 'a' }]);
});

test('steps go through the list and by way of the box around it', () => {
  assert.deepEqual([stepFrom(-1, 1, 3), stepFrom(2, 1, 3), stepFrom(-1, -1, 3), stepFrom(0, -1, 3)], [0, -1, 2, -1]);
});
