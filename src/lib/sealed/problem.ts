// What can be wrong with a sealed file, as one typed error. It words nothing for people.

/** Why a sealed file is not believed. */
export type SealProblemCode =
  | 'damaged'
  | 'cut-off'
  | 'other-file'
  | 'key-needed'
  | 'wrong-key'
  | 'no-key'
  | 'unknown-form';

/** A sealed file, or a key, that is not what it should be. */
export class SealProblem extends Error {
  readonly code: SealProblemCode;

  constructor(code: SealProblemCode, message: string) {
    super(message);
    this.name = 'SealProblem';
    this.code = code;
  }
}
