// Laws of the canonical form and the strict reader over arbitrary JSON.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { canonicalBytes, canonicalJson } from './canonical.ts';
import type { JsonValue } from './json-value.ts';
import { parseStrictJson } from './strict-parse.ts';

const json = fc.jsonValue({ stringUnit: 'binary' }).map(value => value as JsonValue);

/** The plain way, with the platform's own writer: the reference the hand-written one is held against. */
function reference(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(reference).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${reference(member)}`).join(',')}}`;
}

test('the canonical form is the one of the plain reference writer', () => {
  fc.assert(
    fc.property(json, value => assert.equal(canonicalJson(value), reference(value))),
    { numRuns: 500 },
  );
});

test('reading a canonical form and writing it again changes nothing', () => {
  fc.assert(
    fc.property(json, value => {
      const text = canonicalJson(value);
      assert.equal(canonicalJson(parseStrictJson(text)), text);
      assert.equal(new TextDecoder().decode(canonicalBytes(value)), text);
    }),
    { numRuns: 500 },
  );
});

test('the order in which members were made does not matter', () => {
  const entries = fc.uniqueArray(fc.tuple(fc.string({ unit: 'binary' }), fc.integer()), { selector: ([name]) => name });
  fc.assert(
    fc.property(entries, members => {
      const forward = Object.fromEntries(members);
      const backward = Object.fromEntries([...members].reverse());
      assert.equal(canonicalJson(forward), canonicalJson(backward));
    }),
  );
});

test('the strict reader reads what JSON.parse reads where no name stands twice', () => {
  fc.assert(
    fc.property(json, fc.constantFrom(0, 1, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      assert.deepEqual(parseStrictJson(text), JSON.parse(text));
    }),
    { numRuns: 500 },
  );
});

test('a text JSON.parse refuses is refused by the strict reader too', () => {
  const broken = fc.tuple(json, fc.nat(), fc.constantFrom('', ',', '"', '}', ']', '\\', '0', ' ', 'x', '\u0001'));
  fc.assert(
    fc.property(broken, ([value, place, sign]) => {
      const text = JSON.stringify(value);
      const at = place % (text.length + 1);
      const mutated = text.slice(0, at) + sign + text.slice(at + 1);
      let readable = true;
      try {
        JSON.parse(mutated);
      } catch {
        readable = false;
      }
      if (!readable) assert.throws(() => parseStrictJson(mutated));
    }),
    { numRuns: 1000 },
  );
});
