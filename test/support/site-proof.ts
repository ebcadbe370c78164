// A small real log of thirteen entries with a signed checkpoint, and the proof of one of them. Made in memory, each time anew.
import { randomBytes } from 'node:crypto';
import { canonicalJson } from '#lib/canonical-json';
import { appendLeaves, emptyFrontier, frontierRoot, inclusionProof, leafHash, tileOfHashes } from '#lib/merkle';
import { formatCheckpoint, formatProof, generateSigner, openSigner, signNote } from '#lib/note';
import { composeEntry, tierDigest } from '#register';

const origin = 'data.example.la/log/enterprise';
const size = 13;

/** The texts of a proof as the verify page shows them. */
export interface RealProof {
  readonly entry: string;
  readonly body: string;
  readonly salt: string;
  readonly proof: string;
  readonly key: string;
}

/** The proof of the entry at `index` (0 to 12). */
export async function realProof(index = 5): Promise<RealProof> {
  const rows = Array.from({ length: size }, (_, place) => rowAt(place));
  const leaves = rows.map(({ entry }) => leafHash(Buffer.from(entry)));
  const root = frontierRoot(appendLeaves(emptyFrontier, leaves));
  const { skey, vkey } = generateSigner(origin);
  const checkpoint = signNote(formatCheckpoint({ origin, size, root }), [openSigner(skey)]);
  const hashes = await inclusionProof(
    async (_level, _index, width) => tileOfHashes(leaves.slice(0, width)),
    index,
    size,
  );
  const row = rows[index] ?? rowAt(index);
  const extra = Buffer.from(JSON.stringify({ salt: row.salt, body: row.body }));
  return { ...row, key: vkey, proof: formatProof({ index, hashes, checkpoint, extra }) };
}

function rowAt(place: number): { entry: string; body: string; salt: string } {
  const salt = randomBytes(32);
  const body = canonicalJson({ number: `01-${place}`, name_lo: `ບໍລິສັດ ນ້ຳຂອງ ກາເຟ ຈຳກັດ ${place}` });
  const entry = composeEntry({ op: 'put', key: `01-${place}`, digests: { public: tierDigest(salt, body) } });
  return { entry, body, salt: salt.toString('base64') };
}
