// Laws of this room over arbitrary values: reading never throws, what is written reads as itself, order says nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalJson, type JsonObject, type JsonValue } from '#lib/canonical-json';
import { mergeItem } from './change.ts';
import { publishedDefinition, readDefinition } from './definition.ts';
import { composeEntry, type Digests, entryForm, parseEntry, type RowEntry, tierDigest } from './entry.ts';
import type { Field } from './field.ts';
import { findingOf, findingSentence } from './finding.ts';
import { changedFields, type Item, readValue, sameItem, tierBody, writeValue } from './item.ts';
import { decodeKey, encodeKeyPart, keyOf } from './key.ts';
import { Refusal } from './refusal.ts';
import { sampleDefinition, sampleField, sampleRegister } from './sample-fields.ts';
import { type Tier, tiers } from './tier.ts';

const types = [
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
];
const meanings = ['lao-text', 'lao-name', 'markdown', 'identifier', 'phone', 'e-mail', 'url', 'bilingual'];
const codes = [{ value: 'a', lo: 'ກ', en: 'Ay' }, 'b'];
const fields: readonly Field[] = [
  ...types.map(type => sampleField({ type })),
  ...meanings.map(as => sampleField({ type: 'string', as })),
  sampleField({ type: 'money', currency: 'USD' }),
  sampleField({ type: 'string', codes }),
  sampleField({ type: 'list', codes }),
  sampleField({ as: 'identifier', check: 'luhn' }),
  sampleField({ type: 'integer', constraints: { minimum: -5, maximum: '99999999999999999' } }),
  sampleField({ type: 'date', constraints: { minimum: '1975-12-02' } }),
  sampleField({ type: 'string', constraints: { pattern: '.*', maxLength: 9 } }),
];
const hostile = [
  '__proto__',
  'constructor',
  'toString',
  'type',
  'coordinates',
  'lo',
  'en',
  '\u0000',
  '\u202e',
  '\ud800',
];
// Letters that mean something to one of the readers, so that chance meets more than "unreadable".
const letters = [...'0123456789.,-+eE/: ;[]{}"TZ໑໒໓ກຂໆ\u0301\u200b\u00a0@~%'];
const meant = fc.string({ unit: fc.constantFrom(...letters), maxLength: 24 });
const text = fc.oneof(meant, fc.string({ unit: 'binary' }), fc.constantFrom(...hostile));
const nested = fc.letrec<{ value: JsonValue }>(tie => ({
  value: fc.oneof(
    { maxDepth: 5 },
    text,
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.oneof(fc.constantFrom(...hostile), text), tie('value')), { maxLength: 4 })
      .map(pairs => Object.fromEntries(pairs)),
  ),
})).value;
const hints = fc.record(
  {
    decimal: fc.constantFrom('.', ','),
    dateFormat: fc.constantFrom('d/m/y', 'm/d/y', 'y-m-d'),
    font: fc.constant('Saysettha Lao'),
  },
  { requiredKeys: [] },
);

const twoDigits = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map(value => String(value).padStart(2, '0'));
const day = fc
  .tuple(fc.integer({ min: 1000, max: 2399 }), twoDigits(1, 12), twoDigits(1, 28))
  .map(parts => parts.join('-'));
const position = fc.tuple(
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.double({ min: -90, max: 90, noNaN: true }),
);
const wholes = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String);
/** Values that are good for some type, so that the laws speak of more than flaws. */
const good: fc.Arbitrary<JsonValue> = fc.oneof(
  wholes,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.tuple(wholes, fc.nat()).map(([whole, fraction]) => `${whole}.${fraction}`),
  day,
  fc.tuple(day, twoDigits(0, 23), twoDigits(0, 59)).map(([date, hour, minute]) => `${date}T${hour}:${minute}:00Z`),
  fc.boolean(),
  fc.array(fc.oneof(meant, fc.double({ noNaN: true, noDefaultInfinity: true }))),
  fc.record({ lo: meant, en: meant }),
  position.map(coordinates => ({ type: 'Point', coordinates })),
  fc.tuple(position, position).map(coordinates => ({ type: 'LineString', coordinates })),
  fc.stringMatching(/^0[23]0 ?\d{7,8}$/),
  fc.webUrl(),
  fc.emailAddress(),
  fc.stringMatching(/^[0-9a-f]{64}$/),
  fc.constantFrom('a', 'b', 'ກ', 'ay'),
);

