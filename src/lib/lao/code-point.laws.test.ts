// Every function of the room takes any text: all code points one by one, and all Lao letters in pairs and in triples.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { laoLetters } from '#test/lao-spelling';
import * as lao from './index.ts';
import { normalise, normaliseWithOffsets } from './normalise.ts';

const CODE_POINTS = 0x110000;

function normalHolds(raw: string): string {
  const once = normalise(raw);
  if (normalise(once) !== once) assert.fail(`${readable(raw)} is not normal after once`);
  if (once.normalize('NFC') !== once) assert.fail(`${readable(raw)} is not NFC`);
  return once;
}

function offsetsHold(raw: string): void {
  const { text, offsets } = normaliseWithOffsets(raw);
  if (text !== normalise(raw)) assert.fail(`${readable(raw)} differs with offsets`);
  if (offsets.length !== text.length + 1 || offsets[text.length] !== raw.length) assert.fail(`${readable(raw)}: ends`);
  for (let i = 0; i < text.length; i++) {
    if ((offsets[i] ?? -1) > (offsets[i + 1] ?? -1)) assert.fail(`${readable(raw)}: an offset falls`);
  }
}

function readable(text: string): string {
  return JSON.stringify(text).replace(/[^ -~]/gu, c => `\\u{${c.codePointAt(0)?.toString(16)}}`);
}

const isMark = (text: string, index: number): boolean => /^\p{M}/u.test(text.slice(index, index + 2));

// What is never NaN, never thrown, and steady under its own outcome.
function everythingHolds(raw: string): void {
  const normal = normalHolds(raw);
  offsetsHold(raw);
  for (const { start, end } of lao.syllables(normal)) {
    assert.ok(!isMark(normal, start) && (end === normal.length || !isMark(normal, end)), readable(raw));
    const folded = lao.fold(normal.slice(start, end));
    assert.equal(lao.fold(folded), folded, readable(raw));
  }
  assert.ok(/^[!-~]*$/.test(lao.collationKey(raw)), readable(raw));
  assert.equal(lao.collationKey(normal), lao.collationKey(raw), readable(raw));
  for (const kind of ['place', 'person', 'plain'] as const) {
    assert.equal(lao.matchingKey(normal, { kind }), lao.matchingKey(raw, { kind }), readable(raw));
    assert.equal(lao.latinKey(normal, { kind }), lao.latinKey(raw, { kind }), readable(raw));
  }
  assert.match(lao.foldLatin(raw), /^[a-z0-9]*$/);
  assert.equal(
    lao
      .highlight(raw, `ກ${raw}`)
      .map(({ text }) => text)
      .join(''),
    `ກ${raw}`,
  );
  for (const at of lao.lineBreaks(`ກາ${raw}ກາ`)) assert.ok(!isMark(`ກາ${raw}ກາ`, at), readable(raw));
  assert.ok(lao.rank(raw, raw) >= 0 && lao.keySimilarity(raw, normal) >= 0 && lao.keySimilarity(raw, normal) <= 1);
  lao.lexemes(raw);
  lao.queryLexemes(raw);
  lao.placeLevel(raw);
  lao.legacyFont(raw);
  lao.scriptOf(raw);
  lao.isLao(raw);
  lao.parseLaoDate(raw);
  lao.parseLaoNumber(raw);
  lao.romanise(raw);
  assert.equal(lao.thaiToLao(lao.thaiToLao(raw)), lao.thaiToLao(raw), readable(raw));
}

test('every code point, lone surrogates too, is normalised once and for all, alone and between Lao letters', () => {
  for (let c = 0; c < CODE_POINTS; c++) {
    const letter = String.fromCodePoint(c);
    const { text, offsets } = normaliseWithOffsets(letter);
    if (normalise(text) !== text || offsets[text.length] !== letter.length) assert.fail(readable(letter));
    if (c < 0x3400 || c % 17 === 0) normalHolds(`ກ${letter}່າ`);
  }
});

// The letters of Han and Hangul are alike to every rule, so that one in 97 will do there.
test('every code point of the alphabets, and some of all others, goes through every function', () => {
  for (let c = 0; c < CODE_POINTS; c += c < 0x3400 || (c >= 0xd7a0 && c < 0x10000) ? 1 : 31)
    everythingHolds(String.fromCodePoint(c));
});

test('all pairs of Lao letters go through every function', () => {
  for (const first of laoLetters) for (const second of laoLetters) everythingHolds(first + second);
});

test('all triples of Lao letters are normalised once and for all, and no token parts a base from its marks', () => {
  for (const first of laoLetters) {
    for (const second of laoLetters) {
      for (const third of laoLetters) {
        const raw = first + second + third;
        const normal = normalHolds(raw);
        offsetsHold(raw);
        for (const { start, end } of lao.syllables(normal)) {
          if (isMark(normal, start) || (end < normal.length && isMark(normal, end))) assert.fail(readable(raw));
        }
      }
    }
  }
});
