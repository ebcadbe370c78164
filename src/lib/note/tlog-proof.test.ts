// Checkpoints and proofs as texts: the forms C2SP shows, both ways, and what is refused.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type Checkpoint, formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { generateSigner, openSigner, openVerifier } from './key.ts';
import { openNote, signNote } from './signed-note.ts';
import { formatProof, parseProof } from './tlog-proof.ts';

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
const line = fc.stringMatching(/^[^\u0000-\u001f\ud800-\udfff]{1,30}$/);

const { skey, vkey } = generateSigner('example.com/behind-the-sofa');
const checkpointText = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
const checkpointNote = signNote(checkpointText, [openSigner(skey)]);

test('the checkpoint C2SP shows is read and written back', () => {
  const checkpoint = parseCheckpoint(checkpointText);
  assert.equal(checkpoint.origin, 'example.com/behind-the-sofa');
  assert.equal(checkpoint.size, 20_852_163);
  assert.equal(checkpoint.root.length, 32);
  assert.equal(checkpoint.extensions, undefined);
  assert.equal(formatCheckpoint(checkpoint), checkpointText);
  assert.equal(openNote(checkpointNote, [openVerifier(vkey)]).text, checkpointText);
});

test('a checkpoint is read back as it was written, with its extension lines', () => {
  const parts = fc.tuple(line, fc.maxSafeNat(), hash, fc.array(line, { minLength: 1, maxLength: 3 }));
  fc.assert(
    fc.property(parts, ([origin, size, root, extensions]) => {
      const checkpoint: Checkpoint = { origin, size, root, extensions };
      assert.deepEqual(parseCheckpoint(formatCheckpoint(checkpoint)), checkpoint);
    }),
  );
});

test('texts that are no checkpoints are refused', () => {
  const root = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';
  const sizes = ['', '01', '-1', '+1', '1.0', '1e3', ' 1', '9007199254740992', '99999999999999999999', '0x1'];
  const roots = ['', 'AAAA', root.slice(0, -1), `${root}=`, root.replace('q2I=', 'q2J='), root.replaceAll('/', '_')];
  const shapes = [
    '',
    '\n',
    'o\n',
    'o\n1\n',
    `o\n1\n${root}`,
    `\n1\n${root}\n`,
    `o\n1\n${root}\n\n`,
    `o\n1\n${root}\n\nx\n`,
  ];
  const texts = [...sizes.map(size => `o\n${size}\n${root}\n`), ...roots.map(text => `o\n1\n${text}\n`), ...shapes];
  for (const text of texts) assert.throws(() => parseCheckpoint(text), { code: 'checkpoint' }, JSON.stringify(text));
  assert.equal(parseCheckpoint(`o\n0\n${root}\n`).size, 0);
});

test('a checkpoint that could not be read back is not written', () => {
  const root = new Uint8Array(32);
  const wrong: Checkpoint[] = [
    { origin: '', size: 1, root },
    { origin: 'a\nb', size: 1, root },
    { origin: 'a', size: -1, root },
    { origin: 'a', size: 1.5, root },
    { origin: 'a', size: 2 ** 53, root },
    { origin: 'a', size: 1, root: new Uint8Array(31) },
    { origin: 'a', size: 1, root, extensions: [''] },
  ];
  for (const checkpoint of wrong) assert.throws(() => formatCheckpoint(checkpoint), { code: 'checkpoint' });
});

test('a proof is written as C2SP shows it', () => {
  const first = Buffer.alloc(32, 1);
  const second = Buffer.alloc(32, 2);
  const text = formatProof({
    index: 73_894,
    hashes: [first, second],
    checkpoint: checkpointNote,
    extra: Buffer.from('Lao'),
  });
  const head = [
    'c2sp.org/tlog-proof@v1',
    'extra TGFv',
    'index 73894',
    first.toString('base64'),
    second.toString('base64'),
  ];
  assert.equal(text, `${head.join('\n')}\n\n${checkpointNote}`);
  const smallest = formatProof({ index: 0, hashes: [], checkpoint: checkpointNote });
  assert.equal(smallest, `c2sp.org/tlog-proof@v1\nindex 0\n\n${checkpointNote}`);
});

test('a proof is read back as it was written', () => {
  const parts = fc.tuple(fc.nat({ max: 20_852_162 }), fc.array(hash, { maxLength: 63 }), fc.option(fc.uint8Array()));
  fc.assert(
    fc.property(parts, ([index, hashes, extra]) => {
      const proof = { index, hashes, checkpoint: checkpointNote, ...(extra === null ? {} : { extra }) };
      assert.deepEqual(parseProof(formatProof(proof)), proof);
    }),
  );
});

test('texts that are no proofs are refused', () => {
  const good = formatProof({
    index: 5,
    hashes: [Buffer.alloc(32, 1)],
    checkpoint: checkpointNote,
    extra: Buffer.of(1),
  });
  const wrong = [
    '',
    good.replace('@v1', '@v2'),
    good.replace('index 5', 'index 05'),
    good.replace('index 5', 'index  5'),
    good.replace('index 5\n', ''),
    good.replace('extra AQ==', 'extra AR=='),
    good.replace('extra AQ==', 'extra'),
    good.replace('extra AQ==', 'index 4'),
    good.replace('AQEB', 'AQE'),
    good.replace('index 5', 'index 20852163'),
    `\n${good}`,
    good.replaceAll('\n', '\r\n'),
    formatProof({ index: 5, hashes: [], checkpoint: checkpointNote }).replace(
      'index 5\n',
      `index 5\n${`${Buffer.alloc(32).toString('base64')}\n`.repeat(64)}`,
    ),
  ];
  for (const text of wrong) assert.throws(() => parseProof(text), { code: 'proof' }, JSON.stringify(text.slice(0, 80)));
  assert.throws(() => parseProof(good.slice(0, -2)), { code: 'note' });
  assert.throws(() => parseProof(good.replace('20852163', '020852163')), { code: 'checkpoint' });
});

test('a proof that could not be read back is not written', () => {
  const hashes = [new Uint8Array(32)];
  assert.throws(() => formatProof({ index: -1, hashes, checkpoint: checkpointNote }), { code: 'proof' });
  assert.throws(() => formatProof({ index: 20_852_163, hashes, checkpoint: checkpointNote }), { code: 'proof' });
  assert.throws(() => formatProof({ index: 1, hashes: [new Uint8Array(31)], checkpoint: checkpointNote }), {
    code: 'proof',
  });
  assert.throws(() => formatProof({ index: 1, hashes, checkpoint: 'no note' }), { code: 'note' });
});
