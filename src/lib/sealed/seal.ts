// Seals a stream: zstd, then AES-256-GCM in chunks under a key of the file's own, then SHA-256 of all that stands before,
// by which a file is found whole without any key. It writes no file.
import { createCipheriv, createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { constants, createZstdCompress } from 'node:zlib';
import { chunkBytes, headerFor, nonceOf } from './header.ts';
import { type Piece, piecesOf } from './pieces.ts';

/** What is sealed and for whom. Without `recipient` it is compressed and proof against accidents, not encrypted. */
export interface SealOptions {
  readonly name: string;
  readonly within: string;
  readonly recipient?: string | undefined;
  /** SHA-256 (hex) of the bytes, where it is known beforehand. */
  readonly digest?: string;
  readonly until?: string;
}

/** The bytes of the sealed file. */
export async function* seal(source: AsyncIterable<Uint8Array>, options: SealOptions): AsyncIterable<Uint8Array> {
  const { recipient, name, within, digest, until } = options;
  const facts = {
    name,
    within,
    ...(digest === undefined ? {} : { digest }),
    ...(until === undefined ? {} : { until }),
  };
  const { line, key } = headerFor(facts, recipient);
  const whole = createHash('sha256').update(line);
  yield line;
  for await (const piece of piecesOf(compressed(source), chunkBytes)) {
    const bytes = key === undefined ? piece.bytes : encrypted(piece, key);
    whole.update(bytes);
    yield bytes;
  }
  yield whole.digest();
}

function compressed(source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const packer = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 1 } });
  // A failure of the source destroys the packer with it, and is thrown to whoever reads from it.
  pipeline(Readable.from(source, { objectMode: false }), packer, () => {});
  return packer;
}

function encrypted({ bytes, place, last }: Piece, key: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(place, last));
  return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}
