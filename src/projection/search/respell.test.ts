// Respelling: one letter away, known in every pair, what is in most records first.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indexLexemes } from '#lib/lao';
import type { Knowledge } from './knowledge.ts';
import { respellings } from './respell.ts';

/** What an index of these texts knows; each is in so many records. */
function knowledgeOf(texts: Readonly<Record<string, number>>): Knowledge {
  const counts = new Map<number, number>();
  for (const [text, count] of Object.entries(texts))
    for (const lexeme of indexLexemes(text).row) counts.set(lexeme, (counts.get(lexeme) ?? 0) + count);
  return { records: 1000, count: lexeme => counts.get(lexeme) ?? 0.5, isLarge: () => false, isListed: () => false };
}

const known = knowledgeOf({ ກາເຟ: 40, ກາຟາ: 2, ບໍລິສັດ: 300, ສູນກາງ: 90, ເດັກນ້ອຍ: 5, 'Bokeo coffee': 9 });

test('a letter mistaken, left out, put in or in the wrong place is put right, the commonest spelling first', () => {
  assert.deepEqual(respellings('ກາແຟ', known).slice(0, 1), ['ກາເຟ']);
  for (const [typed, wanted] of [
    ['ບໍລສັດ', 'ບໍລິສັດ'],
    ['ບໍລິສັ', 'ບໍລິສັດ'],
    ['ສູກາງ', 'ສູນກາງ'],
    ['ສູນກາາງ', 'ສູນກາງ'],
    ['ເດກັນ້ອຍ', 'ເດັກນ້ອຍ'],
  ] as const) {
    const [first] = respellings(typed, known);
    assert.deepEqual(indexLexemes(first ?? '').row.slice(0, 1), indexLexemes(wanted).row.slice(0, 1), typed);
  }
});

test('of several words only those that are not known are respelled', () => {
  assert.deepEqual(respellings('ບໍລິສັດ ກາແຟ', known).slice(0, 1), ['ບໍລິສັດ ກາເຟ']);
});

test('nothing is respelled that is known, is one syllable, is not Lao, is too long, or has nothing near', () => {
  for (const words of ['ກາເຟ', 'ກາ', 'Bokoe', '', '12345', 'ກາແຟ'.repeat(10), 'ຊ້າງນ້ອຍ'])
    assert.deepEqual(respellings(words, known), [], words);
});

test('at most three are given, however many there are', () => {
  const many = knowledgeOf({ ກາເຟ: 9, ກາຟາ: 8, ກາຟູ: 7, ກາຟີ: 6 });
  assert.deepEqual(respellings('ກາຟ່ອ', many).length, 3);
});
