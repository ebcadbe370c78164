// Definitions: what is read, what is refused and where, and how long a field keeps its number.
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { JsonObject, JsonValue } from '#lib/canonical-json';
import { type Definition, publishedDefinition, readDefinition, reservedNames, sameDefinition } from './definition.ts';
import { Refusal } from './refusal.ts';
import { isWordList, type Register } from './register.ts';
import { sampleDefinition, sampleField, sampleRegister } from './sample-fields.ts';

const shared = new URL('../../../shared/', import.meta.url);

function refuses(definition: JsonValue, code: string, facts: JsonObject = {}, previous?: Register): void {
  try {
    readDefinition(definition, previous);
  } catch (refusal) {
    assert.ok(refusal instanceof Refusal, String(refusal));
    assert.equal(refusal.code, `definition/${code}`, refusal.message);
    for (const [name, fact] of Object.entries(facts)) assert.equal(refusal.facts[name], fact);
    for (const text of [refusal.words.lo, refusal.words.en, refusal.next.lo, refusal.next.en]) {
      assert.doesNotMatch(text, /\{\w+\}|undefined|\[object/);
    }
    return;
  }
  assert.fail(`${JSON.stringify(definition)} is not refused as ${code}`);
}
const refusesField = (field: JsonObject, code: string, facts: JsonObject = {}) =>
  refuses(sampleDefinition([{ name: 'id' }, field]), code, facts);
const refusesTop = (more: JsonObject, code: string, facts: JsonObject = {}) =>
  refuses(sampleDefinition([{ name: 'id' }, { name: 'secret', visibility: 'custodian' }], more), code, facts);
const numbers = (register: Register) =>
  Object.fromEntries(register.schema.fields.map(({ name, number }) => [name, number]));
/** Publishes one definition after the other, as the log does. */
function follow(...lists: readonly (readonly JsonObject[])[]): Register {
  let register: Register | undefined;
  for (const fields of lists) {
    const definition = sampleDefinition(fields);
    register = readDefinition(publishedDefinition(definition, readDefinition(definition, register)));
  }
  assert.ok(register);
  return register;
}

test('the least definition is a name and a field', () => {
  assert.deepEqual(sampleRegister([{ name: 'code' }]), {
    name: 'sample',
    title: { lo: 'sample', en: 'sample' },
    custodian: 'la',
    key: { kind: 'fields', fields: ['code'] },
    approvals: { approvers: 1 },
    schema: {
      fields: [
        {
          number: 1,
          name: 'code',
          type: 'string',
          title: { lo: 'code', en: 'code' },
          constraints: {},
          visibility: 'public',
          facet: false,
          search: false,
          aliases: [],
        },
      ],
      primaryKey: ['code'],
      foreignKeys: [],
    },
    view: { list: ['code'], page: ['code'] },
  });
});

test('a name and a title search by themselves where they are Lao', () => {
  assert.equal(sampleField({ as: 'lao-name' }).search, 'title');
  assert.equal(sampleField({ as: 'markdown' }).search, 'text');
  assert.equal(sampleField({ as: 'lao-name', search: false }).search, false);
});

test('texts of a definition are put into NFC, wherever a name stands', () => {
  const register = readDefinition(
    sampleDefinition([{ name: 'e\u0301' }], { view: { list: 'e\u0301', page: ['e\u0301'] } }),
  );
  assert.deepEqual(
    [register.schema.fields[0]?.name, ...register.schema.primaryKey, ...register.view.list],
    ['é', 'é', 'é'],
  );
});

test('what is not a definition at all is refused', () => {
  for (const given of [null, 5, 'text', [], true]) refuses(given, 'not-an-object', { path: 'definition' });
  refuses({ name: 'a' }, 'not-an-object', { path: 'schema' });
  for (const fields of [undefined, [], {}, 'x']) {
    refuses({ name: 'a', schema: fields === undefined ? {} : { fields } }, 'no-fields');
  }
  refusesField([] as unknown as JsonObject, 'not-an-object', { path: 'schema.fields[1]' });
});

test('a word that is not known is refused, wherever it stands', () => {
  refusesTop({ titel: 'x' }, 'unknown-word', { given: 'titel' });
  refusesTop(JSON.parse('{"__proto__":{"x":1}}') as JsonObject, 'unknown-word', { given: '__proto__' });
  refusesField({ name: 'a', requird: true }, 'unknown-word', { given: 'requird' });
  refusesField({ name: 'a', title: { la: 'x' } }, 'unknown-word', { given: 'la' });
  refusesField({ name: 'a', constraints: { max: 1 } }, 'unknown-word', { given: 'max' });
  refusesField({ name: 'a', codes: [{ value: 'x', lao: 'y' }] }, 'unknown-word', { given: 'lao' });
  refusesTop({ approvals: { persons: 2 } }, 'unknown-word', { given: 'persons' });
  refusesTop({ key: { field: 'id' } }, 'unknown-word', { given: 'field' });
  refusesTop({ view: { lists: [] } }, 'unknown-word', { given: 'lists' });
  const schema = { fields: [{ name: 'id' }], primaryKey: 'id' };
  refuses({ name: 'a', schema: { ...schema, foreignKeys: [{ fields: 'id', to: 'x' }] } }, 'unknown-word', {
    given: 'to',
  });
  refuses({ name: 'a', schema: { ...schema, keys: [] } }, 'unknown-word', { given: 'keys' });
});

test('a word outside of its list is refused, whatever it is', () => {
  for (const type of ['text', 5, null, ['string'], { toString: 1 }]) refusesField({ name: 'a', type }, 'unknown-word');
  refusesField({ name: 'a', as: 'colour' }, 'unknown-word', { given: 'colour' });
  refusesField({ name: 'a', visibility: 'secret' }, 'unknown-word', { given: 'secret' });
  refusesField({ name: 'a', search: true }, 'unknown-word', { given: 'true' });
  refusesField({ name: 'a', check: 'mod-11' }, 'unknown-word', { given: 'mod-11' });
});

test('a register has a name of a-z, 0-9 and dashes, and none the site has taken', () => {
  for (const name of ['A', '1a', 'a b', 'a_b', '', '-a', 'ທະບຽນ', 'a'.repeat(41), 'a\n', '..']) {
    refuses({ ...sampleDefinition([{ name: 'id' }]), name }, 'bad-name', { given: name });
  }
  refuses({ schema: {} }, 'wrong-form', { path: 'name' });
  for (const name of ['search', 'registers', 'places', 'about', 'workbench', 'api', 'log']) {
    assert.ok(reservedNames.includes(name));
    refuses({ ...sampleDefinition([{ name: 'id' }]), name }, 'reserved-name', { given: name });
  }
});

test('a field name that every object has already is refused', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']) {
    refusesField(JSON.parse(`{"name":"${name}"}`) as JsonObject, 'field-name-reserved', { given: name });
  }
});

