// Exports as streams: backpressure from the reader to the database, and at the end how much it was, as trailers. A file cut
// short shows itself: it has no trailers, and no end of its transfer.
import { createHash } from 'node:crypto';
import { pipeline, Readable, Transform } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { acceptedCoding } from '#lib/traffic';
import { type Exported, type ExportFormat, exportFormats, exportRegister } from '#projection/export';
import type { StoredRegister } from '#store';
import { etagOf, versionOf } from './answer.ts';
import { askedWords, readAsked } from './asked.ts';
import { aboutRegister, type Reading } from './reading.ts';

/** `/export.{format}` for every format. */
export function exportRoutes(reading: Reading): void {
  const described = { words: 'export', query: ['q', 'as-at', 'filters'], answer: Type.String() } as const;
  for (const format of exportFormats) {
    aboutRegister(
      reading,
      `/export.${format}`,
      { ...described, contentType: contentTypes[format] },
      (stored, request, reply) => sendExport(reading, stored, format, request, reply),
    );
  }
}

const contentTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/jsonl',
  geojson: 'application/geo+json',
  rsf: 'text/tab-separated-values',
};

async function sendExport(
  { options }: Reading,
  stored: StoredRegister,
  format: ExportFormat,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const asked = readAsked(request, ['q', 'as-at'], true);
  const words = askedWords(asked);
  const etag = etagOf(versionOf(stored, options.build, options.today()));
  if (await options.front.settle(request, reply, etag, 'alone')) return reply;
  const asAt = asked.given.get('as-at');
  const query = {
    filters: asked.filters,
    ...(asAt === undefined ? {} : { moment: { asAt } }),
    ...(words === undefined ? {} : { keys: await options.keys(words, stored) }),
  };
  const sql = options.exportSql ?? options.sql;
  const exported = await exportRegister(sql(), stored, { format, query, tier: 'public' });
  reply.type(exported.contentType).header('content-disposition', `attachment; filename="${exported.fileName}"`);
  // A workbook is packed already.
  const packs = format !== 'xlsx';
  if (packs) reply.header('vary', 'accept-encoding');
  // HEAD shares this handler: it gets the headers, and no export is begun for it.
  if (request.method === 'HEAD') return reply.send();
  const packed = packs && acceptedCoding(request.headers['accept-encoding'], ['gzip']) === 'gzip';
  if (packed) reply.header('content-encoding', 'gzip');
  return reply.send(framed(request, reply, exported, packed));
}

// Brotli at the pace of a database packs no better than this.
const gzipLevel = 4;

const trailerNames = ['laopedia-rows', 'laopedia-size', 'laopedia-root', 'content-digest'];

// The stream as it goes out; when it has ended, and only then, the trailers are set. HTTP/1.0 has none.
function framed(request: FastifyRequest, reply: FastifyReply, exported: Exported, packed: boolean): Readable {
  const source = Readable.from(exported.stream, { objectMode: false });
  const digest = createHash('sha256');
  const stream = packed ? measuredGzip(source, digest) : source;
  if (request.raw.httpVersion === '1.0') return stream;
  reply.header('trailer', trailerNames.join(', ')).header('transfer-encoding', 'chunked');
  stream.once('end', () => {
    const { rows, size, root, sha256 } = exported.summary();
    const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
    // Content-Digest is RFC 9530's, of the bytes as they are sent; allowed as a trailer.
    const sent = packed ? digest.digest() : sha256;
    const values = [String(rows), String(size), base64(root), `sha-256=:${base64(sent)}:`];
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
