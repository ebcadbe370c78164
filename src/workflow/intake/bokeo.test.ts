// The example that the first five minutes are made of: a provincial office's spreadsheet with mistakes, and without.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readDefinition } from '#register';
import { listReader, take } from './sample-register.ts';

const examples = new URL('../../../examples/', import.meta.url);
const registers = new URL('../../../registers/', import.meta.url);
const skip = existsSync(new URL('bokeo-enterprises.xlsx', examples)) ? false : 'the example has not been made';

function enterprise() {
  return readDefinition(JSON.parse(readFileSync(new URL('enterprise/register.json', registers), 'utf8')));
}

function places() {
  const [, ...lines] = readFileSync(new URL('jurisdiction/samples/facts.csv', registers), 'utf8').split('\n');
  return listReader({
    jurisdiction: lines.map(line => line.split(',')).map(([code = '', , name = '']) => [code, name] as const),
  });
}

test('every mistake of the example is found at its cell, and nothing else', { skip }, async () => {
  const file = readFileSync(new URL('bokeo-enterprises.xlsx', examples));
  const { drafts, intake } = await take(file, enterprise(), { references: places() });
  const blocking = drafts.flatMap(draft => draft.findings).filter(finding => finding.blocks);
  assert.deepEqual(
    blocking.map(({ row, field, code, given }) => [row, field, code, given]),
    [
      [10, 'place', 'reference/suggested', 'ຫວ້ຍຊາຍ'],
      [13, 'registered', 'date/no-such-day', '31/02/2026'],
      [16, 'registered', 'date/buddhist-era', '12/05/2566'],
      [18, 'capital', 'number/unreadable', 'ຫ້າລ້ານ'],
      [24, 'name_lo', 'value/required', null],
      [27, 'status', 'code/unknown', 'ຍ້າຍໄປແຂວງອື່ນ'],
      [30, 'phone', 'phone/unreadable', '02O 0000 1023'],
    ],
  );
  assert.equal(drafts.length, 25);
  assert.equal(intake.fileFindings.filter(finding => finding.blocks).length, 0);
  // The eighth is a number that stands twice: the proposal, which sees all rows at once, says so.
  const keys = drafts.map(draft => draft.key);
  assert.equal(new Set(keys).size, keys.length - 1);
});

test('the corrected example has nothing that blocks', { skip }, async () => {
  const file = readFileSync(new URL('bokeo-enterprises-corrected.xlsx', examples));
  const { drafts, intake } = await take(file, enterprise(), { references: places() });
  assert.deepEqual(
    drafts.filter(draft => draft.blocked),
    [],
  );
  assert.equal(intake.summary.blocked, 0);
  assert.equal(new Set(drafts.map(draft => draft.key)).size, 25);
});