test('a field name stands on one line, without spaces around it, in 60 bytes, once', () => {
  for (const name of ['', ' ', ' a', 'a ', 'a\nb', 'a\tb'])
    refusesField({ name }, 'wrong-form', { path: 'schema.fields[1].name' });
  refusesField({ name: 5 }, 'wrong-form');
  refusesField({}, 'wrong-form');
  assert.equal(sampleRegister([{ name: 'ກ'.repeat(20) }]).schema.fields.length, 1);
  refusesField({ name: 'ກ'.repeat(21) }, 'field-name-too-long');
  refusesField({ name: 'id' }, 'field-twice', { given: 'id' });
});

test('half characters, controls and what is not JSON are refused before anything is published', () => {
  refusesTop({ licence: '\ud800' }, 'not-json');
  refusesTop({ licence: Number.NaN }, 'not-json');
  refusesTop({ licence: 'a\u0000' }, 'wrong-form', { path: 'definition.licence' });
  refusesField({ name: 'a', example: 'x\u0000' }, 'wrong-form');
  let deep: JsonValue = 1;
  for (let at = 0; at < 5000; at++) deep = [deep];
  refusesTop({ view: { chart: deep } }, 'not-json');
});

test('a value of the wrong form is refused with its place', () => {
  for (const facet of ['yes', 1, null])
    refusesField({ name: 'a', facet }, 'wrong-form', { path: 'schema.fields[1].facet' });
  for (const number of [0, -1, 1.5, 40_000, '1'])
    refusesField({ name: 'a', number }, 'wrong-form', { path: 'schema.fields[1].number' });
  for (const unit of [5, null]) refusesField({ name: 'a', unit }, 'wrong-form', { path: 'schema.fields[1].unit' });
  refusesField({ name: 'a', aliases: 5 }, 'wrong-form', { path: 'schema.fields[1].aliases' });
  refusesField({ name: 'a', title: {} }, 'wrong-form', { path: 'schema.fields[1].title.lo' });
  refusesField({ name: 'a', title: 5 }, 'not-an-object', { path: 'schema.fields[1].title' });
  refusesTop({ custodian: ['la'] }, 'wrong-form', { path: 'custodian' });
  refusesTop({ approvals: { approvers: -1 } }, 'wrong-form', { path: 'approvals.approvers' });
  refusesTop({ approvals: { aboveRows: 1.5 } }, 'wrong-form', { path: 'approvals.aboveRows' });
  const schema = { fields: [{ name: 'id' }], primaryKey: 'id' };
  refuses({ name: 'a', schema: { ...schema, foreignKeys: {} } }, 'wrong-form', { path: 'schema.foreignKeys' });
  refuses({ name: 'a', schema: { ...schema, foreignKeys: [{ fields: [], reference: {} }] } }, 'wrong-form');
  refuses({ name: 'a', schema: { ...schema, lastNumber: 'x' } }, 'wrong-form', { path: 'schema.lastNumber' });
});

