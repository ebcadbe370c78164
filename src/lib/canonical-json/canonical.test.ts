// The published vectors of RFC 8785 and what the canonical form refuses.
import assert from 'node:assert/strict';
import test from 'node:test';
import { canonicalBytes, canonicalJson } from './canonical.ts';
import { JsonProblem, type JsonValue } from './json-value.ts';

// RFC 8785, appendix B: the bits of a double and its text.
const numberSamples: readonly (readonly [bits: string, text: string])[] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
];

function double(bits: string): number {
  return Buffer.from(bits, 'hex').readDoubleBE(0);
}

function refusedWith(code: string): (error: unknown) => boolean {
  return error => error instanceof JsonProblem && error.code === code;
}

test('numbers are written as the samples of RFC 8785 say', () => {
  for (const [bits, text] of numberSamples) assert.equal(canonicalJson(double(bits)), text, bits);
});

test('NaN and the infinities are refused', () => {
  for (const bits of ['7fffffffffffffff', '7ff0000000000000', 'fff0000000000000']) {
    assert.throws(() => canonicalJson(double(bits)), refusedWith('number'));
  }
});

test('members are sorted by UTF-16 code units as in section 3.2.3 of RFC 8785', () => {
  const value = {
    '\u20ac': 'Euro Sign',
    '\r': 'Carriage Return',
    '\ufb33': 'Hebrew Letter Dalet With Dagesh',
    '1': 'One',
    '\u{1f600}': 'Emoji: Grinning Face',
    '\u0080': 'Control',
    '\u00f6': 'Latin Small Letter O With Diaeresis',
  };
  const order = [...canonicalJson(value).matchAll(/:"([^"]+)"/g)].map(match => match[1]);
  assert.deepEqual(order, [
    'Carriage Return',
    'One',
    'Control',
    'Latin Small Letter O With Diaeresis',
    'Euro Sign',
    'Emoji: Grinning Face',
    'Hebrew Letter Dalet With Dagesh',
  ]);
});

test('the example of section 3.2 of RFC 8785 gives the bytes of its section 3.2.4', () => {
  const value = {
    numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 1e-27],
    string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
    literals: [null, true, false],
  };
  const bytes =
    '7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a5b3333333333333333332e33333333333' +
    '3332c31652b33302c342e352c302e3030322c31652d32375d2c22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c' +
    '5c222f227d';
  assert.equal(Buffer.from(canonicalBytes(value)).toString('hex'), bytes);
});

test('an object of many members is sorted like one of few', () => {
  const many: { [name: string]: JsonValue } = {};
  for (let i = 40; i > 0; i--) many[`n${i}`] = i;
  const names = [...canonicalJson(many).matchAll(/"(n[0-9]+)"/g)].map(match => match[1]);
  assert.deepEqual(names, Object.keys(many).sort());
});

test('Lao text is written as itself and not escaped', () => {
  assert.equal(canonicalJson({ ຊື່: 'ບໍລິສັດ "ລາວ"' }), '{"ຊື່":"ບໍລິສັດ \\"ລາວ\\""}');
});

test('an own member named __proto__ is written like any other', () => {
  const value = JSON.parse('{"z":1,"__proto__":{"a":2}}') as JsonValue;
  assert.equal(canonicalJson(value), '{"__proto__":{"a":2},"z":1}');
});

test('inherited members are not written', () => {
  const bare = Object.create(null) as { [name: string]: JsonValue };
  bare['a'] = 1;
  assert.equal(canonicalJson(bare), '{"a":1}');
});

test('half of a surrogate pair is refused in texts and in names', () => {
  assert.throws(() => canonicalJson('a\ud800'), refusedWith('surrogate'));
  assert.throws(() => canonicalJson({ '\udc00': 1 }), refusedWith('surrogate'));
  assert.equal(canonicalJson('\u{1f600}'), '"\u{1f600}"');
});

test('what is not JSON is refused and never left out', () => {
  const holes = [1, 2, 3];
  delete holes[1];
  const notJson = [undefined, 1n, Symbol('s'), () => 1, new Date(0), new Map(), new Uint8Array(1), /x/, holes];
  for (const value of notJson) {
    assert.throws(() => canonicalJson(value as unknown as JsonValue), refusedWith('type'));
    assert.throws(() => canonicalJson({ a: value } as unknown as JsonValue), refusedWith('type'));
  }
});

test('a value that holds itself is refused', () => {
  const loop: { self?: unknown } = {};
  loop.self = loop;
  assert.throws(() => canonicalJson(loop as unknown as JsonValue), refusedWith('depth'));
});
