// How nearly a text holds a query, by its letters.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearnessTo } from './near-phrase.ts';

const nearness = (query: string, text: string): number => nearnessTo(query)?.(text) ?? Number.NaN;

test('letters that stand in the text as typed are as near as can be, wherever syllables end', () => {
  assert.equal(nearness('ເຫຼືອບ', 'ຊ່ວຍເຫຼືອບຸກຄະລາກອນ'), 1);
  assert.equal(nearness('vang vieng', 'to vangvieng'), 1);
});

test('each letter that differs takes away, half of it if the sound is the same', () => {
  const [same, tone, letter, two] = ['ສະຫວາງ', 'ສະຫວ່າງ', 'ສະຫວານ', 'ສະວານ'].map(text => nearness('ສະຫວາງ', text));
  assert.equal(same, 1);
  assert.ok((tone ?? 0) < 1 && (tone ?? 0) > (letter ?? 1) && (letter ?? 0) > (two ?? 1));
});

test('a text in which two in five letters would have to change is not near', () => {
  assert.equal(nearness('ສະຫວາງ', 'ປະເທດ'), 0);
  assert.equal(nearness('ສະຫວາງ', ''), 0);
});

test('queries of few letters, and of many, are not told so', () => {
  assert.equal(nearnessTo('ມາກ'), undefined);
  assert.equal(nearnessTo('ກ'.repeat(33)), undefined);
  assert.equal(nearness('ກ'.repeat(32), 'ກ'.repeat(32)), 1);
});

test('characters of other scripts match nothing, themselves included, and break nothing', () => {
  assert.equal(nearness('漢字漢字', '漢字漢字'), 0);
  assert.ok(nearness('ສະຫວາງ字', 'ສະຫວາງ字') > 0);
});
