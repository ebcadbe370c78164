// Sealed files: what went in comes out, and nothing else does.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import test from 'node:test';
import { identityOfPassPhrase, makeIdentity, readIdentity, readRecipient } from './identity.ts';
import { type SealOptions, seal } from './seal.ts';
import { checkSealed, unseal } from './unseal.ts';

const made = makeIdentity();
const identity = readIdentity(`# a note\n${made.secretLine}\n`) ?? assert.fail('no identity');
const wal = { name: 'wal/1', within: 'set' };
const closed = { ...wal, recipient: identity.recipient };

async function* pieces(bytes: Uint8Array, size = 50_000): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function gathered(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const one of source) all.push(one);
  return Buffer.concat(all);
}

const sealed = (bytes: Uint8Array, options: SealOptions) => gathered(seal(pieces(bytes), options));
const opened = (bytes: Uint8Array, secret: string | undefined = identity.secret, as = wal) =>
  gathered(unseal({ bytes: pieces(bytes), ...as, secret }));

test('what was sealed comes out again, whatever its length, encrypted or not', async () => {
  for (const length of [0, 1, 131_071, 131_072, 131_073, 600_000]) {
    const bytes = randomBytes(length);
    for (const options of [wal, closed]) {
      const file = await sealed(bytes, options);
      assert.ok(bytes.equals(await opened(file)), `${length}`);
      assert.equal((await checkSealed({ bytes: pieces(file, 7), ...wal })).name, 'wal/1');
    }
  }
});

test('a bit flipped anywhere, a cut anywhere and bytes added are found, with the key and without', async () => {
  for (const options of [wal, closed]) {
    const file = await sealed(randomBytes(300_000), options);
    const broken = Array.from({ length: 60 }, (_, round) => {
      const at = round < 40 ? Math.floor((file.length * round) / 40) : file.length - 1 - (round - 40) * 2;
      const flipped = Buffer.from(file);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (round % 8));
      return [flipped, file.subarray(0, at)];
    }).flat();
    for (const one of [...broken, Buffer.concat([file, Buffer.alloc(1)])]) {
      await assert.rejects(opened(one), { name: 'SealProblem' });
      await assert.rejects(checkSealed({ bytes: pieces(one), ...wal }), { name: 'SealProblem' });
    }
  }
});

test('whoever has no key, another key or only the public half reads nothing', async () => {
  const secret = Buffer.from('ທ່ານ ບຸນ '.repeat(9));
  const file = await sealed(secret, closed);
  assert.equal(file.includes('ບຸນ'), false);
  const other = readIdentity(makeIdentity().secretLine)?.secret;
  await assert.rejects(opened(file, other), { code: 'wrong-key' });
  await assert.rejects(gathered(unseal({ bytes: pieces(file), ...wal })), { code: 'key-needed' });
  assert.equal(readIdentity(made.recipientLine), undefined);
  assert.equal(readRecipient(made.recipientLine), identity.recipient);
  assert.equal(readRecipient(made.secretLine), identity.recipient);
});

test('a file under another name or of another set is not taken for it, even with its header rewritten', async () => {
  const file = await sealed(randomBytes(99), closed);
  for (const as of [
    { ...wal, name: 'wal/2' },
    { ...wal, within: 'else' },
  ])
    await assert.rejects(opened(file, identity.secret, as), { code: 'other-file' });
  const renamed = Buffer.from(file.toString('latin1').replace('wal/1', 'wal/2'), 'latin1');
  await assert.rejects(opened(renamed, identity.secret, { ...wal, name: 'wal/2' }), { code: 'damaged' });
});

test('a pass phrase is a key: the same with its salt, another without', () => {
  const small = { salt: 'c2FsdHNhbHQ', cost: 1024 };
  const one = identityOfPassPhrase('ຄວາມລັບ ອັນຍາວ', small).identity;
  assert.deepEqual(identityOfPassPhrase('ຄວາມລັບ ອັນຍາວ', small).identity, one);
  assert.notEqual(identityOfPassPhrase('ຄວາມລັບ ອັນຍາວ', { ...small, salt: 'b3RoZXI' }).identity.secret, one.secret);
});

test('two files of the same bytes have nothing in common', async () => {
  const bytes = Buffer.alloc(4096, 'ກ');
  const [one, two] = [await sealed(bytes, closed), await sealed(bytes, closed)];
  assert.notDeepEqual(one.subarray(-60), two.subarray(-60));
});
