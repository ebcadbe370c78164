// What an export is asked for and what it gives. Shapes only.
import type { ListQuery } from '#projection/record';

/** The forms a register can be exported in. */
export const exportFormats = ['csv', 'xlsx', 'jsonl', 'geojson', 'rsf'] as const;

/** One of the forms. */
export type ExportFormat = (typeof exportFormats)[number];

/** What is wanted. Of the query its filters, keys and `asAt` count; a stream comes in the order of keys. */
export interface ExportRequest {
  readonly format: ExportFormat;
  readonly query?: Pick<ListQuery, 'filters' | 'keys' | 'moment'>;
  /** Hidden tiers are not exported. */
  readonly tier: 'public';
}

/** What went out: rows (entries for `rsf`), the log's size and root they were read at, and the SHA-256 of the bytes. */
export interface ExportSummary {
  readonly rows: number;
  readonly size: number;
  readonly root: Uint8Array;
  readonly sha256: Uint8Array;
}

/** An export: nothing is read before `stream` is iterated, once; `summary` is complete when the stream has ended. */
export interface Exported {
  readonly contentType: string;
  readonly fileName: string;
  readonly stream: AsyncIterable<Uint8Array>;
  /** Throws before the stream has ended. */
  summary(): ExportSummary;
}
