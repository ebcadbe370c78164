// Texts by what they stand for: what is kept as typed, what is put into one form, what is refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outcome } from '../sample-fields.ts';

const plain = { type: 'string' };
const as = (meaning: string, more = {}) => ({ type: 'string', as: meaning, ...more });

test('a formula, a tag and a path are texts as any other, kept to the letter', () => {
  for (const text of [
    '=1+1',
    '+856',
    '-1',
    '@SUM(A1)',
    '<script>alert(1)</script>',
    '../../etc/passwd',
    "'; drop table x",
  ]) {
    assert.equal(outcome(text, plain), text);
  }
});

test('spaces around a text go, with those of no width, and other forms of a letter become one, with a note', () => {
  assert.deepEqual(outcome(' \u00a0ລາວ\u200b\ufeff ', plain), ['ລາວ', 'value/trimmed']);
  assert.deepEqual(outcome('e\u0301', plain), ['é', 'value/composed']);
  assert.equal(outcome('ລາວ\u200bລາວ', plain), 'ລາວ\u200bລາວ');
});

test('spaces alone are an empty value of every type, and a required field says so', () => {
  for (const type of [
    'string',
    'integer',
    'number',
    'decimal',
    'money',
    'date',
    'date-time',
    'boolean',
    'list',
    'object',
    'geometry',
    'file',
  ]) {
    for (const blank of ['', '  ', '\u200b', '\u00a0\ufeff', null]) {
      const reading = outcome(blank, { type });
      assert.equal(Array.isArray(reading) ? reading[0] : reading, null, type);
      assert.equal(outcome(blank, { type, constraints: { required: true } }), 'value/required', type);
    }
  }
});

test('NUL and other controls, direction overrides and half characters are flaws in every text', () => {
  for (const field of [
    plain,
    as('lao-name'),
    as('identifier'),
    { type: 'integer' },
    { type: 'date' },
    { type: 'list' },
  ]) {
    assert.equal(outcome('1\u00002', field), 'value/control-character');
    assert.equal(outcome('1\u202e2', field), 'value/bidi-override');
    assert.equal(outcome('1\ud800', field), 'value/lone-surrogate');
  }
  assert.equal(outcome('line\nline\ttab', plain), 'line\nline\ttab');
});

test('a letter that an old encoding broke is kept, with a note', () => {
  assert.deepEqual(outcome('ບ້ານ\u008a', plain), ['ບ້ານ\u008a', 'value/broken-letter']);
});

test('a long run of spaces within a text costs no more than other text', () => {
  const text = `a${' '.repeat(1_000_000)}ຂ`;
  assert.equal(outcome(text, plain), text);
});

test('length counts characters, not halves of them', () => {
  const three = { type: 'string', constraints: { maxLength: 3, minLength: 2 } };
  assert.equal(outcome('😀😀😀', three), '😀😀😀');
  assert.equal(outcome('😀😀😀😀', three), 'value/too-long');
  assert.equal(outcome('😀', three), 'value/too-short');
});

test('a pattern holds for the whole text', () => {
  const code = { type: 'string', constraints: { pattern: '[A-Z]{2}|\\d{4}' } };
  assert.equal(outcome('AB', code), 'AB');
  assert.equal(outcome('ABC', code), 'value/pattern');
});

test('a Lao field takes Lao, numbers and dashes, but no Latin, no old font and no lost letters', () => {
  const name = as('lao-name');
  for (const text of ['ບໍລິສັດ ABC', '123', '—', 'ຮ້ານ ??? ກິນດື່ມ']) assert.equal(outcome(text, name), text);
  assert.equal(outcome('Company', name), 'lao/latin-in-lao');
  assert.equal(outcome('¡¾\u00ad', name), 'lao/latin-in-lao');
  assert.equal(outcome('ris]ao', name, { font: 'Saysettha Lao' }), 'lao/legacy-font');
  assert.equal(outcome('??????', name), 'lao/lost-letters');
});

test('a Lao text may quote another language: it is kept with a note', () => {
  assert.deepEqual(outcome('“Green City”', as('lao-text')), ['“Green City”', 'lao/latin-text']);
  assert.equal(outcome('ris]ao', as('lao-text'), { font: 'Saysettha Lao' }), 'lao/legacy-font');
});

test('telephone numbers get one form', () => {
  const phone = as('phone');
  for (const text of [
    '020 5555 1234',
    '+856 20 5555 1234',
    '00856 20-5555-1234',
    '856 20 55551234',
    '(020) 5555.1234',
    '໐໒໐ ໕໕໕໕ ໑໒໓໔',
    '+856 (0)20 5555 1234',
    '020–5555–1234',
    '2055551234',
    2055551234,
  ]) {
    assert.equal(outcome(text, phone), '+8562055551234', String(text));
  }
  assert.equal(outcome('021 212 345', phone), '+85621212345');
  assert.equal(outcome('305551234', phone), '+856305551234');
  assert.equal(outcome('+66 2 123 4567', phone), '+6621234567');
  for (const text of [
    '02O 5555 1234',
    '020 5555 1234, 020 5555 1235',
    '12345',
    '5555 1234',
    '+0 123 4567',
    '000000',
    '+12345678901234567',
  ]) {
    assert.equal(outcome(text, phone), 'phone/unreadable', text);
  }
});

