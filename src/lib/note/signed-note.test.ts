// Keys and notes: the vector every implementation of signed notes shares, and what is refused.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { generateSigner, isName, openSigner, openVerifier } from './key.ts';
import { openNote, parseNote, signNote } from './signed-note.ts';

// The example of Go's note package: a published key, text and signature.
const neumann = {
  skey: 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
  vkey: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  line: '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
};

function newKey(name = 'example.la/log') {
  const { skey, vkey } = generateSigner(name);
  return { skey, vkey, signer: openSigner(skey), verifier: openVerifier(vkey) };
}

test("the published signer key signs the published text with the published signature, and Go's verifier key opens it", () => {
  const signer = openSigner(neumann.skey);
  assert.equal(signer.vkey, neumann.vkey);
  const note = signNote(neumann.text, [signer]);
  assert.equal(note, `${neumann.text}\n${neumann.line}`);
  const opened = openNote(note, [openVerifier(neumann.vkey)]);
  assert.equal(opened.text, neumann.text);
  assert.deepEqual(
    opened.verifiedSignatures.map(one => `${one.name} ${one.keyId}`),
    ['PeterNeumann c74f20a3'],
  );
  assert.deepEqual(opened.unverified, []);
});

test('a new key signs what its verifier key opens', () => {
  const { skey, vkey, signer, verifier } = newKey();
  assert.match(skey, /^PRIVATE\+KEY\+example\.la\/log\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/);
  assert.equal(signer.vkey, vkey);
  assert.equal(verifier.vkey, vkey);
  assert.equal(openNote(signNote('ສະບາຍດີ\n\nສອງ\n', [signer]), [verifier]).text, 'ສະບາຍດີ\n\nສອງ\n');
});

test('a note signed by the old and the new key opens with either or both, once each', () => {
  const [old, fresh] = [newKey(), newKey()];
  const note = signNote('text\n', [old.signer, fresh.signer]);
  const withOld = openNote(note, [old.verifier]);
  assert.deepEqual(
    withOld.verifiedSignatures.map(one => one.keyId),
    [old.signer.keyId],
  );
  assert.deepEqual(
    withOld.unverified.map(one => one.keyId),
    [fresh.signer.keyId],
  );
  assert.equal(openNote(note, [fresh.verifier]).verifiedSignatures.length, 1);
  assert.equal(openNote(note, [old.verifier, fresh.verifier]).verifiedSignatures.length, 2);
  const lastLine = parseNote(note).signatures.length;
  assert.equal(lastLine, 2);
});

test('a line repeated by a known key counts once', () => {
  const { signer, verifier } = newKey();
  const note = signNote('text\n', [signer]);
  const line = note.slice(note.lastIndexOf('—'));
  assert.equal(openNote(note + line, [verifier]).verifiedSignatures.length, 1);
});

test('a note no known key has signed is refused', () => {
  const note = signNote('text\n', [newKey().signer]);
  assert.throws(() => openNote(note, [newKey().verifier]), { code: 'unverified' });
  assert.throws(() => openNote(note, []), { code: 'unverified' });
});

test('any flipped bit of text or signature is refused, even beside a good signature', () => {
  const [a, b] = [newKey(), newKey()];
  const note = signNote('text\nof two lines\n', [a.signer, b.signer]);
  const parsed = parseNote(note);
  assert.throws(() => openNote(note.replace('two', 'twp'), [a.verifier]), { code: 'signature' });
  const bits = fc.integer({ min: 0, max: 64 * 8 - 1 });
  fc.assert(
    fc.property(bits, bit => {
      const bytes = Buffer.concat([Buffer.from(b.signer.keyId, 'hex'), parsed.signatures[1]?.signature ?? Buffer.of()]);
      const at = 4 + (bit >> 3);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit & 7));
      const changed = `${note.slice(0, note.lastIndexOf(' ') + 1) + bytes.toString('base64')}\n`;
      assert.throws(() => openNote(changed, [a.verifier, b.verifier]), { code: 'signature' });
      assert.equal(openNote(changed, [a.verifier]).verifiedSignatures.length, 1);
    }),
  );
});

test('a signature of another length under a known key is wrong, not a crash', () => {
  const { signer, verifier } = newKey();
  const short = Buffer.concat([Buffer.from(signer.keyId, 'hex'), Buffer.alloc(3)]).toString('base64');
  assert.throws(() => openNote(`text\n\n— ${signer.name} ${short}\n`, [verifier]), { code: 'signature' });
});

