// What holds of normalising for every text, not only for those met.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isLaoMark } from './letter.ts';
import { normalise, normaliseWithOffsets } from './normalise.ts';

const LAO = Array.from({ length: 128 }, (_, i) => String.fromCharCode(0x0e80 + i));
const MARKS = [...'ັິີຶືຸູົຼໍ່້໊໋໌ຳາເຫນມລ\u0eba\u200b\u0301'];
const laoText = fc.string({ unit: fc.constantFrom(...LAO, ...' aÉ7\n'), maxLength: 24 });
const markText = fc.string({ unit: fc.constantFrom(...MARKS), maxLength: 9 });
const anyText = fc.oneof(
  laoText,
  markText,
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme' }),
);

function holdsFor(raw: string): void {
  const once = normalise(raw);
  assert.equal(normalise(once), once);
  const { text, offsets } = normaliseWithOffsets(raw);
  assert.equal(text, once);
  assert.equal(offsets.length, text.length + 1);
  assert.equal(offsets[text.length], raw.length);
  for (let i = 0; i < text.length; i++) assert.ok((offsets[i] ?? -1) <= (offsets[i + 1] ?? -1));
}

test('normalising twice changes nothing, and with offsets or without the text is the same', () => {
  fc.assert(fc.property(anyText, holdsFor), { numRuns: 4000 });
});

test('normalised text is in NFC', () => {
  fc.assert(
    fc.property(anyText, raw => normalise(raw).normalize('NFC') === normalise(raw)),
    { numRuns: 4000 },
  );
});

test('texts that Unicode calls equivalent are normalised alike', () => {
  fc.assert(
    fc.property(anyText, raw => normalise(raw.normalize('NFD')) === normalise(raw)),
    { numRuns: 4000 },
  );
});

test('a text already normal is handed back with offsets that count 0, 1, 2', () => {
  fc.assert(
    fc.property(laoText, raw => {
      const { text, offsets } = normaliseWithOffsets(normalise(raw));
      assert.deepEqual([...offsets], [...offsets.keys()]);
      assert.equal(offsets.length, text.length + 1);
    }),
  );
});

test('a letter that is not a mark came from a raw letter that is not a mark', () => {
  fc.assert(
    fc.property(laoText, raw => {
      const { text, offsets } = normaliseWithOffsets(raw);
      for (let i = 0; i < text.length; i++) {
        const came = raw.charCodeAt(offsets[i] ?? 0);
        if (!isLaoMark(text.charCodeAt(i)) && text[i] !== 'ຳ') assert.ok(!isLaoMark(came) || text[i] === ' ');
      }
    }),
  );
});
