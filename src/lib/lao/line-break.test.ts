// Where lines of Lao break.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LineBreakOptions, lineBreaks } from './line-break.ts';

function broken(text: string, options?: LineBreakOptions): string {
  const edges = [0, ...lineBreaks(text, options), text.length];
  return edges
    .slice(1)
    .map((end, at) => text.slice(edges[at], end))
    .join('|');
}

test('between syllables a line breaks before each of them, and behind a space', () => {
  const between = { between: 'syllables' } as const;
  assert.equal(broken('ສະບາຍດີ ຫຼວງພະບາງ', between), 'ສະ|ບາຍ|ດີ |ຫຼວງ|ພະ|ບາງ');
  assert.equal(broken('ກາ, ຂາ (ຄາ)', between), 'ກາ, |ຂາ (ຄາ)');
  assert.deepEqual(lineBreaks('(ລາວ) ICT.', between), [6]);
  assert.deepEqual(lineBreaks('ນໍ້າໃສ', between), [4]);
});

test('between words a line breaks where the platform knows a word to end, in any encoding of it', () => {
  assert.equal(broken('ກະຊວງການຄ້າ'), 'ກະຊວງ|ການຄ້າ');
  assert.equal(broken('ປະຊາຊົນແຂວງຫຼວງນ້ຳທາ').replaceAll('|', ''), 'ປະຊາຊົນແຂວງຫຼວງນ້ຳທາ');
  const [one, other] = ['ຂໍ້ມູນນ້ຳປະປາໜອງໃຫຍ່', 'ຂໍ້ມູນນໍ້າປະປາຫນອງໃຫຍ່'];
  assert.equal(broken(one).split('|').length, broken(other).split('|').length);
});

test('no line begins with a mark, a sign that closes, or ໆ', () => {
  assert.equal(broken('ຕ່າງໆ, ແລະ').includes('|ໆ'), false);
  assert.equal(broken('(ກາ) ຂາ”').includes('|)'), false);
  assert.deepEqual(lineBreaks(''), []);
  assert.deepEqual(lineBreaks('ກາ'), []);
});
