// Findings and refusals: both languages, every fact in its place, nothing that breaks the page or the database.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Bilingual, fill } from './bilingual.ts';
import { definitionRefusals, wanted } from './definition-refusals.ts';
import { findingOf, findingSentence } from './finding.ts';
import { findingRows } from './finding-words.ts';
import { Refusal, refusalsOf } from './refusal.ts';

const lao = /[\u0e80-\u0eff]/;
// A fact may come in a form for each language: `listLo`, `listEn`.
const placesOf = (text: string) =>
  (text.match(/\{\w+\}/g) ?? []).map(place => place.replace(/(?:Lo|En)\}$/, '}')).sort();

test('every finding speaks Lao and English, with the same facts', () => {
  for (const [code, { lo, en }] of Object.entries(findingRows)) {
    assert.match(lo, lao, code);
    assert.doesNotMatch(en.replace('ພ.ສ.', ''), lao, code);
    assert.doesNotMatch(`${lo}${en}`, /\s$|\.$/, code);
    assert.deepEqual(placesOf(lo), placesOf(en), code);
  }
});

test('every refusal of a definition speaks Lao and English, with the same facts and a next step', () => {
  for (const [code, { lo, en, next }] of Object.entries(definitionRefusals)) {
    assert.match(lo, lao, code);
    assert.deepEqual(placesOf(lo), placesOf(en), code);
    assert.match(next.lo, lao);
    assert.ok(next.en.length > 0);
  }
  for (const { lo, en } of Object.values<Bilingual>(wanted)) assert.ok(lo !== '' && en !== '');
});

test('a finding names its row, sheet and column in both languages, and says what was given', () => {
  const finding = findingOf(
    { code: 'value/too-long', facts: { maximum: 5 } },
    { sheet: 'S', row: 12, field: 'ຊື່', given: 'abcdef' },
  );
  assert.deepEqual(findingSentence(finding), {
    lo: 'ແຖວ 12 (S) ຖັນ “ຊື່”: ຍາວເກີນໄປ: ສູງສຸດ 5 ຕົວອັກສອນ (“abcdef”)',
    en: 'Row 12 (S) column "ຊື່": Too long: at most 5 characters (“abcdef”)',
  });
  assert.equal(finding.blocks, true);
});

test('a finding of the whole file or of a column alone needs no row', () => {
  assert.equal(findingSentence(findingOf({ code: 'file/no-rows' }, {})).en, 'There are no rows of data');
  const column = findingOf({ code: 'column/repeated' }, { field: 'name' });
  assert.equal(findingSentence(column).en, 'column "name": This header stands twice');
  assert.equal(findingSentence(column, { lo: 'ຊື່', en: 'Name' }).lo, 'ຖັນ “ຊື່”: ຫົວຖັນນີ້ຊ້ຳກັນ');
});

test('what was given is cut at 200 characters and shown without what no database keeps', () => {
  const given = findingOf({ code: 'value/pattern' }, { given: `${'a'.repeat(199)}😀 and more` }).given ?? '';
  assert.equal(given, `${'a'.repeat(199)}\ufffd…`);
  const hostile = findingOf(
    { code: 'object/unknown-name', facts: { name: 'x\u0000\u202e\ud800' } },
    { given: '\u0000\udc00' },
  );
  assert.equal(hostile.given, '\ufffd\ufffd');
  assert.equal(hostile.wanted.en, '"x\ufffd\ufffd\ufffd" is not in the definition');
});

test('a fact fills both languages, a bilingual one each with its words, and a missing one leaves its place', () => {
  const words = { lo: 'ລ {a} {b}', en: 'e {a} {b}' };
  assert.deepEqual(fill(words, { a: { lo: 'ກ', en: 'k' } }), { lo: 'ລ ກ {b}', en: 'e k {b}' });
  assert.deepEqual(fill({ lo: '{toString}', en: '{constructor}' }, {}), { lo: '{toString}', en: '{constructor}' });
  assert.deepEqual(fill(words, { a: '$&', b: '{a}' }), { lo: 'ລ $& {a}', en: 'e $& {a}' });
});

test('a refusal has its code, kind, sentence and next step', () => {
  const refuse = refusalsOf('room', {
    full: { kind: 'busy', lo: 'ເຕັມ {n}', en: 'Full: {n}.', next: { lo: 'ລໍຖ້າ {n}', en: 'Wait for {n}.' } },
  });
  const refusal = refuse('full', { n: 3 });
  assert.ok(refusal instanceof Refusal);
  assert.equal(refusal.code, 'room/full');
  assert.equal(refusal.kind, 'busy');
  assert.equal(refusal.message, 'room/full: Full: 3.');
  assert.deepEqual(refusal.words, { lo: 'ເຕັມ 3', en: 'Full: 3.' });
  assert.deepEqual(refusal.next, { lo: 'ລໍຖ້າ 3', en: 'Wait for 3.' });
});
