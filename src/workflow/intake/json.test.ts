// Rows that are objects: JSON lines and GeoJSON.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleRegister, take } from './sample-register.ts';

const things = sampleRegister([
  { name: 'id' },
  { name: 'text' },
  { name: 'size', type: 'integer' },
  { name: 'share', type: 'decimal' },
  { name: 'tags', type: 'list' },
  { name: 'shape', type: 'geometry' },
]);

test('JSON lines give values by name; an absent name leaves its field, null clears it', async () => {
  const { drafts, wrong } = await take('{"id":"a","size":3,"tags":["x","y"]}\n{"text":null,"id":"b"}\n', things);
  assert.deepEqual(
    drafts.map(({ row, key, given }) => [row, key, given]),
    [
      [1, 'a', { id: 'a', size: '3', tags: ['x', 'y'] }],
      [2, 'b', { id: 'b', text: null }],
    ],
  );
  assert.deepEqual(wrong, []);
});

test('numbers of JSON keep every digit', async () => {
  const { drafts } = await take('{"id":1,"size":9007199254740993,"share":1.10}\n', things);
  assert.deepEqual(drafts[0]?.given, { id: '1', size: '9007199254740993', share: '1.1' });
});

test('a number with a point is a decimal and never grouped digits', async () => {
  const { wrong } = await take('{"id":1,"size":1.500}\n', things);
  assert.deepEqual(wrong, ['1 size number/not-whole']);
});

test('unknown names are noted once, wherever they first turn up', async () => {
  const rows = Array.from({ length: 20_000 }, (_, at) => `{"id":"${at}","colour":1${at > 19_000 ? ',"late":2' : ''}}`);
  const { ofFile } = await take(rows.join('\n'), things);
  assert.deepEqual(ofFile, ['null colour column/unknown', '19002 late column/unknown']);
});

test('a field that turns up late is read from there on', async () => {
  const rows = Array.from({ length: 20_000 }, (_, at) => `{"id":"${at}"${at > 19_000 ? ',"Text":"t"' : ''}}`);
  const { drafts, ofFile } = await take(rows.join('\n'), things);
  assert.deepEqual(ofFile, []);
  assert.deepEqual([drafts[19_000]?.given['text'], drafts[19_001]?.given['text']], [undefined, 't']);
});

test('a row without a required name or without its key is a finding', async () => {
  const register = sampleRegister([{ name: 'id' }, { name: 'text', constraints: { required: true } }]);
  const { wrong } = await take('{"id":"a"}\n{"text":"b"}\n{}\n{"id":"c","text":"d"}\n', register);
  assert.deepEqual(wrong, [
    '1 text value/required',
    '2 id value/required',
    '3 id value/required',
    '3 text value/required',
  ]);
  const partial = await take('{"id":"a"}\n{"id":"c","text":"d"}\n', register, { partial: true });
  assert.deepEqual(partial.wrong, []);
});

test('the geometry of a GeoJSON feature goes to the geometry field, its properties by name', async () => {
  const file = JSON.stringify({
    type: 'FeatureCollection',
    features: [
      { type: 'Feature', properties: { id: 'p', text: 't' }, geometry: { type: 'Point', coordinates: [102.6, 17.97] } },
      { type: 'Feature', properties: { id: 'q' }, geometry: { type: 'Point', coordinates: [17.97, 102.6] } },
    ],
  });
  const { drafts, wrong, ofFile } = await take(file, things);
  assert.deepEqual(drafts[0]?.given, {
    id: 'p',
    text: 't',
    shape: { type: 'Point', coordinates: [102.6, 17.97] },
  });
  assert.deepEqual(wrong, ['2 shape geometry/coordinates-swapped']);
  assert.deepEqual(ofFile, []);
});
