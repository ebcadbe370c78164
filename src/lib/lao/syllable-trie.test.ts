// The ends of syllables that are learnt from the rules.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CONSONANT, kindOf, PREVOWEL } from './letter.ts';
import { ruledEnd } from './syllable-end.ts';
import { syllableEnd } from './syllable-trie.ts';
import { at, unitsOf } from './units.ts';

const letters = Array.from({ length: 128 }, (_, i) => String.fromCharCode(0x0e80 + i));
const usual = [...'ກຂງຈສຊຍດນບມຣລວຫອຮໜັິີຶືຸົຼ່້໌ໍະາຳຽເແໂໃໄ'];

function agrees(text: string): void {
  const units = unitsOf(text);
  for (let start = 0; start < text.length; start++) {
    const kind = kindOf(at(units, start));
    if (kind === CONSONANT || kind === PREVOWEL) assert.equal(syllableEnd(units, start), ruledEnd(units, start), text);
  }
}

test('what is learnt of syllables is what the rules say, whatever was read before', () => {
  const unit = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...usual) },
    fc.constantFrom(...letters, ' ', 'a', '\u0301'),
  );
  fc.assert(fc.property(fc.string({ unit, maxLength: 30 }), agrees), { numRuns: 3000 });
});

test('more shapes than fit make it learn anew', () => {
  for (const one of usual) for (const two of usual) for (const three of usual) agrees(one + two + three + one + two);
});

test('an abbreviation longer than what is learnt ends where the rules say', () => {
  agrees('ຄຄອຊ'.repeat(40));
});
