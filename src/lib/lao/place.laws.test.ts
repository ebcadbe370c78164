// Laws of everything that tells places in a text: offsets, syllables, highlights, snippets, and where lines may break.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anyText, laoPhrase, spelledTwice } from '#test/lao-spelling';
import { highlight, snippet } from './highlight.ts';
import { isLaoMark } from './letter.ts';
import { lineBreaks } from './line-break.ts';
import { normalise, normaliseWithOffsets } from './normalise.ts';
import { syllables } from './syllable.ts';
import { analyse } from './token.ts';

const runs = { numRuns: 4000 };
const text = fc.oneof(
  anyText,
  laoPhrase,
  spelledTwice.map(([, other]) => other),
);

const startsWithMark = (raw: string, index: number): boolean => index > 0 && /^\p{M}/u.test(raw.slice(index));
const partsSurrogates = (raw: string, index: number): boolean =>
  /[\ud800-\udbff]$/.test(raw.slice(0, index)) && /^[\udc00-\udfff]/.test(raw.slice(index));

test('the slices of the raw text that the units came from cover it, in order, without a gap', () => {
  fc.assert(
    fc.property(text, raw => {
      const { text: normal, offsets } = normaliseWithOffsets(raw);
      const slices = Array.from({ length: normal.length }, (_, i) => raw.slice(offsets[i], offsets[i + 1]));
      assert.equal(raw.slice(0, offsets[0]) + slices.join(''), raw);
      // What stands before the first unit is never read.
      assert.equal(normalise(raw.slice(0, offsets[0])), '');
    }),
    runs,
  );
});

test('the raw slice of a syllable is that syllable in some encoding, beside letters of other scripts too', () => {
  fc.assert(
    fc.property(spelledTwice, fc.constantFrom('', 'Éclair ', 'ไทย '), ([, typed], before) => {
      const raw = before + typed;
      const { text: normal, offsets } = normaliseWithOffsets(raw);
      for (const { start, end } of syllables(normal)) {
        assert.equal(normalise(raw.slice(offsets[start], offsets[end])), normal.slice(start, end));
      }
    }),
    runs,
  );
});

test('syllables hold every Lao consonant and leading vowel once, and every mark that has a base', () => {
  fc.assert(
    fc.property(text, raw => {
      const normal = normalise(raw);
      const held = new Uint8Array(normal.length);
      for (const { start, end } of syllables(normal)) {
        assert.ok(!startsWithMark(normal, start) && !startsWithMark(normal, end));
        for (let i = start; i < end; i++) held[i] = (held[i] ?? 0) + 1;
      }
      for (let i = 0; i < normal.length; i++) {
        if (/^(?=\p{L})[ກ-ຮໜ-ໟເ-ໄ]/u.test(normal.slice(i, i + 1))) assert.equal(held[i], 1);
        if (isLaoMark(normal.charCodeAt(i)) && i > 0) assert.equal(held[i], held[i - 1]);
        assert.ok((held[i] ?? 0) <= 1);
      }
    }),
    runs,
  );
});

test('a text read in two halves at a space has the syllables of the whole', () => {
  const read = (raw: string): string[] => syllables(raw).map(({ start, end }) => raw.slice(start, end));
  fc.assert(
    fc.property(laoPhrase, laoPhrase, (one, other) => {
      assert.deepEqual([...read(one), ...read(other)], read(`${one} ${other}`));
    }),
    runs,
  );
});

test('tokens are the syllables, with equal hashes for equal spellings', () => {
  fc.assert(
    fc.property(text, raw => {
      const normal = normalise(raw);
      const { count, starts, ends, exact } = analyse(raw);
      const found = syllables(normal);
      assert.deepEqual(
        Array.from({ length: count }, (_, i) => [starts[i], ends[i]]),
        found.map(({ start, end }) => [start, end]),
      );
      const hashes = new Map<string, number | undefined>();
      for (const [i, { start, end }] of found.entries()) {
        const spelled = normal.slice(start, end);
        assert.equal(hashes.get(spelled) ?? exact[i], exact[i]);
        hashes.set(spelled, exact[i]);
      }
    }),
    runs,
  );
});

test('the pieces of a highlight are the raw text, and none begins with a mark', () => {
  fc.assert(
    fc.property(text, text, (query, raw) => {
      const pieces = highlight(query, query.slice(0, 3) + raw);
      const whole = query.slice(0, 3) + raw;
      let at = 0;
      for (const piece of pieces) {
        assert.ok(piece.text.length > 0 && !startsWithMark(whole, at) && !partsSurrogates(whole, at));
        at += piece.text.length;
      }
      assert.equal(pieces.map(piece => piece.text).join(''), whole);
    }),
    runs,
  );
});

test('what is asked for is marked where it stands', () => {
  fc.assert(
    fc.property(laoPhrase, spelledTwice, (before, [query, typed]) => {
      if (syllables(query).length === 0) return;
      const marked = highlight(query, `${before}. ${typed}`).filter(piece => piece.marked);
      assert.ok(marked.length > 0);
    }),
    runs,
  );
});

test('a snippet is a part of the raw text, cut where it says so, and begins with no mark', () => {
  fc.assert(
    fc.property(
      text,
      fc.array(text, { maxLength: 4 }),
      fc.integer({ min: 1, max: 5 }),
      (query, parts, maxSyllables) => {
        const raw = parts.join('');
        const { pieces, cutBefore, cutAfter } = snippet(query, raw, { maxSyllables });
        const shown = pieces.map(piece => piece.text).join('');
        const starts = [...Array(raw.length + 1).keys()].filter(at => raw.startsWith(shown, at));
        const fits = starts.filter(
          at => at > 0 >= cutBefore && (cutBefore || at === 0) && (cutAfter || at + shown.length === raw.length),
        );
        assert.ok(fits.length > 0);
        assert.ok(fits.some(at => !startsWithMark(raw, at) && !startsWithMark(raw, at + shown.length)));
      },
    ),
    runs,
  );
});

test('a line breaks at the start of a syllable, never before a mark or within a syllable, and oftener between syllables than words', () => {
  fc.assert(
    fc.property(text, raw => {
      const { text: normal, offsets } = normaliseWithOffsets(raw);
      const starts = new Set(syllables(normal).map(({ start }) => offsets[start] ?? -1));
      const finer = lineBreaks(raw, { between: 'syllables' });
      const words = lineBreaks(raw);
      assert.ok(words.every(at => finer.includes(at)));
      let before = 0;
      for (const at of finer) {
        assert.ok(at > before && at < raw.length && starts.has(at));
        assert.ok(!startsWithMark(raw, at) && !partsSurrogates(raw, at));
        before = at;
      }
    }),
    runs,
  );
});