test('reading never throws, whatever is given to whichever field', () => {
  fc.assert(
    fc.property(fc.oneof(text, nested, good), hints, (given, hinted) => {
      for (const field of fields) {
        const reading = readValue(given, field, hinted);
        const flaws = 'flaw' in reading ? [reading.flaw] : reading.notes;
        for (const flaw of flaws) {
          const finding = findingOf(flaw, { row: 1, field: 'f', given: typeof given === 'string' ? given : null });
          const { lo, en } = findingSentence(finding);
          assert.ok(`${lo}${en}`.isWellFormed() && !`${lo}${en}`.includes('\u0000'));
          assert.doesNotMatch(
            `${finding.wanted.lo}${finding.wanted.en}`,
            /\{(?:given|either|or|maximum|minimum|pattern|year|christian|date|known|suggestion|code|font)\}/,
          );
        }
      }
    }),
    { numRuns: 1500 },
  );
});

test('what is read can be written canonically, and the written text reads as the same value without a flaw', () => {
  const met = new Set<string>();
  fc.assert(
    fc.property(fc.oneof(text, nested, good, good), hints, (given, hinted) => {
      for (const field of fields) {
        const reading = readValue(given, field, hinted);
        if ('flaw' in reading || reading.value === null) continue;
        met.add(`${field.type} ${field.as ?? ''}`);
        const written = writeValue(reading.value, field);
        const again = readValue(written, field, {});
        assert.ok('value' in again, `${field.type} ${field.as}: ${written}`);
        assert.equal(canonicalJson(again.value), canonicalJson(reading.value), `${field.type} ${field.as}: ${written}`);
        const itself = readValue(reading.value, field, {});
        assert.equal(
          'value' in itself && canonicalJson(itself.value),
          canonicalJson(reading.value),
          `${field.type} ${field.as}`,
        );
      }
    }),
    { numRuns: 3000 },
  );
  for (const field of fields)
    assert.ok(met.has(`${field.type} ${field.as ?? ''}`), `no ${field.type} ${field.as} was met`);
});

const tierOf = fc.constantFrom<Tier>('public', 'government', 'custodian');
const names = ['id', 'a', 'b', 'ຊື່', 'é'];
const item = fc.dictionary(
  fc.constantFrom(...names),
  fc.oneof(
    text.filter(one => one.isWellFormed()),
    fc.integer(),
    fc.array(fc.integer()),
  ),
) as fc.Arbitrary<Item>;

test('the tiers of an item hold each of its fields once and make it whole again', () => {
  fc.assert(
    fc.property(item, fc.array(tierOf, { minLength: 4, maxLength: 4 }), (one, visibilities) => {
      const others = names.slice(1).map((name, at) => ({ name, visibility: visibilities[at] ?? 'public' }));
      const { schema } = sampleRegister([{ name: 'id' }, ...others]);
      const bodies = tiers.map(tier => tierBody(one, schema, tier));
      assert.equal(bodies.flatMap(body => Object.keys(body)).length, Object.keys(one).length);
      assert.ok(sameItem(Object.assign({}, ...bodies) as Item, one));
    }),
  );
});

test('canonical bytes and digests do not depend on the order of fields', () => {
  fc.assert(
    fc.property(item, one => {
      const turned = Object.fromEntries(Object.entries(one).reverse());
      assert.equal(canonicalJson(turned), canonicalJson(one));
      assert.equal(
        tierDigest(new Uint8Array(32), canonicalJson(turned)),
        tierDigest(new Uint8Array(32), canonicalJson(one)),
      );
      assert.deepEqual(changedFields(one, turned), []);
    }),
  );
});

