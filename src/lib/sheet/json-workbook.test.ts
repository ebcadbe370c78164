// JSON Lines, JSON arrays and GeoJSON as tables: nothing is rounded, nothing flattened, and damage is told with its row.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemOf, readSample } from './sample-file.ts';

async function rowsOf(content: string) {
  const { sheets } = await readSample(content);
  return sheets[0]?.rows ?? [];
}

test('an object a line is JSON Lines, each row with its names', async () => {
  const file = await readSample('{"a":1,"b":"x"}\n\n{"b":null,"c":true}\r\n');
  assert.equal(file.format, 'jsonl');
  assert.deepEqual(file.sheets[0]?.rows, [
    {
      number: 1,
      names: ['a', 'b'],
      texts: ['1', 'x'],
      cells: [
        { text: '1', kind: 'number', value: 1 },
        { text: 'x', kind: 'text', value: 'x' },
      ],
    },
    {
      number: 3,
      names: ['b', 'c'],
      texts: ['', 'true'],
      cells: [
        { text: '', kind: 'empty', value: null },
        { text: 'true', kind: 'boolean', value: true },
      ],
    },
  ]);
});

test('an array a line is JSON Lines without names, and one line is enough', async () => {
  assert.deepEqual(
    (await rowsOf('[1,"a"]\n[2,"b"]\n')).map(row => [row.names, row.texts]),
    [
      [undefined, ['1', 'a']],
      [undefined, ['2', 'b']],
    ],
  );
  assert.equal((await readSample('{"a":1}')).format, 'jsonl');
  assert.equal((await readSample('[1,2]')).format, 'jsonl');
  assert.equal((await readSample('\x1e{"a":1}\n\x1e{"a":2}\n')).texts.length, 2);
});

test('numbers keep every digit, and become a float only where that changes nothing', async () => {
  const literals = [
    '9007199254740993',
    '0.1',
    '1.50',
    '1e3',
    '-2.5E-3',
    '123456789.123456789123',
    '1e400',
    '-0',
    '12345678901234567890',
  ];
  const [row] = await rowsOf(`{${literals.map((literal, at) => `"n${at}":${literal}`).join(',')}}`);
  assert.deepEqual(row?.texts, [
    '9007199254740993',
    '0.1',
    '1.50',
    '1000',
    '-0.0025',
    '123456789.123456789123',
    `1${'0'.repeat(400)}`,
    '-0',
    '12345678901234567890',
  ]);
  assert.deepEqual(
    row?.cells?.map(cell => cell.value),
    ['9007199254740993', 0.1, 1.5, 1000, -0.0025, '123456789.123456789123', '1e400', -0, '12345678901234567890'],
  );
});

test('a nested value is one cell: its source as text, its value as JSON has it', async () => {
  const [row] = await rowsOf('{"a":{"id":9007199254740993,"x":[1.25,{"y":102.61234567890123456}]},"b":[]}');
  assert.deepEqual(row?.texts, ['{"id":9007199254740993,"x":[1.25,{"y":102.61234567890123456}]}', '[]']);
  assert.deepEqual(row?.cells?.[0]?.value, { id: '9007199254740993', x: [1.25, { y: 102.61234567890124 }] });
});

test('__proto__ is a name like others', async () => {
  const [row] = await rowsOf('{"__proto__":{"polluted":1},"constructor":"x","a":{"__proto__":{"polluted":1}}}');
  assert.deepEqual(row?.names, ['__proto__', 'constructor', 'a']);
  assert.equal(Reflect.get({}, 'polluted'), undefined);
});

test('an array of objects is a table, on one line or many, and its rows are numbered by element', async () => {
  for (const content of ['[{"a":1},{"a":2}]', '[\n  {"a": 1},\n  {"a": 2}\n]\n', '[{"a":1},\n{"a":2}]']) {
    const file = await readSample(content);
    assert.equal(file.format, 'json');
    assert.deepEqual(
      file.sheets[0]?.rows.map(row => [row.number, row.texts]),
      [
        [1, ['1']],
        [2, ['2']],
      ],
    );
  }
});

test('an object over several lines is one row', async () => {
  assert.deepEqual(
    (await rowsOf('{\n  "a": 1,\n  "b": {\n "c": 2 }\n}\n')).map(row => row.texts),
    [['1', '{\n "c": 2 }']],
  );
});

const point = '{"type":"Point","coordinates":[102.6,17.97]}';

