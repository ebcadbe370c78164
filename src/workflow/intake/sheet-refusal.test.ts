// Files that are refused as a whole, and the sentences of every refusal.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SheetProblem } from '#lib/sheet';
import { Refusal } from '#register';
import { intakeRefusals } from './refusals.ts';
import { sampleRegister, take } from './sample-register.ts';
import { refusalOfSheet } from './sheet-refusal.ts';

const people = sampleRegister([{ name: 'number' }, { name: 'name' }]);

test('every sentence is there in Lao and in English, with its next step', () => {
  for (const [code, row] of Object.entries(intakeRefusals)) {
    assert.match(row.lo, /\p{Script=Lao}/u, code);
    assert.match(row.en, /^[A-Z"{].*\.|[A-Z].*\}/u, code);
    assert.match(row.next.lo, /\p{Script=Lao}/u, code);
    assert.ok(row.next.en.endsWith('.'), code);
    const places = (text: string) => [...text.matchAll(/\{(\w+?)(?:Lo|En)?\}/g)].map(found => found[1]).sort();
    assert.deepEqual(places(row.lo), places(row.en), code);
  }
});

test('a problem of the file names its row, column and byte in both languages', () => {
  const refusal = refusalOfSheet(new SheetProblem('invalid-encoding', { row: 7, byte: 123 }));
  assert.ok(refusal instanceof Refusal);
  assert.equal(refusal.code, 'intake/invalid-encoding');
  assert.match(refusal.words.lo, /row 7, .*byte 123/);
  assert.doesNotMatch(refusal.words.en, /undefined|\{/);
});

test('what is no problem of the file comes back as it was', () => {
  const fault = new Error('disk');
  assert.equal(refusalOfSheet(fault), fault);
});

test('files that are no table are refused with the cure', async () => {
  const files: readonly (readonly [string | Uint8Array, string, RegExp])[] = [
    ['', 'empty-file', /right file/],
    [
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array(600).fill(0)]),
      'old-excel',
      /\.xlsx or CSV UTF-8/,
    ],
    ['<!DOCTYPE html><html><table><tr><td>number</td></tr></table></html>', 'html', /\.xlsx or CSV UTF-8/],
    ['number,name\n1,????????\n2,??????\n3,???? ????\n', 'lost-letters', /\.xlsx/],
    ['{"number":"1"}\n{"number":\n', 'bad-json', /Correct that place/],
  ];
  for (const [file, code, next] of files) {
    await assert.rejects(take(file, people), (refusal: unknown) => {
      assert.ok(refusal instanceof Refusal, String(refusal));
      assert.equal(refusal.code, `intake/${code}`);
      assert.match(refusal.next.en, next);
      assert.doesNotMatch(refusal.words.lo + refusal.words.en, /undefined|\{\w+\}/);
      return true;
    });
  }
});

test('a byte that is no letter of the stated encoding is refused with its row', async () => {
  const file = Buffer.from('number,name\n1,a\n2,\xff\n', 'latin1');
  await assert.rejects(take(file, people, { mapping: { encoding: 'utf-8' } }), (refusal: unknown) => {
    assert.ok(refusal instanceof Refusal);
    assert.equal(refusal.code, 'intake/invalid-encoding');
    assert.match(refusal.words.en, /row 3, .*byte 18/);
    return true;
  });
});

test('lost Lao letters are said in the words of the glossary', async () => {
  await assert.rejects(take('number,name\n1,????????\n2,??????\n3,???? ????\n', people), (refusal: unknown) => {
    assert.ok(refusal instanceof Refusal);
    assert.equal(refusal.words.lo, 'ຟາຍນີ້ຕົວໜັງສືລາວຫາຍແລ້ວ (ເຫັນແຕ່ ????)');
    assert.equal(refusal.next.lo, 'ໃຫ້ບັນທຶກຈາກ Excel ເປັນ .xlsx ແລ້ວສົ່ງໃໝ່');
    return true;
  });
});