test('constraints are read by the type of their field, and refused where no value could be held against them', () => {
  const constraints = { required: true, minLength: 1, maxLength: 3, pattern: '[a-z]+' };
  assert.deepEqual(sampleField({ constraints }).constraints, constraints);
  assert.deepEqual(sampleField({ constraints: { required: false } }).constraints, {});
  assert.deepEqual(sampleField({ type: 'integer', constraints: { minimum: 0 } }).constraints, { minimum: '0' });
  assert.deepEqual(sampleField({ type: 'date', constraints: { maximum: '2023-3-5' } }).constraints, {
    maximum: '2023-03-05',
  });
  const wrong: JsonObject[] = [
    { type: 'integer', constraints: { minimum: '1.5' } },
    { type: 'integer', constraints: { minimum: {} } },
    { type: 'number', constraints: { maximum: 'x' } },
    { type: 'date', constraints: { minimum: '31/02/2026' } },
    { type: 'string', constraints: { minimum: 'a' } },
    { type: 'list', constraints: { maximum: 1 } },
    { constraints: { required: 'true' } },
    { constraints: { maxLength: -1 } },
    { constraints: { maxLength: '5' } },
    { constraints: { pattern: '[' } },
    { constraints: { pattern: 5 } },
  ];
  for (const words of wrong) refusesField({ name: 'a', ...words }, 'wrong-form');
});

test('codes are values with words, each once; an enumeration is codes without words', () => {
  const codes = sampleField({ codes: ['a', { value: 'b', lo: 'ຂ' }] }).codes;
  assert.deepEqual(codes, [
    { value: 'a', lo: 'a', en: 'a' },
    { value: 'b', lo: 'ຂ', en: 'b' },
  ]);
  assert.deepEqual(sampleField({ constraints: { enum: ['x'] } }).codes, [{ value: 'x', lo: 'x', en: 'x' }]);
  assert.deepEqual(sampleField({ codes: { register: 'place' } }).codes, { register: 'place' });
  refusesField({ name: 'a', codes: ['x', 'x'] }, 'code-twice', { given: 'x' });
  refusesField({ name: 'a', codes: [5] }, 'not-an-object');
  for (const empty of [[], [''], [' x']]) refusesField({ name: 'a', codes: empty }, 'wrong-form');
  refusesField({ name: 'a', type: 'integer', codes: ['1'] }, 'wrong-form');
  refusesField({ name: 'a', codes: 'place' }, 'not-an-object');
});

