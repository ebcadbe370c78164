// 32,530 assignments of network addresses, as they were published: stray spaces, missing addresses, three keys too many.
// What an office would meet with its first large file. Skipped where ../shared is absent.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openWorkbook } from '#lib/sheet';
import { readCounts } from '#projection/counts';
import { findRecord, listRecords, readHistory } from '#projection/record';
import { findField, findingSentence } from '#register';
import { readFsckReport } from '#store';
import { readShared, skipWithout } from '#test/shared';
import { type BroughtIn, bringIn, define, openWalk, standing, type Walk } from '#test/walk';
import { writeSetAside } from '#workflow/intake';

const path = 'data/registers/ieee-oui.csv.gz';
const today = '2026-01-01';

const definition = {
  name: 'address-block',
  title: { lo: 'ລະຫັດຜູ້ຜະລິດອຸປະກອນເຄືອຂ່າຍ', en: 'Assignments of network addresses' },
  // biome-ignore lint/suspicious/noThenProperty: a word of definitions, and nothing waits for it
  approvals: { approvers: 1, aboveRows: 1000, then: 2 },
  schema: {
    primaryKey: ['assignment'],
    fields: [
      { name: 'assignment', type: 'string', as: 'code', title: 'Assignment', constraints: { required: true } },
      { name: 'registry', type: 'string', title: 'Registry', facet: true },
      {
        name: 'organisation',
        type: 'string',
        title: 'Organization Name',
        search: 'title',
        constraints: { required: true },
      },
      { name: 'address', type: 'string', title: 'Organization Address', search: 'text' },
    ],
  },
};

