// The checks of the island, on a real log: they hold for what was published and fail for one changed letter.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { generateSigner } from '#lib/note';
import { realProof } from '#test/site-proof';
import { checkProof, type ProofParts } from './proof-check.ts';

const parts = await realProof();
const good = { body: true, entry: true, signature: true };

describe('the checks of a proof', () => {
  it('are made on the form that the log writes, extra line and all', () => {
    assert.match(parts.proof, /^c2sp\.org\/tlog-proof@v1\nextra /);
  });

  it('hold for what was published, at every place of the log', async () => {
    for (const index of [0, 1, 5, 12])
      assert.deepEqual(await checkProof(await realProof(index)), good, `entry ${index}`);
  });

  const changed: Readonly<Record<string, readonly [Partial<ProofParts>, object]>> = {
    'a letter of the data': [{ body: parts.body?.replace('ກາເຟ', 'ກາເຟ່') ?? '' }, { body: false }],
    'the salt': [{ salt: Buffer.alloc(32).toString('base64') }, { body: false }],
    'the entry': [{ entry: parts.entry.replace('"put"', '"pat"') }, { entry: false }],
    'the index': [{ proof: parts.proof.replace(/index \d+/, 'index 2') }, { entry: false }],
    'the root': [{ proof: parts.proof.replace(/\n13\n..../, '\n13\nAAAA') }, { entry: false, signature: false }],
    'the size': [{ proof: parts.proof.replace('\n13\n', '\n14\n') }, { signature: false }],
    'the signature': [{ proof: parts.proof.replace(/......=\n$/, 'AAAAAA=\n') }, { signature: false }],
    'the key': [{ key: generateSigner('data.example.la/log/enterprise').vkey }, { signature: false }],
    'nothing but rubbish': [
      { proof: 'rubbish', entry: 'rubbish', key: 'rubbish' },
      { body: false, entry: false, signature: false },
    ],
  };
  for (const [what, [change, expected]] of Object.entries(changed))
    it(`fail after a change of ${what}`, async () => {
      const answer = await checkProof({ ...parts, ...change });
      for (const [name, value] of Object.entries(expected))
        assert.equal(answer[name as keyof typeof answer], value, name);
    });

  it('say nothing of contents that were erased, or of a signature without a key', async () => {
    const { entry, proof } = parts;
    assert.deepEqual(await checkProof({ entry, proof }), { body: undefined, entry: true, signature: undefined });
  });
});
