// An export on its way out: backpressure from the reader to the database, and at the end how much it was, as trailers. A file
// cut short shows itself: it has no trailers, and no end of its transfer. It chooses nothing of what is exported.
import { createHash } from 'node:crypto';
import { pipeline, Readable, Transform } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Exported } from '#projection/export';

/** The pieces of an export, of which the first was asked for already. */
export interface Begun {
  readonly first: IteratorResult<Uint8Array>;
  readonly pieces: AsyncIterator<Uint8Array>;
}

const longestPieceMs = 60_000;

// A database that hangs half-way must not hold a reader for ever.
async function* goOn(first: IteratorResult<Uint8Array>, pieces: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  for (let piece = first; !piece.done; piece = await inTime(pieces.next())) yield piece.value;
}

function inTime<Value>(work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`the database gave nothing of an export for ${longestPieceMs} ms`));
    const timer = setTimeout(late, longestPieceMs);
    work.finally(() => clearTimeout(timer)).then(resolve, reject);
  });
}

// Brotli at the pace of a database packs no better than this.
const gzipLevel = 4;

const trailerNames = ['laopedia-rows', 'laopedia-size', 'laopedia-root', 'content-digest'];

/** The stream as it goes out; when it has ended, and only then, the trailers are set. HTTP/1.0 has none. */
export function framed(
  request: FastifyRequest,
  reply: FastifyReply,
  { summary }: Exported,
  sent: Begun & { readonly packed: boolean },
): Readable {
  const source = Readable.from(goOn(sent.first, sent.pieces), { objectMode: false });
  // Whoever leaves it, begun or not, ends what makes the pieces.
  source.once('close', () => void sent.pieces.return?.().catch(() => {}));
  const digest = createHash('sha256');
  const stream = sent.packed ? measuredGzip(source, digest) : source;
  if (request.raw.httpVersion === '1.0') return stream;
  reply.header('trailer', trailerNames.join(', ')).header('transfer-encoding', 'chunked');
  stream.once('end', () => {
    const { rows, size, root, sha256 } = summary();
    const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
    // Content-Digest is RFC 9530's, of the bytes as they are sent; allowed as a trailer.
    const own = sent.packed ? digest.digest() : sha256;
    const values = [String(rows), String(size), base64(root), `sha-256=:${base64(own)}:`];
    reply.raw.addTrailers(Object.fromEntries(trailerNames.map((name, at) => [name, values[at] ?? ''])));
  });
  return stream;
}

function measuredGzip(source: Readable, digest: ReturnType<typeof createHash>): Readable {
  const measured = new Transform({
    transform(piece, _encoding, done) {
      digest.update(piece as Uint8Array);
      done(null, piece);
    },
  });
  // Whoever goes away half-way ends the whole line of them, down to the connection of the database.
  return pipeline(source, createGzip({ level: gzipLevel }), measured, () => {});
}
