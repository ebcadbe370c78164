// Files that nobody in the project wrote, from the folder beside the checkout. Skipped where it is absent.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { readMapping } from './mapping.ts';
import { sampleRegister, sharedFolder, take } from './sample-register.ts';

const folder = new URL('data/', sharedFolder);
const skip = existsSync(folder) ? false : 'the folder of real data is not beside the checkout';

function file(path: string): Uint8Array {
  const bytes = readFileSync(new URL(path, folder));
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

test('Lao power plants: "2,300" is read with a note, and two plants share a key that is not judged here', {
  skip,
}, async () => {
  const register = sampleRegister([
    { name: 'id', aliases: ['Power Plant ID'] },
    { name: 'Name' },
    { name: 'capacity', type: 'number', title: { lo: 'ກຳລັງຕິດຕັ້ງ', en: 'Capacity' }, unit: 'MW' },
    { name: 'generation', type: 'decimal', aliases: ['Annual Generation (GWh)'] },
    { name: 'commissioned', type: 'date', aliases: ['Commissioning Date'] },
  ]);
  const mapping = readMapping({ decimal: '.' });
  const { drafts, wrong } = await take(file('registers/laos-power-plants-wri.csv'), register, { mapping });
  assert.equal(drafts.length, 25);
  assert.equal(drafts[1]?.given['generation'], '2300');
  assert.equal(drafts[1]?.key, drafts[2]?.key);
  assert.ok(wrong.includes('3 generation number/grouping'));
  const guessed = await take(file('registers/laos-power-plants-wri.csv'), register);
  assert.ok(guessed.wrong.includes('3 generation number/ambiguous'));
});

test('government domains: "(blank)" is an empty cell when the mapping says so', { skip }, async () => {
  const register = sampleRegister([
    { name: 'domain', aliases: ['Domain name'] },
    { name: 'email', as: 'e-mail', aliases: ['Security contact email'] },
  ]);
  const bytes = file('registers/dotgov-domains-current-full.csv');
  const mapped = await take(bytes, register, { mapping: readMapping({ empty: ['(blank)'] }) });
  assert.deepEqual([mapped.drafts.length, mapped.wrong], [16_539, []]);
  const plain = await take(bytes, register);
  const blank = plain.drafts.flatMap(draft => draft.findings).filter(finding => finding.given === '(blank)');
  assert.ok(blank.length > 0 && blank.every(finding => finding.code === 'e-mail/unreadable'));
});

test('assignments of addresses: stray spaces are notes, and the 90 rows without an address block', {
  skip,
}, async () => {
  const register = sampleRegister([
    { name: 'Assignment' },
    { name: 'Organization Name' },
    { name: 'Organization Address', constraints: { required: true } },
  ]);
  const { intake } = await take(file('registers/ieee-oui.csv.gz'), register);
  assert.equal(intake.summary.rows, 32_530);
  assert.equal(intake.summary.blocked, 90);
  assert.equal(intake.summary.findings['value/required'], 90);
  assert.ok((intake.summary.findings['value/trimmed'] ?? 0) > 32_000);
});

test('an indicator file with four lines above its header and a column a year becomes observations', {
  skip,
}, async () => {
  const register = sampleRegister(
    [
      { name: 'country', title: { lo: 'ປະເທດ', en: 'Country Code' } },
      { name: 'indicator', title: { lo: 'ຕົວຊີ້ວັດ', en: 'Indicator Code' } },
      { name: 'year', type: 'date' },
      { name: 'value', type: 'decimal' },
    ],
    {},
    { primaryKey: ['country', 'indicator', 'year'] },
  );
  const mapping = readMapping({ unpivot: { columns: ['1960..2020'], name: 'year', value: 'value' } });
  const { drafts, ofFile, wrong, intake } = await take(
    file('indicators/wdi-urban-development-raw-2021.csv.gz'),
    register,
    {
      mapping,
    },
  );
  assert.deepEqual(wrong, []);
  assert.equal(drafts[0]?.key, 'ABW~SP.URB.TOTL.IN.ZS~1960');
  assert.equal(drafts[0]?.given['value'], '50.776');
  assert.equal(new Set(drafts.map(draft => draft.key)).size, drafts.length);
  assert.deepEqual(ofFile, [
    '1 null row/left-out',
    '3 null row/left-out',
    '5 Country Name column/unknown',
    '5 Indicator Name column/unknown',
  ]);
  assert.equal(intake.mapping.headerRow, 5);
});

test('budget classifications, customs codes and contracts come in whole', { skip }, async () => {
  const cofog = sampleRegister([{ name: 'code' }, { name: 'title', aliases: ['Description_EN'] }]);
  assert.deepEqual((await take(file('finance/cofog.csv'), cofog)).wrong, []);
  const customs = sampleRegister([
    { name: 'hscode' },
    { name: 'description' },
    { name: 'parent' },
    { name: 'level', type: 'integer' },
  ]);
  const codes = await take(file('finance/harmonized-system.csv'), customs);
  assert.deepEqual([codes.drafts.length, codes.intake.summary.blocked, codes.intake.summary.leftOut], [6940, 0, 0]);
  const contracts = sampleRegister([
    { name: 'Contract ID' },
    { name: 'Date of Award', type: 'date' },
    { name: 'value', type: 'decimal', aliases: ['Total value of Contract'] },
    { name: 'Contract Awarded', type: 'boolean' },
  ]);
  const taken = await take(file('finance/us-government-contracts.csv.gz'), contracts);
  assert.equal(taken.drafts.length, 6422);
  assert.equal(taken.drafts[0]?.given['Date of Award'], '2006-09-29');
  assert.ok(taken.intake.summary.blocked < 20, taken.wrong.slice(0, 30).join('\n'));
});

test('parcels of land come in with their boundaries', { skip }, async () => {
  const register = sampleRegister([
    { name: 'id' },
    { name: 'area', type: 'integer', aliases: ['contenance'] },
    { name: 'boundary', type: 'geometry' },
  ]);
  const { drafts, intake } = await take(file('land/cadastre-91216-parcelles.geojson.gz'), register);
  assert.equal(drafts.length, 4241);
  assert.ok(drafts.every(draft => draft.blocked || typeof draft.given['boundary'] === 'object'));
  assert.ok(intake.summary.blocked < 50, JSON.stringify(intake.summary));
});
