// A plain file on its way to drafts: columns, cells, rows, keys, counts, refusals.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '#register';
import { openIntake } from './intake.ts';
import { readMapping } from './mapping.ts';
import { noReferences, sampleRegister, take } from './sample-register.ts';

const people = sampleRegister([
  { name: 'number', type: 'string', title: { lo: 'ເລກທີ', en: 'Number' }, constraints: { required: true } },
  { name: 'name', type: 'string', title: { lo: 'ຊື່', en: 'Name' }, aliases: ['ຊື່ເຕັມ'], constraints: { required: true } },
  { name: 'age', type: 'integer', title: { lo: 'ອາຍຸ', en: 'Age' } },
]);

test('a row of a CSV becomes a draft with its key, its values by field and its row', async () => {
  const { drafts } = await take('number,name,age\r\nA 1,ຄຳ,30\r\nB2,ນາງ ບົວ,\r\n', people);
  assert.deepEqual(drafts, [
    {
      sheet: null,
      row: 2,
      key: 'A%201',
      given: { number: 'A 1', name: 'ຄຳ', age: '30' },
      withdraw: false,
      findings: [],
      blocked: false,
      pending: [],
    },
    {
      sheet: null,
      row: 3,
      key: 'B2',
      given: { number: 'B2', name: 'ນາງ ບົວ', age: null },
      withdraw: false,
      findings: [],
      blocked: false,
      pending: [],
    },
  ]);
});

test('an empty cell clears its field, an absent column leaves it out', async () => {
  const { drafts } = await take('number,name\n1,a\n', people);
  assert.equal('age' in (drafts[0]?.given ?? {}), false);
  const cleared = await take('number,name,age\n1,a,\n', people);
  assert.equal(cleared.drafts[0]?.given['age'], null);
});

test('a header may be the name, its other case, a title, an alias, with marks and units about it', async () => {
  for (const header of ['number,name', 'NUMBER,Name', 'ເລກທີ,ຊື່', 'Number:, Name *', 'ເລກທີ,ຊື່ເຕັມ', 'ເລກ ທີ,ຊື່ (ລາວ)']) {
    const { drafts, ofFile } = await take(`${header}\n7,ແກ້ວ\n`, people);
    assert.deepEqual(drafts[0]?.given, { number: '7', name: 'ແກ້ວ' }, header);
    assert.deepEqual(ofFile, [], header);
  }
});

test('an unknown column is noted once, not for each row', async () => {
  const { ofFile, wrong, intake } = await take('number,name,colour\n1,a,red\n2,b,blue\n', people);
  assert.deepEqual(ofFile, ['1 colour column/unknown']);
  assert.deepEqual(wrong, []);
  assert.deepEqual(intake.summary.findings, { 'column/unknown': 1 });
});

test('a repeated header blocks, once', async () => {
  const { ofFile, intake } = await take('number,name,Name\n1,a,b\n2,c,d\n', people);
  assert.deepEqual(ofFile, ['1 Name column/repeated']);
  assert.equal(intake.fileFindings[0]?.blocks, true);
});

test('a column without header is noted once something stands in it', async () => {
  assert.deepEqual((await take('number,name,\n1,a,\n', people)).ofFile, []);
  assert.deepEqual((await take('number,name,\n1,a,\n2,b,x\n3,c,y\n', people)).ofFile, ['3 C column/unnamed']);
});

test('an absent key or required column blocks once, and rows are not blamed for it', async () => {
  const { ofFile, wrong, drafts } = await take('name,age\na,1\nb,2\n', people);
  assert.deepEqual(ofFile, ['1 number column/absent']);
  assert.deepEqual(wrong, []);
  assert.equal(drafts[0]?.key, null);
  const partial = await take('number,age\n1,1\n', people, { partial: true });
  assert.deepEqual(partial.ofFile, []);
});

test('a bad cell is a finding at its row and field, with what was given', async () => {
  const { drafts, wrong, intake } = await take('number,name,age\n1,,x\n2,b,3\n', people);
  assert.deepEqual(wrong, ['2 name value/required', '2 age number/unreadable']);
  assert.equal(drafts[0]?.findings[1]?.given, 'x');
  assert.deepEqual([drafts[0]?.blocked, drafts[1]?.blocked], [true, false]);
  assert.deepEqual(intake.summary, {
    rows: 2,
    leftOut: 0,
    blocked: 1,
    findings: { 'value/required': 1, 'number/unreadable': 1 },
  });
});

test('a row with a finding in its key has no key', async () => {
  const { drafts, wrong } = await take('number,name\n ,a\n', people);
  assert.deepEqual(wrong, ['2 number value/required']);
  assert.equal(drafts[0]?.key, null);
});

