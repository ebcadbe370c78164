// Exports as streams: backpressure from the reader to the database, and at the end how much it was, as trailers.
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type Exported, type ExportFormat, exportFormats, exportRegister } from '#projection/export';
import type { StoredRegister } from '#store';
import { isKnown, versionOf } from './answer.ts';
import { askedWords, readAsked } from './asked.ts';
import { aboutRegister, type Reading } from './reading.ts';
import { refuseRest } from './refusals.ts';

/** Exports that run at once: each holds a connection for as long as its reader takes. */
const mostAtOnce = 4;

/** `/export.{format}` for every format. */
export function exportRoutes(reading: Reading): void {
  const running = new Set<Readable>();
  const described = { words: 'export', query: ['q', 'as-at', 'filters'], answer: Type.String() } as const;
  for (const format of exportFormats) {
    aboutRegister(
      reading,
      `/export.${format}`,
      { ...described, contentType: contentTypes[format] },
      (stored, request, reply) => sendExport(reading, stored, format, running, request, reply),
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
  running: Set<Readable>,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const asked = readAsked(request, ['q', 'as-at'], true);
  const words = askedWords(asked);
  if (isKnown(request, reply, versionOf(stored, options.build, options.today()))) return reply.send();
  const asAt = asked.given.get('as-at');
  const query = {
    filters: asked.filters,
    ...(asAt === undefined ? {} : { moment: { asAt } }),
    ...(words === undefined ? {} : { keys: await options.keys(words, stored) }),
  };
  const exported = await exportRegister(options.sql(), stored, { format, query, tier: 'public' });
  reply.type(exported.contentType).header('content-disposition', `attachment; filename="${exported.fileName}"`);
  // HEAD shares this handler: it gets the headers, and no export is begun for it.
  if (request.method === 'HEAD') return reply.send();
  if (running.size >= mostAtOnce) throw refuseRest('exports-busy', { most: mostAtOnce });
  const stream = Readable.from(exported.stream, { objectMode: false });
  running.add(stream);
  stream.once('close', () => running.delete(stream));
  if (request.raw.httpVersion !== '1.0') addTrailers(reply, exported);
  return reply.send(stream);
}

// Content-Digest is RFC 9530's, allowed as a trailer.
function addTrailers(reply: FastifyReply, exported: Exported): void {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const { summary } = exported;
  reply.trailer('laopedia-rows', async () => String(summary().rows));
  reply.trailer('laopedia-size', async () => String(summary().size));
  reply.trailer('laopedia-root', async () => base64(summary().root));
  reply.trailer('content-digest', async () => `sha-256=:${base64(summary().sha256)}:`);
}
