// How much of a file this room is willing to hold at once. Nothing here depends on what the file is about.

/** Bounds on one file; a file beyond one of them is refused with a SheetProblem, never read half. */
export interface Limits {
  /** Characters in one cell ('too-large-cell'). */
  readonly cellChars: number;
  /** Characters in one row ('too-large-cell'). */
  readonly rowChars: number;
  /** Cells in one row ('too-many-columns'). */
  readonly columns: number;
  /** Bytes of a file that comes as a stream, and of an XLSX ('too-large-file'). */
  readonly fileBytes: number;
  /** Entries in an XLSX's zip directory ('zip-bomb'). */
  readonly zipEntries: number;
  /** Bytes of an XLSX after inflating, all entries together ('zip-bomb'). */
  readonly inflatedBytes: number;
  /** Inflated to stored size of one entry beyond its first 10 MiB ('zip-bomb'). */
  readonly inflateRatio: number;
  /** Characters of an XLSX's shared strings, which are held in memory ('zip-bomb'). */
  readonly sharedChars: number;
  /** Objects and arrays inside one another in JSON ('json-too-deep'). */
  readonly jsonDepth: number;
}

/** The bounds when the caller names none. */
export const defaultLimits: Limits = {
  cellChars: 4 * 1024 * 1024,
  rowChars: 16 * 1024 * 1024,
  columns: 2_000,
  fileBytes: 4 * 1024 * 1024 * 1024,
  zipEntries: 10_000,
  inflatedBytes: 512 * 1024 * 1024,
  inflateRatio: 200,
  sharedChars: 128 * 1024 * 1024,
  jsonDepth: 64,
};
