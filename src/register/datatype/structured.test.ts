// Lists, objects and geometries, friendly and hostile.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonValue } from '#lib/canonical-json';
import { outcome } from '../sample-fields.ts';

const list = { type: 'list' };
const object = { type: 'object' };
const geometry = { type: 'geometry' };
const nested = (depth: number): JsonValue => {
  let value: JsonValue = 'x';
  for (let at = 0; at < depth; at++) value = [value];
  return value;
};

test('the parts of a list are divided by semicolons, empty ones left out', () => {
  assert.deepEqual(outcome('a; b ;;c;', list), ['a', 'b', 'c']);
  assert.deepEqual(outcome('["a;b", 1]', list), ['a;b', 1]);
  assert.deepEqual(outcome(['e\u0301'], list), [['é'], 'value/composed']);
  for (const empty of [';', '[]', []]) assert.equal(outcome(empty, list), null);
  for (const wrong of ['[1, 2', 5, true, { a: 1 }]) assert.equal(outcome(wrong, list), 'list/unreadable');
});

test('a list of a field with codes holds codes alone', () => {
  const coded = { type: 'list', codes: [{ value: 'r', lo: 'ແດງ', en: 'Red' }, 'b'] };
  assert.deepEqual(outcome('r;b', coded), ['r', 'b']);
  assert.deepEqual(outcome('ແດງ; b', coded), [['r', 'b'], 'code/by-title']);
  assert.equal(outcome('r; green', coded), 'code/unknown');
  assert.equal(outcome([['r']], coded), 'code/unknown');
});

test('an object is kept whole, hostile names too, as its own members', () => {
  const hostile = '{"__proto__":{"admin":true},"constructor":1,"toString":"x"}';
  const value = outcome(hostile, object) as Record<string, unknown>;
  assert.deepEqual(Object.keys(value).sort(), ['__proto__', 'constructor', 'toString']);
  assert.equal(Object.getPrototypeOf(value), Object.prototype);
  assert.equal((value as { admin?: boolean }).admin, undefined);
});

test('an object is strict JSON: no name twice, no number beyond a double, nothing after it', () => {
  for (const text of ['{"a":1,"a":2}', '{"a":1e400}', '{"a":NaN}', '{"a":1}x', "{'a':1}", '[1]', '"a"', '5', 'null']) {
    assert.equal(outcome(text, object), 'object/unreadable', text);
  }
  assert.equal(outcome({ 'e\u0301': 1, é: 2 }, object), 'object/unreadable');
});

test('what hides in a nested text or name is found', () => {
  assert.equal(outcome({ a: ['\u0000'] }, object), 'value/control-character');
  assert.equal(outcome('{"a":"\\u0000"}', object), 'value/control-character');
  assert.equal(outcome({ '\u202e': 1 }, object), 'value/bidi-override');
  assert.equal(outcome([{ a: '\ud800' }], list), 'value/lone-surrogate');
});

test('nesting has an end, at the same depth for a text and a value', () => {
  assert.notEqual(outcome(nested(32), list), 'value/too-deep');
  assert.equal(outcome(nested(33), list), 'value/too-deep');
  assert.notEqual(outcome(JSON.stringify(nested(32)), list), 'value/too-deep');
  assert.equal(outcome(JSON.stringify(nested(33)), list), 'value/too-deep');
  assert.equal(outcome('['.repeat(100_000), list), 'value/too-deep');
  assert.equal(outcome('{"a":'.repeat(100_000), object), 'value/too-deep');
});

test('geometries are read from GeoJSON, and only what is geometry is kept', () => {
  const point = { type: 'Point', coordinates: [102.6, 17.97] };
  assert.deepEqual(outcome({ ...point, bbox: [0, 0, 1, 1], note: 'x' }, geometry), point);
  assert.deepEqual(outcome(JSON.stringify(point), geometry), point);
  const line = {
    type: 'LineString',
    coordinates: [
      [102, 18, 170],
      [103, 19],
    ],
  };
  assert.deepEqual(outcome(line, geometry), line);
});

test('coordinates that are swapped, out of the world or not numbers are told apart', () => {
  const at = (...coordinates: JsonValue[]) => outcome({ type: 'Point', coordinates }, geometry);
  assert.equal(at(17.97, 102.6), 'geometry/coordinates-swapped');
  assert.equal(at(181, 17), 'geometry/out-of-range');
  assert.equal(at(500, 500), 'geometry/out-of-range');
  for (const wrong of [
    at(),
    at(102),
    at('102', '17'),
    at(102, 17, 'x'),
    at(102, 17, 1, 1),
    at(102, null),
    at([102, 17]),
  ]) {
    assert.equal(wrong, 'geometry/unreadable');
  }
});

test('a ring must close and not cross itself', () => {
  const ring = (...corners: JsonValue[]) => outcome({ type: 'Polygon', coordinates: [corners] }, geometry);
  const [a, b, c, d] = [
    [102, 17],
    [104, 17],
    [104, 19],
    [102, 19],
  ] as const;
  assert.deepEqual(ring(a, b, c, d, a), { type: 'Polygon', coordinates: [[a, b, c, d, a]] });
  assert.equal(ring(a, b, c, d), 'geometry/ring-open');
  assert.equal(ring(a, b, a), 'geometry/ring-open');
  assert.equal(ring(a, c, b, d, a), 'geometry/self-crossing');
});

test('what is no geometry is unreadable, however it is made', () => {
  const types: JsonValue[] = [
    'Circle',
    'constructor',
    '__proto__',
    5,
    null,
    { toString: 1 },
    ['Point'],
    'GeometryCollection',
  ];
  for (const type of types) assert.equal(outcome({ type, coordinates: [102, 17] }, geometry), 'geometry/unreadable');
  const shapes: JsonValue[] = [
    { type: 'LineString', coordinates: [[102, 17]] },
    { type: 'MultiPoint', coordinates: [] },
    { type: 'Polygon', coordinates: [[]] },
    { type: 'Point', coordinates: nested(50) },
    { type: 'Point' },
    [102, 17],
  ];
  for (const shape of [...shapes, 'POINT(102 17)', '{', true])
    assert.equal(outcome(shape, geometry), 'geometry/unreadable');
  assert.equal(outcome(`{"type":"Point","coordinates":${'['.repeat(9999)}`, geometry), 'geometry/unreadable');
});

test('an infinite number within a list or an object is out of range', () => {
  assert.equal(outcome([1, Number.POSITIVE_INFINITY], list), 'number/out-of-range');
  assert.equal(outcome({ a: [Number.NaN] }, object), 'number/out-of-range');
});
