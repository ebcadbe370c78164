// What a mapping may say, and what each of its words does to a file.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonValue } from '#lib/canonical-json';
import { Refusal } from '#register';
import { readMapping } from './mapping.ts';
import { sampleRegister, take } from './sample-register.ts';

const people = sampleRegister([
  { name: 'number' },
  { name: 'name' },
  { name: 'kind', codes: ['a', 'b'] },
  { name: 'amount', type: 'decimal' },
  { name: 'day', type: 'date' },
]);

function taken(file: string, mapping: JsonValue) {
  return take(file, people, { mapping: readMapping(mapping) });
}

test('a mapping that is wrong is refused with its path and what is wanted', () => {
  const wrong: readonly (readonly [JsonValue, string])[] = [
    [[], 'mapping'],
    [{ colour: 1 }, 'mapping.colour'],
    [{ headerRow: 1.5 }, 'mapping.headerRow'],
    [{ headerRow: -1 }, 'mapping.headerRow'],
    [{ delimiter: ';;' }, 'mapping.delimiter'],
    [{ decimal: "'" }, 'mapping.decimal'],
    [{ dateFormat: 'dd' }, 'mapping.dateFormat'],
    [{ empty: [1] }, 'mapping.empty[0]'],
    [{ fields: { name: 3 } }, 'mapping.fields.name'],
    [{ fields: { name: { form: 'x' } } }, 'mapping.fields.name.form'],
    [{ fields: { name: { from: 'x', value: 'y' } } }, 'mapping.fields.name'],
    [{ fields: { name: { from: 'x', times: '-1' } } }, 'mapping.fields.name.times'],
    [{ unpivot: { columns: ['a'], name: 'b' } }, 'mapping.unpivot.value'],
    [{ withdraw: { field: 'a' } }, 'mapping.withdraw.equals'],
    [{ succeed: { field: 'a', how: 'eaten' } }, 'mapping.succeed.how'],
    [{ succeed: { how: 'merged' } }, 'mapping.succeed.field'],
  ];
  for (const [mapping, path] of wrong) {
    assert.throws(
      () => readMapping(mapping),
      (refusal: unknown) => {
        assert.ok(refusal instanceof Refusal);
        assert.equal(refusal.code, 'intake/bad-mapping');
        assert.equal(refusal.facts['path'], path);
        return true;
      },
    );
  }
});

test('a mapping gives a field its column, several columns joined, a fixed value, or nothing', async () => {
  const { drafts } = await taken('Nr,First,Last,kind,name\n1,ຄຳ,ແກ້ວ,a,x\n', {
    fields: { number: 'Nr', name: { join: ['First', 'Last'] }, kind: null, amount: { value: '5' } },
  });
  assert.deepEqual(drafts[0]?.given, { number: '1', name: 'ຄຳ ແກ້ວ', amount: '5' });
});

test('codes of the mapping are put in place before the value is read', async () => {
  const { drafts, wrong } = await taken('number,kind\n1,ກ\n2, ຂ \n3,ຄ\n', {
    fields: { kind: { from: 'kind', codes: { ກ: 'a', ຂ: 'b' } } },
  });
  assert.deepEqual(
    drafts.map(draft => draft.given['kind']),
    ['a', 'b', undefined],
  );
  assert.deepEqual(wrong, ['4 kind code/unknown']);
});

test('texts that mean nothing are empty', async () => {
  const { drafts } = await taken('number,name,amount\n1,(blank),-\n', { empty: ['(blank)', '-'] });
  assert.deepEqual(drafts[0]?.given, { number: '1', name: null, amount: null });
});

test('the decimal mark and the order of a date decide what is said twice', async () => {
  const file = 'number;amount;day\n1;1,234;03/04/2024\n';
  const guessed = await taken(file, {});
  assert.deepEqual(guessed.wrong, ['2 amount number/ambiguous']);
  assert.equal(guessed.drafts[0]?.given['day'], '2024-04-03');
  const told = await taken(file, { decimal: ',', dateFormat: 'm/d/y' });
  assert.deepEqual(told.drafts[0]?.given, { number: '1', amount: '1.234', day: '2024-03-04' });
});

test('numbers are multiplied by the factor of the mapping without rounding', async () => {
  const { drafts } = await taken('number,amount\n1,0.1\n2,9007199254740993\n', {
    fields: { amount: { from: 'amount', times: '0.001' } },
  });
  assert.deepEqual(
    drafts.map(draft => draft.given['amount']),
    ['0.0001', '9007199254740.993'],
  );
});

