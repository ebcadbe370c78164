// Texts that must name a record of a register.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listReader, sampleRegister, take } from './sample-register.ts';

const offices = sampleRegister(
  [
    { name: 'code' },
    { name: 'place', as: 'jurisdiction' },
    { name: 'line', as: 'organisation' },
    { name: 'parent' },
    { name: 'law' },
  ],
  {},
  {
    foreignKeys: [
      { fields: ['parent'], reference: { fields: ['code'] } },
      { fields: ['law'], reference: { resource: 'legal-act', fields: ['number'] } },
    ],
  },
);

function reader() {
  return listReader({
    jurisdiction: [
      ['01', 'ນະຄອນຫຼວງວຽງຈັນ'],
      ['10', 'ແຂວງວຽງຈັນ'],
      ['05', 'ແຂວງບໍ່ແກ້ວ'],
    ],
    organisation: [['mtc', 'ກະຊວງເຕັກໂນໂລຊີ ແລະ ການສື່ສານ']],
    sample: [['a', 'ກ']],
    'legal-act': [['65', 'ກົດໝາຍ']],
  });
}

test('a reference is kept as the key, whether the file gives the key or the name', async () => {
  const { drafts, wrong } = await take('code,place\nx,05\ny,ບໍ່ແກ້ວ\n', offices, { references: reader() });
  assert.deepEqual(
    drafts.map(draft => draft.given['place']),
    ['05', '05'],
  );
  assert.deepEqual(wrong, ['3 place reference/by-name']);
  assert.equal(drafts[1]?.blocked, false);
});

test('what is not found, near to something, or names two is a finding that blocks', async () => {
  const file = 'code,place\nx,ໂຕກຽວ\ny,ບໍ່ແກວ\nz,ວຽງຈັນ\n';
  const { drafts, wrong } = await take(file, offices, { references: reader() });
  assert.deepEqual(wrong, ['2 place reference/absent', '3 place reference/suggested', '4 place reference/ambiguous']);
  assert.match(drafts[2]?.findings[0]?.wanted.en ?? '', /01, 10/);
  assert.match(drafts[1]?.findings[0]?.wanted.lo ?? '', /ແຂວງບໍ່ແກ້ວ/);
  assert.ok(drafts.every(draft => draft.blocked));
});

test('each kind of reference is looked up in its own register', async () => {
  const references = reader();
  const { wrong } = await take('code,place,line,parent,law\nx,05,mtc,a,65\n', offices, { references });
  assert.deepEqual(wrong, []);
  assert.deepEqual(references.asked, [['05'], ['mtc'], ['a'], ['65']]);
});

test('a text is looked up once, however often it stands in the file', async () => {
  const references = reader();
  const rows = Array.from({ length: 2500 }, (_, at) => `k${at},${at % 2 === 0 ? '05' : 'ບໍ່ແກ້ວ'}`);
  await take(`code,place\n${rows.join('\n')}\n`, offices, { references });
  assert.deepEqual(references.asked, [['05', 'ບໍ່ແກ້ວ']]);
});

test('an unknown key of the same register waits for the proposal', async () => {
  const { drafts, wrong } = await take('code,parent\nx,y\ny,a\n', offices, { references: reader() });
  assert.deepEqual(wrong, []);
  assert.deepEqual(drafts[0]?.pending, [{ field: 'parent', register: 'sample', key: 'y' }]);
  assert.deepEqual(drafts[1]?.pending, []);
});

test('a withdrawn record cannot be referred to', async () => {
  const references = { resolve: async () => new Map([['05', { found: '05', by: 'key' as const, withdrawn: true }]]) };
  const { wrong } = await take('code,place\nx,05\n', offices, { references });
  assert.deepEqual(wrong, ['2 place reference/withdrawn']);
});

test('a key made of a reference is made of the key that was found', async () => {
  const register = sampleRegister(
    [{ name: 'place', as: 'jurisdiction' }, { name: 'year' }],
    {},
    { primaryKey: ['place', 'year'] },
  );
  const { drafts } = await take('place,year\nບໍ່ແກ້ວ,2024\nໂຕກຽວ,2024\n', register, { references: reader() });
  assert.deepEqual(
    drafts.map(draft => draft.key),
    ['05~2024', null],
  );
});

test('each part of a list that refers is looked up', async () => {
  const register = sampleRegister([
    { name: 'code' },
    { name: 'places', type: 'list', codes: { register: 'jurisdiction' } },
  ]);
  const { drafts, wrong } = await take('code,places\nx,05; ນະຄອນຫຼວງວຽງຈັນ; ໂຕກຽວ\n', register, {
    references: listReader({
      jurisdiction: [
        ['05', 'ບໍ່ແກ້ວ'],
        ['01', 'ນະຄອນຫຼວງວຽງຈັນ'],
      ],
    }),
  });
  assert.deepEqual(drafts[0]?.given['places'], ['05', '01', 'ໂຕກຽວ']);
  assert.deepEqual(wrong, ['2 places reference/by-name', '2 places reference/absent']);
});