test('a key is made of public fields that are there, or is a series, or random', () => {
  refuses({ name: 'a', schema: { fields: [{ name: 'id' }] } }, 'no-key');
  for (const key of [{ fields: [] }, {}, { random: false }]) refusesTop({ key }, 'no-key');
  refusesTop({ key: 'series' }, 'not-an-object', { path: 'key' });
  refusesTop({ key: { fields: ['nowhere'] } }, 'field-absent', { given: 'nowhere' });
  refusesTop({ key: { fields: ['id', 'secret'] } }, 'key-hidden', { given: 'secret' });
  refuses(sampleDefinition([{ name: 'id', visibility: 'government' }]), 'key-hidden', { given: 'id' });
  for (const digits of [0, 19, 1e9, 'x', 2.5])
    refusesTop({ key: { series: 'A', digits } }, 'wrong-form', { path: 'key.digits' });
  assert.deepEqual(sampleRegister([{ name: 'a' }], { key: { series: 'LA-', digits: 4 } }).key, {
    kind: 'series',
    prefix: 'LA-',
    digits: 4,
  });
  assert.deepEqual(sampleRegister([{ name: 'a' }], { key: 'random' }).key, { kind: 'random' });
  assert.deepEqual(sampleRegister([{ name: 'a' }, { name: 'b' }], { key: { fields: ['b', 'a'] } }).key, {
    kind: 'fields',
    fields: ['b', 'a'],
  });
});

test('a field that is named and not there is refused with its place', () => {
  refusesTop({ view: { list: ['nowhere'] } }, 'field-absent', { path: 'view' });
  refusesTop({ view: { map: 'nowhere' } }, 'field-absent', { path: 'view.map' });
  refusesTop({ validFrom: 'nowhere' }, 'field-absent', { path: 'validFrom' });
  refusesTop({ validFrom: 'id' }, 'wrong-form', { path: 'validFrom' });
  refusesTop({ sample: 'id' }, 'wrong-form', { path: 'sample' });
  const schema = { fields: [{ name: 'id' }], primaryKey: 'id' };
  refuses({ name: 'a', schema: { ...schema, primaryKey: 'x' } }, 'field-absent', { path: 'schema.primaryKey' });
  const reference = { fields: 'x', reference: { resource: 'b' } };
  refuses({ name: 'a', schema: { ...schema, foreignKeys: [reference] } }, 'field-absent', {
    path: 'schema.foreignKeys',
  });
});

test('a field keeps its number when it moves or is renamed, and a new one gets the next', () => {
  const first = follow([{ name: 'a' }, { name: 'b' }]);
  assert.deepEqual(numbers(first), { a: 1, b: 2 });
  assert.deepEqual(numbers(follow([{ name: 'a' }, { name: 'b' }], [{ name: 'c' }, { name: 'b' }, { name: 'a' }])), {
    c: 3,
    b: 2,
    a: 1,
  });
  assert.deepEqual(numbers(follow([{ name: 'a' }, { name: 'b' }], [{ name: 'x', was: 'a' }, { name: 'b' }])), {
    x: 1,
    b: 2,
  });
});

test('a renamed field stays itself in every later definition, also when its old name comes back for another', () => {
  const renamed = [{ name: 'x', was: 'a' }];
  assert.deepEqual(numbers(follow([{ name: 'a' }], renamed, renamed)), { x: 1 });
  const back = [...renamed, { name: 'a' }];
  assert.deepEqual(numbers(follow([{ name: 'a' }], renamed, back, back)), { x: 1, a: 2 });
});

test('two fields may change their names with each other', () => {
  const swapped = [
    { name: 'b', was: 'a' },
    { name: 'a', was: 'b' },
  ];
  assert.deepEqual(numbers(follow([{ name: 'a' }, { name: 'b' }], swapped, swapped)), { b: 1, a: 2 });
});

test('a field of another type is a new field', () => {
  const retyped = [{ name: 'a' }, { name: 'b', type: 'date' }];
  assert.deepEqual(numbers(follow([{ name: 'a' }, { name: 'b' }], retyped, retyped)), { a: 1, b: 3 });
});

