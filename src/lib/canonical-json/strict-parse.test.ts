// What the strict reader takes and refuses.
import assert from 'node:assert/strict';
import test from 'node:test';
import { JsonProblem } from './json-value.ts';
import { parseStrictJson } from './strict-parse.ts';

function refused(text: string, code: string, offset?: number): void {
  assert.throws(
    () => parseStrictJson(text),
    (error: unknown) =>
      error instanceof JsonProblem && error.code === code && (offset === undefined || error.offset === offset),
    `${JSON.stringify(text)} should be refused as ${code}`,
  );
}

test('a name twice in one object is refused where the second stands', () => {
  refused('{"a":1,"a":1}', 'duplicate', 7);
  refused('{"a":1,"\\u0061":2}', 'duplicate', 7);
  refused('{"b":{"__proto__":1,"__proto__":2}}', 'duplicate');
  assert.deepEqual(parseStrictJson('{"a":{"a":1},"b":{"a":2}}'), { a: { a: 1 }, b: { a: 2 } });
});

test('names of the object prototype are ordinary names', () => {
  assert.deepEqual(Object.keys(parseStrictJson('{"constructor":1,"toString":2}') as object), [
    'constructor',
    'toString',
  ]);
});

test('a member named __proto__ is an own member and sets no prototype', () => {
  const value = parseStrictJson('{"__proto__":{"admin":true}}') as object;
  assert.equal(Object.getPrototypeOf(value), Object.prototype);
  assert.equal('admin' in value, false);
  assert.equal(JSON.stringify(value), '{"__proto__":{"admin":true}}');
});

test('depth is counted in arrays and objects and refused beyond the limit', () => {
  assert.deepEqual(parseStrictJson('[{"a":[]}]', { maxDepth: 3 }), [{ a: [] }]);
  assert.throws(() => parseStrictJson('[{"a":[]}]', { maxDepth: 2 }), { code: 'depth' });
  assert.equal(parseStrictJson('1', { maxDepth: 0 }), 1);
  refused('['.repeat(100_000), 'depth');
});

test('half of a surrogate pair is refused, escaped or not', () => {
  refused('"\\ud800"', 'surrogate');
  refused('"\ud800"', 'surrogate');
  refused('{"\\udc00":1}', 'surrogate');
  assert.equal(parseStrictJson('"\\ud83d\\ude00"'), '\u{1f600}');
});

test('a number beyond a double is refused', () => {
  refused('1e400', 'number', 0);
  refused('[-1e999]', 'number', 1);
  assert.equal(parseStrictJson('1e-400'), 0);
});

test('texts that are not JSON are refused', () => {
  const texts = [
    '',
    ' ',
    '{',
    '[',
    '[1,]',
    '{"a":1,}',
    '{"a"}',
    '{a:1}',
    "'a'",
    '01',
    '+1',
    '.5',
    '1.',
    '1e',
    '-',
    'NaN',
  ];
  const more = [
    'Infinity',
    'tru',
    'nul',
    'true false',
    '1 2',
    '\ufeff1',
    '"\t"',
    '"\\x"',
    '"\\u12"',
    '"a',
    '"\\',
    '"\\"',
  ];
  const others = [
    '[1 2]',
    '{"a":1 "b":2}',
    '{"a":1]',
    '[1}',
    ',',
    ']',
    '}',
    '\u00a01',
    '// c\n1',
    '{"a":undefined}',
    '"\\u000g"',
  ];
  for (const text of [...texts, ...more, ...others]) refused(text, 'syntax');
});

test('white space between tokens is passed over', () => {
  assert.deepEqual(parseStrictJson(' \r\n\t{ "a" : [ 1 , null ] , "b" : { } , "c" : [ ] } \n'), {
    a: [1, null],
    b: {},
    c: [],
  });
});
