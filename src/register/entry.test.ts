// Entries and publications: their exact bytes, their digests against node:crypto, and how many must approve.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { composeEntry, entryForm, parseEntry, saltBytes, succeededBy, tierDigest } from './entry.ts';
import { composePublication, publicationForm } from './publication.ts';
import { type ApprovalRule, approversNeeded } from './register.ts';

const salt = Uint8Array.from({ length: saltBytes }, (_, at) => at);

test('the digest of a tier is SHA-256 over its domain, its salt and its body', () => {
  const body = '{"name":"ກ"}';
  const byHand = createHash('sha256')
    .update('laopedia/tier/v1')
    .update(Buffer.of(0))
    .update(salt)
    .update(body, 'utf8')
    .digest('base64');
  assert.equal(tierDigest(salt, body), byHand);
  // Computed apart with coreutils: printf, sha256sum, base64.
  assert.equal(tierDigest(new Uint8Array(32), '{}'), 'bsVSK50mh94hlM0vFFhtEYSd7moqGuB1UBf35LQrzgs=');
});

test('one body under two salts has two digests', () => {
  assert.notEqual(tierDigest(salt, '{}'), tierDigest(Uint8Array.from(salt).reverse(), '{}'));
  assert.notEqual(tierDigest(salt, '{}'), tierDigest(salt, '{ }'));
  assert.equal(saltBytes, 32);
});

test('an entry has exactly these bytes', () => {
  assert.equal(
    composeEntry({ op: 'put', key: 'ກ"1', digests: { public: 'cA==', custodian: 'Yw==' } }),
    '{"digests":{"custodian":"Yw==","public":"cA=="},"form":"laopedia/entry/v1+sha256","key":"ກ\\"1","op":"put"}',
  );
  assert.equal(
    composeEntry({ op: 'succeed', key: 'a', digests: {}, to: ['b'], how: 'merged', validFrom: '2026-01-01' }),
    '{"digests":{},"form":"laopedia/entry/v1+sha256","how":"merged","key":"a","op":"succeed","to":["b"],"validFrom":"2026-01-01"}',
  );
});

test('a publication has exactly these bytes, and no person in them', () => {
  const publication = {
    time: '2026-03-22T10:00:00Z',
    first: 5,
    count: 2,
    proposal: 'p1',
    organisations: ['mtc', 'la'],
  };
  assert.equal(
    composePublication(publication, 'ZA=='),
    '{"count":2,"digests":{"custodian":"ZA=="},"first":5,"form":"laopedia/publication/v1+sha256","op":"publication","organisations":["mtc","la"],"proposal":"p1","time":"2026-03-22T10:00:00Z"}',
  );
});

test('every form names its version and its hash', () => {
  for (const form of [entryForm, publicationForm]) assert.match(form, /^laopedia\/[a-z]+\/v1\+sha256$/);
});

test('bytes of no form known here are read as nothing', () => {
  for (const bytes of ['', '{', '[]', 'null', '5', '{"a":1}x', '{"a":1,"a":2}', '[[[[[[[[[[[]]]]]]]]]]]']) {
    assert.equal(parseEntry(bytes), undefined, bytes);
  }
  assert.deepEqual(parseEntry('{"op":"put"}'), { op: 'put' });
});

test('what took the place of a key is read from a succession alone', () => {
  const read = (text: string) => succeededBy(parseEntry(text) ?? {});
  assert.deepEqual(read('{"how":"split","op":"succeed","to":["b","c"]}'), { to: ['b', 'c'], how: 'split' });
  for (const other of [
    '{"how":"split","op":"put","to":["b"]}',
    '{"how":"eaten","op":"succeed","to":["b"]}',
    '{"how":"merged","op":"succeed","to":"b"}',
  ]) {
    assert.equal(read(other), undefined);
  }
});

test('above so many changed rows more must approve', () => {
  const needed = (rule: string, rows: number) => approversNeeded(JSON.parse(rule) as ApprovalRule, rows);
  const rule = '{"approvers":1,"aboveRows":100,"then":3}';
  assert.deepEqual([needed(rule, 0), needed(rule, 100), needed(rule, 101)], [1, 1, 3]);
  assert.equal(needed('{"approvers":2}', 1_000_000), 2);
  assert.equal(needed('{"approvers":2,"aboveRows":5}', 6), 2);
  assert.equal(needed('{"approvers":0,"aboveRows":0,"then":1}', 1), 1);
});
