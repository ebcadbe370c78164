// The addresses of exports: what is asked for, and leave for it. The stream itself is made in export-stream.ts.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { acceptedCoding } from '#lib/traffic';
import { type ExportFormat, exportFormats, exportRegister } from '#projection/export';
import type { StoredRegister } from '#store';
import { etagOf, versionOf } from './answer.ts';
import { askedWords, readAsked } from './asked.ts';
import { framed } from './export-stream.ts';
import { aboutRegister, type Reading } from './reading.ts';
import { text } from './shape.ts';

/** `/export.{format}` for every format. */
export function exportRoutes(reading: Reading): void {
  const described = { words: 'export', query: ['q', 'as-at', 'filters'], answer: text() } as const;
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
  // With the first piece in hand everything that could be refused has been, and the database has answered.
  const pieces = exported.stream[Symbol.asyncIterator]();
  const first = await pieces.next();
  if (reply.sent) {
    await pieces.return?.();
    return reply;
  }
  if (packed) reply.header('content-encoding', 'gzip');
  return reply.send(framed(request, reply, exported, { first, pieces, packed }));
}