test('columns become rows, their headers a field, and empty cells make none', async () => {
  const { drafts, ofFile, wrong } = await taken('number,2019,2020,2021,note\na,1,,x\nb,,4,5\n', {
    fields: { name: { value: 'n' } },
    unpivot: { columns: ['2019..2021'], name: 'day', value: 'amount' },
  });
  assert.deepEqual(
    drafts.map(({ row, given }) => [row, given['number'], given['day'], given['amount']]),
    [
      [2, 'a', '2019', '1'],
      [2, 'a', '2021', undefined],
      [3, 'b', '2020', '4'],
      [3, 'b', '2021', '5'],
    ],
  );
  assert.deepEqual(wrong, ['2 amount number/unreadable']);
  assert.deepEqual(ofFile, ['1 note column/unknown']);
});

test('a mistake beside the columns that become rows is said once', async () => {
  const { wrong, drafts } = await taken('number,kind,2019,2020\na,z,1,2\n', {
    unpivot: { columns: ['2019', '2020'], name: 'day', value: 'amount' },
  });
  assert.deepEqual(wrong, ['2 kind code/unknown']);
  assert.equal(drafts.length, 1);
});

test('rows that say so withdraw their key, and nothing else of them is judged', async () => {
  const { drafts, wrong } = await taken('number,amount,status\n1,x,withdrawn\n2,3,active\n', {
    withdraw: { field: 'status', equals: 'withdrawn' },
  });
  assert.deepEqual(
    drafts.map(({ key, withdraw, given }) => [key, withdraw, given]),
    [
      ['1', true, { number: '1' }],
      ['2', false, { number: '2', amount: '3' }],
    ],
  );
  assert.deepEqual(wrong, []);
});

test('a header or field that is not there is refused, with what there is', async () => {
  await assert.rejects(taken('number,name\n1,a\n', { fields: { name: 'Nom' } }), (refusal: unknown) => {
    assert.ok(refusal instanceof Refusal);
    assert.equal(refusal.code, 'intake/no-such-column');
    assert.match(refusal.words.en, /"Nom".*number, name/);
    return true;
  });
  await assert.rejects(taken('number\n1\n', { fields: { nom: 'number' } }), { code: 'intake/no-such-field' });
  await assert.rejects(taken('number\n1\n', { unpivot: { columns: ['1'], name: 'x', value: 'name' } }), {
    code: 'intake/no-such-field',
  });
});

test('a header row is taken at its word, and looked for where it gives nothing', async () => {
  const file = 'number,name\nx,y\nname,number\n1,2\n';
  assert.deepEqual((await taken(file, { headerRow: 3 })).drafts[0]?.given, { number: '2', name: '1' });
  assert.equal((await taken(file, { headerRow: 2 })).drafts.length, 3);
});

test('without a header columns are named by letters', async () => {
  const { drafts } = await taken('1,a,3\n2,b,4\n', { headerRow: 0, fields: { number: 'A', name: 'C' } });
  assert.deepEqual(
    drafts.map(draft => draft.given),
    [
      { number: '1', name: '3' },
      { number: '2', name: '4' },
    ],
  );
});

test('a row that names what takes its place withdraws its key and keeps nothing but key and day', async () => {
  const dated = sampleRegister([{ name: 'number' }, { name: 'name' }, { name: 'day', type: 'date' }], {
    validFrom: 'day',
  });
  const mapping = readMapping({ succeed: { field: 'new', how: 'split' } });
  const file = 'number,name,day,new\n1,ຄຳ,2026-01-01,2; 3 ;2\n2,ແກ້ວ,,\n';
  const { drafts, wrong, ofFile } = await take(file, dated, { mapping });
  const [first, second] = drafts;
  assert.deepEqual([first?.withdraw, first?.given], [true, { number: '1', day: '2026-01-01' }]);
  assert.deepEqual(first?.succeeded, { to: ['2', '3'], how: 'split' });
  assert.deepEqual([second?.withdraw, second?.succeeded, second?.given['name']], [false, undefined, 'ແກ້ວ']);
  assert.deepEqual([wrong, ofFile], [[], []]);
});

test('one key takes the place of a renumbered or merged one, at least two that of a divided one', async () => {
  const find = async (how: string, to: string) =>
    (await taken(`number,new\n1,${to}\n`, { succeed: { field: 'new', how } })).wrong;
  assert.deepEqual(await find('renumbered', '2'), []);
  assert.deepEqual(await find('merged', '2;3'), ['2 new successor/one']);
  assert.deepEqual(await find('split', '2'), ['2 new successor/several']);
});

test('a successor column that the file does not have is refused', async () => {
  await assert.rejects(taken('number,name\n1,a\n', { succeed: { field: 'new', how: 'merged' } }), {
    code: 'intake/no-such-column',
  });
});