test('the number of a field that is gone is never given again', () => {
  const register = follow(
    [{ name: 'a' }, { name: 'b' }],
    [{ name: 'a' }],
    [{ name: 'a' }],
    [{ name: 'a' }, { name: 'b', type: 'date' }],
  );
  assert.deepEqual(numbers(register), { a: 1, b: 3 });
  const stated = follow([{ name: 'a' }, { name: 'b' }], [{ name: 'a' }], [{ name: 'a' }, { name: 'c', number: 2 }]);
  assert.deepEqual(numbers(stated), { a: 1, c: 3 });
});

test('two fields that claim one number are refused', () => {
  const previous = sampleRegister([{ name: 'a' }, { name: 'b' }]);
  const facts = { given: 'x', other: 'a', number: 1 };
  refuses(sampleDefinition([{ name: 'a' }, { name: 'x', was: 'a' }]), 'number-twice', facts, previous);
  refuses(sampleDefinition([{ name: 'a' }, { name: 'x', number: 1 }]), 'number-twice', facts, previous);
  refuses(
    sampleDefinition([
      { name: 'a', number: 1 },
      { name: 'x', number: 1 },
    ]),
    'number-twice',
    facts,
  );
});

test('numbers as published hold without a definition before', () => {
  assert.deepEqual(numbers(sampleRegister([{ name: 'a', number: 7 }, { name: 'b' }, { name: 'c', number: 3 }])), {
    a: 7,
    b: 8,
    c: 3,
  });
});

test('a definition read from its published form is itself, and publishing it again changes nothing', () => {
  const real = [...globSync(fileURLToPath(new URL('../../registers/*/register.json', import.meta.url)))];
  assert.ok(real.length > 0);
  for (const path of real) stays(JSON.parse(readFileSync(path, 'utf8')) as Definition);
  const previous = sampleRegister([{ name: 'a' }, { name: 'b' }, { name: 'c' }]);
  const definition = sampleDefinition([{ name: 'x', was: 'a' }]);
  const register = readDefinition(definition, previous);
  const published = publishedDefinition(definition, register);
  assert.deepEqual(readDefinition(published), register);
  assert.ok(sameDefinition(publishedDefinition(definition, readDefinition(definition, register)), published));
});

test('the definition of the bench stays itself', { skip: existsSync(shared) ? false : 'no ../shared here' }, () => {
  stays(JSON.parse(readFileSync(new URL('bench/enterprise.register.json', shared), 'utf8')) as Definition);
});

function stays(definition: Definition): void {
  const register = readDefinition(definition);
  const published = publishedDefinition(definition, register);
  assert.deepEqual(readDefinition(published), register);
  assert.deepEqual(readDefinition(published, register), register);
  assert.ok(sameDefinition(publishedDefinition(published, readDefinition(published, register)), published));
  assert.ok(!sameDefinition(published, { ...published, licence: 'another' }));
}

test('a word list has one word, and glosses only beside it, all of them texts', () => {
  const list = (...fields: JsonObject[]) => sampleRegister([{ name: 'id' }, ...fields]);
  const register = list(
    { name: 'w', search: 'word' },
    { name: 'en', search: 'gloss' },
    { name: 'fr', search: 'gloss' },
  );
  const roles = register.schema.fields.map(({ name, search, lexical }) => [name, search, lexical]);
  assert.deepEqual(roles, [
    ['id', false, undefined],
    ['w', 'title', 'word'],
    ['en', 'text', 'gloss'],
    ['fr', 'text', 'gloss'],
  ]);
  assert.ok(isWordList(register));
  assert.ok(!isWordList(list({ name: 'w', search: 'word', visibility: 'government' })));
  assert.ok(!isWordList(list({ name: 'w', search: 'title' })));
  const refusesList = (fields: JsonObject[], code: string, facts: JsonObject) =>
    refuses(sampleDefinition([{ name: 'id' }, ...fields]), code, facts);
  const word = { name: 'w', search: 'word' };
  refusesList([word, { name: 'v', search: 'word' }], 'word-twice', { given: 'w', other: 'v' });
  refusesList([{ name: 'en', search: 'gloss' }], 'gloss-alone', { given: 'en' });
  refusesList([{ ...word, type: 'list' }], 'wrong-form', { path: 'w.search' });
  refusesList([word, { name: 'en', search: 'gloss', type: 'object' }], 'wrong-form', { path: 'en.search' });
});