test('texts that are no notes are refused', () => {
  const note = signNote('text\n', [newKey('n').signer]);
  const line = note.slice(note.indexOf('—'));
  const texts = [
    '',
    '\n',
    'text\n\n— n AAAAAAAAX',
    'text\n',
    'text\n\n',
    note.trimEnd(),
    `${note}\n`,
    `text\n${line}`,
    `text\n\n${line}rest\n`,
  ];
  const lines = [
    line.replace('—', '-'),
    line.replace('— ', '—'),
    line.replace(' n ', ' n+ '),
    line.replace(' n ', '  '),
  ];
  const base64 = ['AAAA', 'AAAAAA=', 'AAAAAAB=', '!!!!!!!!', 'AAAAAAA', 'AAAA AAAA'].map(text => `— n ${text}\n`);
  for (const other of [...texts, ...[...lines, ...base64].map(text => `text\n\n${text}`)]) {
    assert.throws(() => parseNote(other), { code: 'note' }, JSON.stringify(other));
  }
  assert.throws(() => parseNote(note.replace('text', 'te\rxt')), { code: 'note' });
  assert.throws(() => parseNote(note.replace('text', 'te\ud800xt')), { code: 'note' });
  assert.throws(() => parseNote(`text\n\n${line.repeat(101)}`), { code: 'note' });
  assert.equal(parseNote(`text\n\n${line.repeat(100)}`).signatures.length, 100);
  assert.throws(() => parseNote(`${'x'.repeat(1_000_000)}\n\n${line}`), { code: 'note' });
});

test('a text that cannot be in a note is not signed', () => {
  const { signer } = newKey();
  for (const text of ['', 'no newline', 'tab\t\n', 'half \ud800\n']) {
    assert.throws(() => signNote(text, [signer]), { code: 'text' });
  }
  assert.throws(() => signNote('text\n', []), { code: 'text' });
  assert.throws(() => signNote('text\n', [signer, signer]), { code: 'text' });
});

test('a name with a space, a plus or a control in it, or no name, is no name', () => {
  for (const name of ['', ' ', 'a b', 'a+b', 'a\u00a0b', 'a\u3000b', 'a\u0085b', 'a\nb', 'a\u0001b', '\ud800']) {
    assert.equal(isName(name), false);
    assert.throws(() => generateSigner(name), { code: 'name' });
  }
  for (const name of ['a', 'data.example.la/log/enterprise', 'ທະບຽນ']) assert.equal(isName(name), true);
});

test('keys that were changed, cut or of another kind are refused, and a refusal never shows a signer key', () => {
  const { skey, vkey } = newKey('name');
  const [, keyId = '', base64 = ''] = /^name\+(.{8})\+(.+)$/.exec(vkey) ?? [];
  const ofKindFour = (text: string) =>
    Buffer.concat([Buffer.of(4), Buffer.from(text, 'base64').subarray(1)]).toString('base64');
  const otherKind = ofKindFour(base64);
  const otherSigner = skey.slice(0, -44) + ofKindFour(skey.slice(-44));
  const wrong = [
    '',
    'name',
    `name+${keyId}`,
    `nome+${keyId}+${base64}`,
    `name+00000000+${base64}`,
    `${vkey}\n`,
    ` ${vkey}`,
  ];
  for (const key of [...wrong, `name+${keyId}+${otherKind}`, vkey.slice(0, -4), skey, vkey.toUpperCase()]) {
    assert.throws(() => openVerifier(key), { code: 'key' }, key);
  }
  for (const key of [
    '',
    vkey,
    skey.slice(0, -4),
    otherSigner,
    skey.replace('name', 'nome'),
    skey.replace(/\+[0-9a-f]{8}\+/, '+00000000+'),
  ]) {
    assert.throws(
      () => openSigner(key),
      (error: Error & { code?: string }) => error.code === 'key' && !error.message.includes(skey.slice(-44, -4)),
    );
  }
});

test('two different keys under one name and key id are refused', () => {
  const { signer, verifier } = newKey();
  const note = signNote('text\n', [signer]);
  assert.throws(() => openNote(note, [verifier, { ...verifier, vkey: 'another' }]), { code: 'key' });
  assert.equal(openNote(note, [verifier, openVerifier(verifier.vkey)]).verifiedSignatures.length, 1);
});