test('cells missing at the end are empty, cells too many are a ragged row', async () => {
  const { drafts, wrong } = await take('number,name,age\n1,a\n2,b,3,\n3,c,4,boo\n', people);
  assert.deepEqual(drafts[0]?.given, { number: '1', name: 'a', age: null });
  assert.equal(drafts[1]?.blocked, false);
  assert.deepEqual(wrong, ['4 null row/ragged']);
  assert.equal(drafts[2]?.key, null);
});

test('notes are listed and block nothing', async () => {
  const { drafts, wrong } = await take('number,name,age\n1, a ,"1,500"\n', people);
  assert.deepEqual(wrong, ['2 name value/trimmed', '2 age number/grouping']);
  assert.deepEqual(drafts[0]?.given, { number: '1', name: 'a', age: '1500' });
  assert.equal(drafts[0]?.blocked, false);
});

test('a header without rows is noted', async () => {
  assert.deepEqual((await take('number,name\n', people)).ofFile, ['null null file/no-rows']);
});

test('twenty thousand bad rows are all counted and a thousand kept, those that block first', async () => {
  const rows = Array.from({ length: 20_000 }, (_, at) => ` ${at},b,x`).join('\n');
  const intake = await openIntake({ bytes: Buffer.from(`number,name,age\n${rows}\n`) }, people, {
    references: noReferences,
  });
  let blocked = 0;
  let largest = 0;
  for await (const batch of intake.drafts()) {
    blocked += batch.filter(draft => draft.blocked).length;
    largest = Math.max(largest, batch.length);
  }
  assert.equal(blocked, 20_000);
  assert.equal(largest, 1000);
  assert.deepEqual(intake.summary.findings, { 'value/trimmed': 20_000, 'number/unreadable': 20_000 });
  assert.equal(intake.findings.length, 1001);
  assert.equal(intake.findings[999]?.code, 'number/unreadable');
  assert.match(intake.findings[1000]?.wanted.en ?? '', /^39000 more/);
  await intake.close();
});

test('a second reading gives the same and counts anew', async () => {
  const intake = await openIntake({ bytes: Buffer.from('number,name\n1,\n') }, people, { references: noReferences });
  const once = await Array.fromAsync(intake.drafts());
  const first = intake.summary;
  assert.deepEqual(await Array.fromAsync(intake.drafts()), once);
  assert.deepEqual(intake.summary, first);
  await intake.close();
});

test('the mapping that was used can be given again', async () => {
  const file = 'ເລກທີ;ຊື່\n1;a\n';
  const { intake, drafts } = await take(file, people);
  assert.deepEqual(intake.mapping, { headerRow: 1, delimiter: ';', fields: { number: 'ເລກທີ', name: 'ຊື່' } });
  const again = await take(file, people, { mapping: readMapping(JSON.parse(JSON.stringify(intake.mapping))) });
  assert.deepEqual(again.drafts, drafts);
});

test('keys that are assigned later are null, unless the file states them', async () => {
  const letters = sampleRegister([{ name: 'title', type: 'string' }], { key: { series: 'L-', digits: 4 } });
  assert.equal((await take('title\na\n', letters)).drafts[0]?.key, null);
  const { drafts } = await take('key,title\nL-0007,a\n,b\n', letters);
  assert.deepEqual(
    drafts.map(draft => draft.key),
    ['L-0007', null],
  );
});

test('a file without a header of the register is refused with the columns wanted', async () => {
  await assert.rejects(take('1,2,3\n4,5,6\n', people), (refusal: unknown) => {
    assert.ok(refusal instanceof Refusal);
    assert.equal(refusal.code, 'intake/no-header');
    assert.match(refusal.words.lo, /ເລກທີ, ຊື່, ອາຍຸ/);
    assert.match(refusal.words.en, /Number, Name, Age/);
    return true;
  });
});

test('a line above the table with one word of the register in it is no header', async () => {
  await assert.rejects(take('Name:,Vientiane\n\nfoo,bar\n1,2\n', people), { code: 'intake/no-header' });
  assert.equal((await take('number\n1\n', people)).drafts[0]?.key, '1');
});

test('a quote left open is refused with its row, before or while drafts are read', async () => {
  const rows = 'x,y\n'.repeat(200_000);
  for (const file of ['number,name\n1,"a\n2,b\n', `number,name\n${rows}1,"a\n2,b\n`]) {
    await assert.rejects(take(file, people), (refusal: unknown) => {
      assert.ok(refusal instanceof Refusal);
      assert.equal(refusal.code, 'intake/unclosed-quote');
      assert.match(refusal.words.lo, /row (2|200002)/);
      return true;
    });
  }
});

test('an object named like the prototype is an unknown name and nothing else', async () => {
  const { drafts, ofFile } = await take('{"number":"1","name":"a","__proto__":{"age":5}}\n', people);
  assert.deepEqual(drafts[0]?.given, { number: '1', name: 'a' });
  assert.deepEqual(ofFile, ['null __proto__ column/unknown']);
});
