// Laws of intake over files that were spoilt at random: drafts or a refusal, never a fault, and no row lost in silence.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { writeXlsx } from 'hucre';
import { writeCsv } from '#lib/sheet';
import { Refusal } from '#register';
import { writeFindingsSheet } from './findings-sheet.ts';
import { sampleRegister, take } from './sample-register.ts';

const people = sampleRegister([
  { name: 'number', title: { lo: 'ເລກທີ', en: 'Number' } },
  { name: 'name', as: 'lao-name', constraints: { required: true } },
  { name: 'age', type: 'integer' },
  { name: 'pay', type: 'money' },
  { name: 'day', type: 'date' },
  { name: 'place', as: 'jurisdiction' },
  { name: 'tags', type: 'list' },
]);
const rows = [
  ['number', 'name', 'age', 'pay (ລ້ານກີບ)', 'day', 'place'],
  ['1', 'ຄຳ', '30', '1,5', '22/03/2023', '05'],
  ['2', 'ແກ້ວ', '໓໑', '2', '2023-03-22', ''],
  ['ລວມ', '', '', '3.5', '', ''],
];
const csv = Buffer.from(`${rows.map(row => row.map(text => `"${text}"`).join(',')).join('\r\n')}\r\n`);
const json = Buffer.from(
  '{"number":"1","name":"ຄຳ","age":30,"tags":["a","b"]}\n{"number":2,"name":null,"day":"2023"}\n',
);

const spoil = fc.array(
  fc.record({
    at: fc.nat(),
    kind: fc.constantFrom('set', 'insert', 'delete', 'repeat'),
    byte: fc.nat(255),
    length: fc.nat(20),
  }),
  { minLength: 1, maxLength: 6 },
);
type Spoil = { at: number; kind: string; byte: number; length: number };

function spoilt(file: Uint8Array, marks: readonly Spoil[]): Uint8Array {
  let bytes = Buffer.from(file);
  for (const { at, kind, byte, length } of marks) {
    const place = bytes.length === 0 ? 0 : at % bytes.length;
    const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)];
    if (kind === 'set' && bytes.length > 0) bytes[place] = byte;
    else if (kind === 'insert') bytes = Buffer.concat([before, Buffer.from([byte]), after]);
    else if (kind === 'delete') bytes = Buffer.concat([before, after.subarray(length)]);
    else bytes = Buffer.concat([before, after.subarray(0, length), after]);
  }
  return bytes;
}

async function takenOrRefused(bytes: Uint8Array): Promise<void> {
  try {
    const { intake, drafts } = await take(bytes, people);
    assert.equal(intake.summary.rows, drafts.length);
    assert.equal(intake.summary.blocked, drafts.filter(draft => draft.blocked).length);
    const pieces = writeFindingsSheet({ bytes }, people, intake.findings, { mapping: intake.mapping });
    for await (const piece of pieces) assert.ok(piece.length > 0);
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    assert.match(problem.code, /^intake\//);
  }
}

for (const [kind, file, runs] of [
  ['CSV', csv, 250],
  ['JSON lines', json, 250],
  ['XLSX', await writeXlsx({ sheets: [{ name: 'ກ', rows }] }), 120],
] as const) {
  test(`a ${kind} spoilt at random is taken in or refused, never a fault`, async () => {
    await fc.assert(
      fc.asyncProperty(spoil, marks => takenOrRefused(spoilt(file, marks))),
      { numRuns: runs },
    );
  });
}

const cell = fc.oneof(fc.string(), fc.constantFrom('ຄຳ', ' x ', '1,5', '=1+1', '\u202e', 'a\nb', '"', '', '០', '-'));

test('every filled row of a table is a draft or left out, and never both', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { maxLength: 12 }), async body => {
      const bytes = Buffer.concat(await Array.fromAsync(writeCsv([['number', 'name', 'age', 'day'], ...body])));
      const { intake, drafts } = await take(bytes, people, {
        mapping: { headerRow: 1, delimiter: ',', encoding: 'utf-8' },
      });
      const filled = body.filter(texts => texts.some(text => text.replaceAll('\0', '').trim() !== ''));
      assert.equal(drafts.length + intake.summary.leftOut, filled.length);
    }),
    { numRuns: 200 },
  );
});

test('what is not blocked has a key and every required value', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 }), async body => {
      const bytes = Buffer.concat(await Array.fromAsync(writeCsv([['number', 'name', 'age'], ...body])));
      const { drafts } = await take(bytes, people, { mapping: { headerRow: 1, delimiter: ',', encoding: 'utf-8' } });
      for (const draft of drafts) {
        assert.equal(
          draft.blocked,
          draft.findings.some(finding => finding.blocks),
        );
        if (draft.blocked) continue;
        assert.equal(typeof draft.key, 'string');
        assert.equal(typeof draft.given['name'], 'string');
      }
    }),
    { numRuns: 200 },
  );
});
