// Numbers as people and machines write them: what is read, exactly, and what is left for a person to say.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outcome, readSample } from '../sample-fields.ts';

const integer = { type: 'integer' };
const decimal = { type: 'decimal' };
const number = { type: 'number' };
const kip = { type: 'money', currency: 'LAK' };
const dollar = { type: 'money', currency: 'USD' };

test('an integer of 64 bits is exact, and one more is out of range', () => {
  assert.equal(outcome('9007199254740993', integer), '9007199254740993');
  assert.equal(outcome('9223372036854775807', integer), '9223372036854775807');
  assert.equal(outcome('-9223372036854775808', integer), '-9223372036854775808');
  assert.equal(outcome('9223372036854775808', integer), 'number/out-of-range');
  assert.equal(outcome('-9223372036854775809', integer), 'number/out-of-range');
});

test('a decimal keeps every digit and has one text', () => {
  assert.equal(outcome('9007199254740993.000000000000000001', decimal), '9007199254740993.000000000000000001');
  for (const same of ['1.5', '1.50', '+1.5', '01.5', '1,5', '15e-1']) assert.equal(outcome(same, decimal), '1.5', same);
  for (const zero of ['0', '-0', '0.00', '-0.0', '0e5']) assert.equal(outcome(zero, decimal), '0', zero);
});

test('1e400, NaN and infinities are no numbers', () => {
  for (const type of [integer, decimal, number, kip]) {
    assert.equal(outcome('1e400', type), 'number/out-of-range');
    assert.equal(outcome(`1e${'9'.repeat(300)}`, type), 'number/out-of-range');
    assert.equal(outcome('9'.repeat(500), type), 'number/out-of-range');
    for (const no of ['NaN', 'Infinity', '-Infinity', '#REF!'])
      assert.equal(outcome(no, type), 'number/unreadable', no);
  }
  assert.equal(outcome('1e309', number), 'number/out-of-range');
});

test('what a double would make zero is out of range, not zero', () => {
  assert.equal(outcome('5e-324', number), 5e-324);
  assert.equal(outcome('1e-390', number), 'number/out-of-range');
  assert.equal(outcome('-0', number), 0);
});

test('the last of two different marks is the decimal one', () => {
  assert.deepEqual(outcome('1.234,5', decimal), ['1234.5', 'number/grouping']);
  assert.deepEqual(outcome('1,234.5', decimal), ['1234.5', 'number/grouping']);
  assert.deepEqual(outcome('1.234.567', decimal), ['1234567', 'number/grouping']);
  assert.deepEqual(outcome('1,234,567.89', decimal), ['1234567.89', 'number/grouping']);
});

test('a comma before three digits says two things, unless a hint or a whole type decides', () => {
  const reading = readSample('2,300', decimal);
  assert.deepEqual(reading, {
    flaw: { code: 'number/ambiguous', facts: { given: '2,300', either: '2300', or: '2.300' } },
  });
  assert.deepEqual(outcome('2,300', decimal, { decimal: '.' }), ['2300', 'number/grouping']);
  assert.equal(outcome('2,300', decimal, { decimal: ',' }), '2.3');
  assert.deepEqual(outcome('2,300', integer), ['2300', 'number/grouping']);
  assert.deepEqual(outcome('2.300', kip), ['2300', 'number/grouping']);
  assert.equal(outcome('2,300', dollar), 'number/ambiguous');
  assert.equal(outcome('0,300', decimal), '0.3');
});

test('a point before three digits is decimal where fractions are possible, unless a hint says otherwise', () => {
  assert.equal(outcome('17.966', number), 17.966);
  assert.deepEqual(outcome('17.966', number, { decimal: ',' }), [17966, 'number/grouping']);
  assert.equal(outcome('17.96', number, { decimal: ',' }), 'number/unreadable');
});

test('a number that comes as one is not read by the hint of the texts', () => {
  assert.equal(outcome(1.5, number, { decimal: ',' }), 1.5);
  assert.equal(outcome(1.234, integer), 'number/not-whole');
  assert.equal(outcome(true, integer), 'number/unreadable');
});

test('groups of three after one kind of space or apostrophe are taken out with a note', () => {
  for (const text of ['12 000', '12\u00a0000', '12\u202f000', "12'000", '12’000']) {
    assert.deepEqual(outcome(text, integer), ['12000', 'number/grouping'], text);
  }
  assert.deepEqual(outcome('12 000,5', decimal), ['12000.5', 'number/grouping']);
});

test('two numbers in a cell are not one number', () => {
  for (const text of ['12 15', '1 2', '12 000 5', "1'000 000", '5-7', '5/7', '1,2,3', '1.000.00', '1,23,456']) {
    assert.equal(outcome(text, integer), 'number/unreadable', text);
  }
});

test('a sign, a bare point, zeros in front and an exponent are read', () => {
  assert.equal(outcome('+5', integer), '5');
  assert.equal(outcome('−5', integer), '-5');
  assert.equal(outcome('- 5', integer), '-5');
  assert.equal(outcome('.5', decimal), '0.5');
  assert.equal(outcome('-,5', decimal), '-0.5');
  assert.equal(outcome('5.', decimal), '5');
  assert.equal(outcome('0012', integer), '12');
  assert.equal(outcome('1.5e3', integer), '1500');
  assert.equal(outcome('1E+05', kip), '100000');
  assert.equal(outcome('25e-1', integer), 'number/not-whole');
  assert.deepEqual(outcome(' 12 ', integer), ['12', 'value/trimmed']);
});

test('Lao digits are read with a note; digits of other scripts, units and two signs are not', () => {
  assert.deepEqual(outcome('໑໒໓', integer), ['123', 'number/lao-digits']);
  assert.deepEqual(outcome('໑.໒໓໔,໕', decimal), ['1234.5', 'number/lao-digits', 'number/grouping']);
  for (const text of ['٣', '๓', '３', '½', '10%', '5 ກີບ', '$5', '+-5', '--5', '5-', '(5)', '0x1F', '1_000', '']) {
    assert.equal(outcome(text, integer), text === '' ? null : 'number/unreadable', text);
  }
});

test('kip has no fraction, a dollar has', () => {
  assert.equal(outcome('1500.5', kip), 'number/not-whole');
  assert.equal(outcome('1500.00', kip), '1500');
  assert.equal(outcome('1500.5', dollar), '1500.5');
});

test('bounds are met exactly, beyond a double too', () => {
  const atMost = (type: string) => ({ type, constraints: { maximum: '9007199254740992' } });
  for (const type of ['integer', 'decimal', 'money']) {
    assert.equal(outcome('9007199254740993', atMost(type)), 'value/too-large', type);
    assert.equal(outcome('9007199254740992', atMost(type)), '9007199254740992', type);
  }
  const positive = { type: 'decimal', constraints: { minimum: 0 } };
  assert.equal(outcome('-0.000000000000000000001', positive), 'value/too-small');
  assert.equal(outcome('-2', { type: 'decimal', constraints: { minimum: '-10' } }), '-2');
});
