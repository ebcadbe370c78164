// The error this room throws. Verification never throws: it answers true or false.

/**
 * Why something is refused: `size` a number that is no size, index, level or width · `hash` bytes that are no hash or no
 * row of hashes · `path` not a tile's path · `tile` a tile read is not as wide as asked · `bundle` entries that do not
 * fit a bundle, or bytes that are none.
 */
export type MerkleProblemCode = 'size' | 'hash' | 'path' | 'tile' | 'bundle';

/** Thrown by the functions of this room that make or read something. */
export class MerkleProblem extends Error {
  readonly code: MerkleProblemCode;

  constructor(code: MerkleProblemCode, message: string) {
    super(message);
    this.name = 'MerkleProblem';
    this.code = code;
  }
}

/** Throws unless the number is a whole one from 0 to 2^53 - 1: what this room takes as size, index or count. */
export function checkWhole(value: number, what: string): void {
  if (!Number.isSafeInteger(value) || value < 0) throw new MerkleProblem('size', `${what} ${value} is no whole number`);
}
