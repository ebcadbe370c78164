// Exports a register: chooses the writer, holds one moment of the database for it, and measures what goes out. It keeps
// no more of it in memory than a page.
import { createHash } from 'node:crypto';
import type { Sql } from 'postgres';
import { listRecords } from '#projection/record';
import type { StoredRegister } from '#store';
import { csvPieces } from './csv.ts';
import type { Exported, ExportFormat, ExportRequest, ExportSummary } from './export.ts';
import { geoJsonPieces, whereaboutsOf } from './geojson.ts';
import { jsonLinePieces } from './json-lines.ts';
import { refuseExport } from './refusals.ts';
import type { Tally } from './rows.ts';
import { rsfPieces } from './rsf-write.ts';
import { openSnapshot, type Snapshot } from './snapshot.ts';
import { mostXlsxRows, xlsxPieces } from './xlsx.ts';

type Write = (snapshot: Snapshot, query: ExportRequest['query'], tally: Tally) => AsyncIterable<Uint8Array>;

const writers: Readonly<Record<ExportFormat, { readonly write: Write; readonly contentType: string }>> = {
  csv: { write: csvPieces, contentType: 'text/csv; charset=utf-8; header=present' },
  xlsx: { write: xlsxPieces, contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  jsonl: { write: jsonLinePieces, contentType: 'application/jsonl; charset=utf-8' },
  geojson: { write: geoJsonPieces, contentType: 'application/geo+json; charset=utf-8' },
  rsf: { write: rsfPieces, contentType: 'text/tab-separated-values; charset=utf-8' },
};

/**
 * Prepares an export of the public tier. Unknown and hidden fields, values no field can have, and forms the register does
 * not fit are refused here, before a byte goes out. Each stream holds one connection of the pool until it ends or is left.
 */
export async function exportRegister(sql: Sql, stored: StoredRegister, request: ExportRequest): Promise<Exported> {
  const query = isEmpty(request.query) ? undefined : request.query;
  await refuseEarly(sql, stored, request.format, query);
  const { write, contentType } = writers[request.format];
  let summary: ExportSummary | undefined;
  return {
    contentType,
    fileName: `${stored.register.name}.${request.format}`,
    stream: measured(sql, stored, query, write, done => {
      summary = done;
    }),
    summary() {
      if (summary === undefined) throw new Error('the summary of an export is asked for before its stream has ended');
      return summary;
    },
  };
}

async function* measured(
  sql: Sql,
  stored: StoredRegister,
  query: ExportRequest['query'],
  write: Write,
  tell: (done: ExportSummary) => void,
): AsyncIterable<Uint8Array> {
  const snapshot = await openSnapshot(sql, stored.register.name, query?.moment);
  const digest = createHash('sha256');
  const tally: Tally = { rows: 0 };
  try {
    for await (const piece of write(snapshot, query, tally)) {
      digest.update(piece);
      yield piece;
    }
  } finally {
    await snapshot.close();
  }
  tell({ rows: tally.rows, size: snapshot.size, root: snapshot.root, sha256: digest.digest() });
}

function isEmpty(query: ExportRequest['query']): boolean {
  if (query === undefined || query.keys !== undefined) return query === undefined;
  return Object.keys(query.filters ?? {}).length === 0 && query.moment?.asAt === undefined;
}

async function refuseEarly(
  sql: Sql,
  stored: StoredRegister,
  format: ExportFormat,
  query: ExportRequest['query'],
): Promise<void> {
  const { register, records } = stored;
  if (format === 'geojson' && whereaboutsOf(register) === undefined)
    throw refuseExport('no-geometry', { register: register.name });
  if (format === 'rsf' && (query?.keys !== undefined || Object.keys(query?.filters ?? {}).length > 0))
    throw refuseExport('whole-only');
  if (format === 'xlsx' && query === undefined && records > mostXlsxRows)
    throw refuseExport('too-many-rows', { rows: records, most: mostXlsxRows });
  // One row asked for as the stream will ask: it refuses what a list refuses.
  if (query !== undefined) await listRecords(sql, stored, { ...query, limit: 1 });
}
