// Laws of JSON: what is written is what is read, and no damage gives anything but rows or a SheetProblem.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { problemOf, readSample } from './sample-file.ts';
import { exactNumber, type JsonObject, writeGeoJson, writeJsonLines } from './write-json.ts';

const text = fc.string({ unit: 'binary', maxLength: 8 }).filter(value => value.isWellFormed() && !value.includes('\0'));
const value = fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null));
const object = fc.array(fc.tuple(text, value), { maxLength: 5 }).map(pairs => {
  const made: Record<string, unknown> = Object.create(null);
  for (const [name, given] of pairs) made[name] = given;
  return made;
});

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(pieces));
}

test('JSON Lines are read back name by name and value by value', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(object, { minLength: 1, maxLength: 5 }), async objects => {
      const { sheets } = await readSample(await bytesOf(writeJsonLines(objects)));
      const read = sheets[0]?.rows.map(row => (row.cells ?? []).map((cell, at) => [row.names?.[at], cell.value])) ?? [];
      assert.deepEqual(
        read,
        objects.map(made => Object.entries(made).map(([name, given]) => [name, Object.is(given, -0) ? 0 : given])),
      );
    }),
    { numRuns: 200 },
  );
});

test('GeoJSON is read back feature by feature', async () => {
  const features = [
    {
      id: 'x',
      geometry: { type: 'Point', coordinates: [102.6, 17.97] },
      properties: { name: 'ບ້ານ', area: exactNumber('9007199254740993.5') },
    },
    { geometry: null, properties: {} },
  ];
  const file = await readSample(await bytesOf(writeGeoJson(features)));
  assert.equal(file.format, 'geojson');
  assert.deepEqual(file.texts, [
    ['ບ້ານ', '9007199254740993.5', '{"type":"Point","coordinates":[102.6,17.97]}', 'x'],
    [''],
  ]);
  assert.equal((await bytesOf(writeGeoJson([]))).toString(), '{"type":"FeatureCollection","features":[\n\n]}\n');
});

test('half a surrogate pair is refused rather than written as an escape, a backslash before ud800 is not one', async () => {
  await assert.rejects(bytesOf(writeJsonLines([{ a: 1 }, { a: '\ud800' }])), { code: 'lone-surrogate', row: 2 });
  const harmless: JsonObject[] = [{ a: '\\ud800' }];
  assert.deepEqual((await readSample(await bytesOf(writeJsonLines(harmless)))).texts, [['\\ud800']]);
});

test('a number that JSON does not know is refused', () => {
  for (const given of ['NaN', '01', '1.', '+1', '']) assert.throws(() => exactNumber(given), SyntaxError);
});

const damaged = [
  '{"a":1,"b":"ລາວ\\n"}\n{"a":[1,2,{"c":null}]}\n',
  '[{"a":1,"b":"x"},{"a":-2.5e3}]',
  '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[1,2]}}]}',
];

test('a valid file cut short or with a byte changed gives rows or a SheetProblem', async () => {
  for (const content of damaged) {
    const bytes = Buffer.from(content);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), fc.boolean(), async (at, byte, isCut) => {
        const changed = Buffer.from(bytes);
        changed[at] = byte;
        await problemOf(isCut ? bytes.subarray(0, at) : changed);
      }),
      { numRuns: 200 },
    );
  }
});
