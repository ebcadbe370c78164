// Networks, rates, codings and kept answers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { acceptedCoding, packBytes } from './coding.ts';
import { networkOf } from './network.ts';
import { packedBodies } from './packed-bodies.ts';
import { openRate } from './rate.ts';
import { openShares } from './shares.ts';

test('a network is an IPv4 address, or the first half of an IPv6 one however it is written', () => {
  for (const [address, network] of [
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:db8::1:0:0:1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
    ['nonsense', 'nonsense'],
  ] as const)
    assert.equal(networkOf(address), network, address);
});

test('a network has so many shares at once, and what it gives back twice it gives back once', () => {
  const shares = openShares(2);
  const first = shares.take('a');
  assert.ok(first !== undefined && shares.take('a') !== undefined && shares.take('b') !== undefined);
  assert.equal(shares.take('a'), undefined);
  first();
  first();
  assert.ok(shares.take('a') !== undefined);
  assert.equal(shares.take('a'), undefined);
});

test('a network may ask its burst at once, then so many a second, and is told when to come again', () => {
  const rate = openRate(2, 5, 10);
  for (let time = 0; time < 5; time++) assert.equal(rate.take('a', 0), 0);
  assert.equal(rate.take('a', 0), 1);
  assert.equal(rate.take('b', 0), 0);
  assert.equal(rate.take('a', 500), 0);
  assert.equal(rate.take('a', 500), 1);
  for (let time = 0; time < 5; time++) assert.equal(rate.take('a', 60_000), 0);
  assert.equal(rate.take('a', 60_000), 1);
  // A clock that goes back gives nothing and takes nothing.
  assert.equal(rate.take('a', 0), 1);
});

test('a rate keeps no more networks than it may', () => {
  const rate = openRate(1, 1, 2);
  for (const network of ['a', 'b', 'c']) assert.equal(rate.take(network, 0), 0);
  assert.equal(rate.take('c', 0), 1);
  assert.equal(rate.take('b', 0), 1);
  assert.equal(rate.take('a', 0), 0);
});

test('a coding is what the reader weighs most, brotli before gzip', () => {
  for (const [header, coding] of [
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip', 'gzip'],
    ['gzip, deflate, br', 'br'],
    ['br;q=0.2, gzip;q=0.8', 'gzip'],
    ['br;q=0, gzip;q=0', 'identity'],
    ['GZIP ; q=1.0', 'gzip'],
    ['*', 'br'],
    ['*;q=0', 'identity'],
    ['br;q=x', 'identity'],
    ['zebra, gzipped', 'identity'],
  ] as const)
    assert.equal(acceptedCoding(header), coding, header);
  assert.equal(acceptedCoding('br, gzip', ['gzip']), 'gzip');
});

test('packed bytes unpack to themselves', async () => {
  const bytes = Buffer.from('ແຂວງບໍ່ແກ້ວ '.repeat(500));
  assert.deepEqual(gunzipSync(await packBytes(bytes, 'gzip')), bytes);
  assert.deepEqual(brotliDecompressSync(await packBytes(bytes, 'br')), bytes);
  assert.equal(await packBytes(bytes, 'identity'), bytes);
});

test('answers are kept when they are asked for again, and never more bytes than may be', () => {
  const most = 100_000;
  const kept = packedBodies(most);
  const body = (size: number) => ({ headers: {}, bytes: new Uint8Array(size) });
  kept.offer('once', body(10));
  assert.equal(kept.get('once'), undefined);
  for (let at = 0; at < 400; at++) {
    for (let time = 0; time < 2; time++) kept.offer(`k${at}`, body(1000 + at));
    kept.get('k0');
    assert.ok(kept.keptBytes <= most);
  }
  assert.ok(kept.get('k0') !== undefined && kept.get('k399') !== undefined);
  assert.equal(kept.get('k1'), undefined);
  for (let time = 0; time < 3; time++) kept.offer('large', body(most / 10));
  assert.equal(kept.get('large'), undefined);
});