test('a FeatureCollection gives a row a feature: properties, geometry, and an id of its own', async () => {
  const file = await readSample(
    `{"type":"FeatureCollection","crs":{"a":[{"features":[1]}]},"name":"\\"features\\":[",
      "features":[{"type":"Feature","id":7,"properties":{"name":"ວຽງຈັນ, \\"]}"},"geometry":${point}},
      {"type":"Feature","properties":null,"geometry":null}], "bbox":[1,2,3,4]}`,
  );
  assert.equal(file.format, 'geojson');
  assert.deepEqual(
    file.sheets[0]?.rows.map(row => [row.number, row.names, row.texts]),
    [
      [1, ['name', 'geometry', 'id'], ['ວຽງຈັນ, "]}', point, '7']],
      [2, ['geometry'], ['']],
    ],
  );
  assert.deepEqual(file.sheets[0]?.rows[0]?.cells?.[1]?.value, { type: 'Point', coordinates: [102.6, 17.97] });
});

test('a feature by itself or a line each is GeoJSON rows too, and an id written twice is told once', async () => {
  const feature = `{"type":"Feature","id":"a","geometry":${point},"properties":{"id":"a","geometry":"x"}}`;
  const names = ['id', 'properties.geometry', 'geometry'];
  assert.deepEqual((await rowsOf(`${feature}\n${feature}\n`))[1]?.names, names);
  assert.deepEqual((await rowsOf(feature.replace('{', '{\n')))[0]?.names, names);
  const differing = feature.replace('"id":"a"', '"id":"b"');
  assert.deepEqual((await rowsOf(`{"type":"FeatureCollection","features":[${differing}]}`))[0]?.names, [
    ...names,
    'feature.id',
  ]);
});

test('a large collection is cut rightly wherever its pieces end', async () => {
  const feature = `{"type":"Feature","properties":{"n":"a\\\\\\"[{,}]b"},"geometry":${point}}`;
  const content = `{"type":"FeatureCollection","features":[${Array(9_000).fill(feature).join(' , ')}]}`;
  const rows = await rowsOf(content);
  assert.equal(rows.length, 9_000);
  assert.ok(rows.every(row => row.texts[0] === 'a\\"[{,}]b' && row.texts[1] === point));
});

test('damage is refused with the row it is in', async () => {
  const cases: [string, string, number][] = [
    ['{"a":1}\n{"a":2\n{"a":3}\n', 'bad-json', 2],
    ['{"a":1}\n{"a":1,"a":2}\n', 'bad-json', 2],
    ['{"a":1}\n{"a":01}\n', 'bad-json', 2],
    ['{"a":1}\n{"a":NaN}\n', 'bad-json', 2],
    ['{"a":1}\n5\n', 'bad-json', 2],
    ['{"a":"x\ty"}\n', 'bad-json', 1],
    ['{"a":1', 'bad-json', 1],
    ['{"a":1}\n{"a":{"b":{"c":1,"c":2}}}', 'bad-json', 2],
    ['[{"a":1},{"a":2},]', 'bad-json', 3],
    ['[{"a":1},{"a" 2}]', 'bad-json', 2],
    ['[{"a":1},{"a":2}', 'bad-json', 2],
    ['[{"a":1}] x', 'bad-json', 2],
    [`{"type":"FeatureCollection","features":[{"type":"Feature"}]}`, 'bad-json', 1],
    [
      `{"type":"FeatureCollection","type":"x","features":[{"type":"Feature","properties":{},"geometry":null}]}`,
      'bad-json',
      2,
    ],
    ['{"a":1}\n{"a":"\\ud800"}\n', 'lone-surrogate', 2],
    [`{"a":1}\n{"a":${'['.repeat(70)}${']'.repeat(70)}}\n`, 'json-too-deep', 2],
    [`[{"a":1},${'['.repeat(100_000)}${']'.repeat(100_000)}]`, 'json-too-deep', 2],
  ];
  for (const [content, code, row] of cases) {
    const problem = await problemOf(content);
    assert.deepEqual([problem?.code, problem?.row], [code, row], content.slice(0, 60));
  }
});

test('text that only begins like JSON is a CSV', async () => {
  for (const content of ['{+url}-metadata.json\ncsv-metadata.json\n', '[id],name\n1,x\n', '{id},"name"\n1,x\n']) {
    assert.equal((await readSample(content)).format, 'csv', content);
  }
});

test('a NUL in a string is removed and noted', async () => {
  const file = await readSample('{"a":"x\\u0000y","b":["\\u0000"]}');
  assert.deepEqual(file.texts, [['xy', '["\\u0000"]']]);
  assert.deepEqual(file.sheets[0]?.rows[0]?.cells?.[1]?.value, ['']);
  assert.deepEqual(file.notes, [{ code: 'nul-removed' }]);
});
