// What may stand in a log.
import assert from 'node:assert/strict';
import test from 'node:test';
import { composeEntry, composePublication, type Refusal } from '#register';
import { type Appearance, readAppearance } from './appearance.ts';

const digest = Buffer.alloc(32).toString('base64');

function read(bytes: Uint8Array | string): Appearance | undefined {
  const failures: Refusal[] = [];
  const appearance = readAppearance(5, Buffer.from(bytes), failures);
  assert.equal(failures.length, appearance === undefined ? 1 : 0);
  return appearance;
}

test('rows, schemas and publications are known by their form', () => {
  assert.equal(read(composeEntry({ op: 'put', key: 'ກ', digests: { public: digest } }))?.publicDigest, digest);
  assert.equal(read(composeEntry({ op: 'withdraw', key: 'a', digests: {} }))?.publicDigest, undefined);
  const facts = { time: '2026-11-22T03:00:00Z', first: 2, count: 3, proposal: 'p', organisations: ['la'] };
  assert.equal(read(composePublication(facts, digest))?.first, 2);
});

test('another spelling of the same entry is refused: its bytes are what is signed', () => {
  const text = composeEntry({ op: 'put', key: 'a', digests: { public: digest } });
  assert.equal(read(text.replace('{"digests"', '{ "digests"')), undefined);
  assert.equal(read(`\ufeff${text}`), undefined);
  assert.equal(read(text.replace('"a"', '"\\u0061"')), undefined);
});

test('unknown forms and operations, bytes that are no text, and no JSON are refused', () => {
  const text = composeEntry({ op: 'put', key: 'a', digests: {} });
  assert.equal(read(text.replace('"put"', '"qut"')), undefined);
  assert.equal(read(text.replace('/v1+', '/v9+')), undefined);
  assert.equal(read(Buffer.of(0xff, 0xfe)), undefined);
  assert.equal(read(''), undefined);
  assert.equal(read('[]'), undefined);
  assert.equal(read('{"digests":{"public":7},"form":"laopedia/entry/v1+sha256","key":"a","op":"put"}'), undefined);
});