test('merging gives exactly the fields that were given, and merging them again changes nothing', () => {
  const given = fc.dictionary(fc.constantFrom(...names), fc.option(fc.integer()));
  fc.assert(
    fc.property(item, given, (one, change) => {
      const merged = mergeItem(one, change);
      for (const name of names) {
        const wanted = Object.hasOwn(change, name) ? (change[name] ?? undefined) : one[name];
        assert.deepEqual(merged[name], wanted);
      }
      assert.ok(sameItem(mergeItem(merged, change), merged));
      for (const name of changedFields(one, merged)) assert.ok(Object.hasOwn(change, name));
    }),
  );
});

test('the fast form of an entry is the canonical form of the same object', () => {
  const digest = fc.base64String();
  const digests = fc.record(
    { public: digest, government: digest, custodian: digest },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Digests>;
  const to = fc.array(fc.string(), { minLength: 1 });
  const more = fc.record({ validFrom: day, to, how: fc.constant('merged' as const) }, { requiredKeys: [] });
  const op = fc.constantFrom('put' as const, 'withdraw' as const, 'schema' as const, 'redact' as const);
  fc.assert(
    fc.property(
      op,
      text.filter(one => one.isWellFormed()),
      digests,
      fc.option(more, { nil: {} }),
      (what, key, salted, others) => {
        const bytes = composeEntry({ op: what, key, digests: salted, ...(others as Partial<RowEntry>) });
        assert.equal(
          bytes,
          canonicalJson({ form: entryForm, op: what, key, digests: salted as JsonObject, ...(others as JsonObject) }),
        );
        assert.deepEqual(parseEntry(bytes)?.['key'], key);
      },
    ),
  );
});

test('the parts of a key come back from it, and it stands in an address as it is', () => {
  const parts = fc.array(
    fc.oneof(meant, fc.string({ unit: 'binary' })).filter(one => one.isWellFormed()),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(parts, given => {
      const key = given.map(encodeKeyPart).join('~');
      assert.deepEqual(decodeKey(key), given);
      assert.doesNotMatch(key, /[\s/?#\\\u0000-\u001f]/);
    }),
    { numRuns: 500 },
  );
});

test('two items with different key fields have different keys, of 512 bytes at most, or a flaw', () => {
  const register = sampleRegister([{ name: 'a' }, { name: 'b' }], { key: { fields: ['a', 'b'] } });
  const part = fc.string({ unit: fc.constantFrom('~', '%', '7', 'E', '.', 'ກ', ' '), maxLength: 200 });
  const pair = fc.record({ a: part, b: part });
  fc.assert(
    fc.property(pair, pair, (one, other) => {
      const [key, otherKey] = [keyOf(one, register), keyOf(other, register)];
      if (!('key' in key) || !('key' in otherKey)) return;
      assert.ok(Buffer.byteLength(key.key) <= 512);
      assert.equal(key.key === otherKey.key, one.a === other.a && one.b === other.b);
    }),
    { numRuns: 300 },
  );
});

test('a definition is read or refused, never a fault, and what is read comes back from its published form', () => {
  const word = fc.constantFrom(
    'name',
    'type',
    'as',
    'title',
    'constraints',
    'codes',
    'search',
    'facet',
    'number',
    'was',
    'check',
    'visibility',
    'aliases',
    'unit',
  );
  const field = fc
    .dictionary(word, nested, { maxKeys: 3 })
    .chain(words => text.map(name => ({ ...words, name }) as JsonObject));
  const top = fc.constantFrom('key', 'view', 'approvals', 'title', 'validFrom', 'licence');
  fc.assert(
    fc.property(fc.array(field, { maxLength: 3 }), fc.dictionary(top, nested, { maxKeys: 1 }), (more, others) => {
      const definition = sampleDefinition([{ name: 'id' }, ...more], others as JsonObject);
      try {
        const register = readDefinition(definition);
        assert.deepEqual(readDefinition(publishedDefinition(definition, register)), register);
      } catch (problem) {
        if (!(problem instanceof Refusal)) throw problem;
      }
    }),
    { numRuns: 1500 },
  );
});