test('an e-mail address has a name, a host with a point, and nothing else', () => {
  const mail = as('e-mail');
  assert.equal(outcome('office@moic.gov.la', mail), 'office@moic.gov.la');
  const wrong = [
    'office',
    'a@b',
    'a@@b.la',
    'a b@c.la',
    'Office <a@b.la>',
    'a@b.la, c@d.la',
    'a@b.la.',
    `${'a'.repeat(250)}@b.la`,
    `a@${'.'.repeat(100_000)}`,
  ];
  for (const text of wrong) assert.equal(outcome(text, mail), 'e-mail/unreadable', text.slice(0, 40));
});

test('a web address is http or https, with no user, password or space in it', () => {
  const url = as('url');
  for (const text of ['https://laos.la/a?b=c#d', 'http://example.com', 'HTTPS://Example.com', 'https://ລາວ.la/ໜ້າ']) {
    assert.equal(outcome(text, url), text);
  }
  const schemes = [
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'ftp://a.la',
    'java\nscript:alert(1)',
  ];
  const users = ['https://user@bank.la', 'https://user:secret@bank.la', 'https://:secret@bank.la'];
  for (const text of [
    ...schemes,
    ...users,
    '//example.com',
    'example.com',
    'https:example.com',
    'https://',
    'https://a.la b',
    'https://a\n.la',
  ]) {
    assert.equal(outcome(text, url), 'url/unreadable', text);
  }
});

test('an identifier has letters, digits and marks without spaces; its check digit is computed', () => {
  const id = as('identifier');
  for (const text of ['01-234/ກ', 'A.1_b~c:d']) assert.equal(outcome(text, id), text);
  assert.deepEqual(outcome('໑໒໓', id), ['123', 'number/lao-digits']);
  for (const text of ['a b', '=1', '-1', 'a<b>']) assert.equal(outcome(text, id), 'identifier/unreadable', text);
  assert.equal(outcome('79927398713', as('identifier', { check: 'luhn' })), '79927398713');
  assert.equal(outcome('79927398710', as('identifier', { check: 'luhn' })), 'identifier/check-digit');
  // The legal entity identifier of the example of ISO 17442, mod 97-10 after ISO 7064.
  assert.equal(outcome('5493000IBP32UQZ0KL24', as('identifier', { check: 'mod-97' })), '5493000IBP32UQZ0KL24');
  assert.equal(outcome('5493000IBP32UQZ0KL42', as('identifier', { check: 'mod-97' })), 'identifier/check-digit');
});

test('a bilingual text is one text for both languages, or one for each, and comes back from its written form', () => {
  const both = as('bilingual');
  assert.deepEqual(outcome('Vientiane', both), { lo: 'Vientiane', en: 'Vientiane' });
  assert.deepEqual(outcome({ lo: ' ວຽງຈັນ', en: null }, both), [{ lo: 'ວຽງຈັນ' }, 'value/trimmed']);
  assert.deepEqual(outcome('{"en":"Vientiane","lo":"ວຽງຈັນ"}', both), { lo: 'ວຽງຈັນ', en: 'Vientiane' });
  assert.deepEqual(outcome('{not json', both), { lo: '{not json', en: '{not json' });
  assert.equal(outcome({ lo: '', en: '' }, both), null);
});

test('a bilingual text hides nothing', () => {
  const both = as('bilingual');
  assert.equal(outcome({ lo: 'a\u0000' }, both), 'value/control-character');
  assert.equal(outcome({ en: '\udc00' }, both), 'value/lone-surrogate');
  assert.equal(outcome({ lo: 1, th: 'x' }, both), 'object/unknown-name');
  assert.equal(outcome({ lo: ['a'] }, both), 'value/not-text');
  assert.equal(outcome(['a'], both), 'value/not-text');
  assert.equal(outcome({ lo: 'a' }, plain), 'value/not-text');
});

test('yes and no are read in Lao and English', () => {
  for (const text of ['ແມ່ນ', 'ມີ', 'Yes', 'TRUE', '1', 1, true, 'x', '✓'])
    assert.equal(outcome(text, { type: 'boolean' }), true);
  for (const text of ['ບໍ່', 'ບໍ່ແມ່ນ', 'no', 'False', '0', 0, false])
    assert.equal(outcome(text, { type: 'boolean' }), false);
  for (const text of ['maybe', '2', 'ບໍ່ຮູ້']) assert.equal(outcome(text, { type: 'boolean' }), 'boolean/unreadable');
});

test('a file is named by its SHA-256', () => {
  const digest = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
  for (const text of [digest, digest.toUpperCase(), `sha256:${digest}`])
    assert.equal(outcome(text, { type: 'file' }), digest);
  for (const text of [digest.slice(1), `${digest}0`, 'photo.jpg'])
    assert.equal(outcome(text, { type: 'file' }), 'file/unreadable');
});