describe('the register of address assignments', { skip: skipWithout(path) }, () => {
  let walk: Walk;
  let bytes: Buffer;
  let first: BroughtIn;
  before(async () => {
    walk = await openWalk();
    bytes = readShared(path);
    await define(walk, definition);
  });
  after(() => walk.close());

  test('keys that stand several times stop the whole file, each at its row with the row it repeats', async () => {
    first = await bringIn(walk, 'address-block', bytes);
    const { proposed, published } = first;
    assert.equal(published, undefined);
    assert.equal(proposed.id, null);
    assert.equal(proposed.rows, 32_530);
    const blocking = proposed.findings.filter(finding => finding.blocks);
    assert.deepEqual(
      blocking.map(({ row, field, code, given }) => [row, field, code, given]),
      [
        [24_664, 'assignment', 'key/repeated', '080030'],
        [31_218, 'assignment', 'key/repeated', '0001C8'],
        [31_232, 'assignment', 'key/repeated', '080030'],
      ],
    );
    const [sentence] = blocking.map(finding => findingSentence(finding));
    assert.match(sentence?.lo ?? '', /^ແຖວ 24664 ຖັນ “assignment”: .*ແຖວ 5227/);
    assert.match(sentence?.en ?? '', /^Row 24664 column "assignment": This number repeats row 5227/);
    const stored = await standing(walk, 'address-block');
    assert.deepEqual([stored.size, stored.records], [2, 0], 'only the definition and its publication stand');
  });

  test('stray spaces in 32,445 rows are notes: every one counted, a thousand kept, none stopping anything', () => {
    const { rows, trimmed } = strayCells(bytes);
    assert.equal(rows, 32_445);
    assert.equal(first.summary.findings['value/trimmed'], trimmed);
    assert.equal(first.proposed.findingCounts.get('value/trimmed'), trimmed);
    assert.equal(first.summary.blocked, 0);
    assert.equal(first.proposed.findings.length, 1000);
  });

  test('set aside, the good rows are published by two approvers and the others are written out', async () => {
    const { proposed, published, mapping } = await bringIn(walk, 'address-block', bytes, { setAside: true });
    assert.equal(proposed.needed, 2);
    assert.equal(proposed.counts.added, 32_530 - 5);
    assert.deepEqual([published?.first, published?.number], [2, 2 + 32_525]);
    const rows = proposed.setAside.map(({ row }) => row).sort((one, other) => one - other);
    assert.deepEqual(rows, [5227, 5257, 24_664, 31_218, 31_232]);
    const { register } = await standing(walk, 'address-block');
    const aside = await sheetOf(writeSetAside({ bytes }, register, proposed.setAside, { mapping }));
    assert.deepEqual(aside[0], ['Registry', 'Assignment', 'Organization Name', 'Organization Address']);
    assert.deepEqual(
      aside.slice(1).map(texts => texts[1]),
      ['080030', '0001C8', '080030', '0001C8', '080030'],
    );
  });

  test('a record, the list, the facet and the history say what the file says', async () => {
    const stored = await standing(walk, 'address-block');
    assert.deepEqual([stored.size, stored.records], [2 + 32_526, 32_525]);
    const record = await findRecord(walk.store.public, stored, '002272', { today });
    assert.deepEqual(record?.item, {
      assignment: '002272',
      registry: 'MA-L',
      organisation: 'American Micro-Fuel Device Corp.',
      address: '2181 Buchanan Loop Ferndale WA US 98248',
    });
    const query = { filters: { organisation: ['IGT'] }, sort: 'assignment', countExactly: true };
    const list = await listRecords(walk.store.public, stored, query);
    assert.deepEqual([list.records[0]?.key, list.records[0]?.item['organisation']], ['00D0EF', 'IGT']);
    const registry = findField(stored.register.schema, 'registry');
    assert.ok(registry);
    assert.deepEqual(await readCounts(walk.store.public, stored.id, registry), [{ value: 'MA-L', count: 32_525 }]);
    const history = await readHistory(walk.store.public, stored, '002272');
    assert.equal(history.length, 1);
    assert.equal(history[0]?.publication, 32_527);
  });

  test('all pages of the list together are every key once, in order', async () => {
    const stored = await standing(walk, 'address-block');
    const keys: string[] = [];
    let after: string | undefined;
    do {
      const query = { limit: 1000, sort: '-organisation', ...(after === undefined ? {} : { after }) };
      const page = await listRecords(walk.store.public, stored, query);
      keys.push(...page.records.map(({ key }) => key));
      after = page.next ?? undefined;
    } while (after !== undefined);
    assert.equal(keys.length, 32_525);
    assert.equal(new Set(keys).size, 32_525);
  });

  test('the same file again, cured, adds the five rows and nothing else', async () => {
    const cured = bytes.toString('utf8').replace(/^(MA-L),080030,CERN/m, '$1,08003X,CERN');
    const lines = cured.split('\n').filter(line => !/,080030,ROYAL|,0001C8,CONRAD/.test(line));
    const { proposed } = await bringIn(walk, 'address-block', lines.join('\n'));
    assert.deepEqual(proposed.counts, { added: 3, corrected: 0, withdrawn: 0, unchanged: 32_525 });
  });

  test('the log and everything folded from it hold all invariants', async () => {
    const report = await readFsckReport(walk.store, { register: 'address-block' });
    assert.deepEqual(
      report.checks.flatMap(check => check.findings),
      [],
    );
    assert.equal(report.ok, true);
  });
});

// Read by a reader of its own: rows with a space at an end of some cell, and how many such cells are not blank.
function strayCells(bytes: Buffer): { rows: number; trimmed: number } {
  let [rows, trimmed, stray] = [0, 0, false];
  for (const [, quoted, plain, end] of bytes
    .toString('utf8')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    const text = quoted ?? plain ?? '';
    const bare = text.replace(/^[\s\u200b]+|[\s\u200b]+$/g, '');
    if (bare !== text && bare !== '') trimmed += 1;
    stray ||= text.trim() !== text;
    if (end === ',') continue;
    if (stray) rows += 1;
    stray = false;
  }
  return { rows, trimmed };
}

async function sheetOf(chunks: AsyncIterable<Uint8Array>): Promise<(readonly string[])[]> {
  const workbook = await openWorkbook({ bytes: Buffer.concat(await Array.fromAsync(chunks)) });
  const rows: (readonly string[])[] = [];
  for (const sheet of workbook.sheets)
    for await (const batch of sheet.rows()) rows.push(...batch.map(row => row.texts));
  await workbook.close();
  return rows;
}
