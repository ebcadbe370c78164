// The error this room throws.

/**
 * Why something is refused: `name` no key name · `key` not a signer or verifier key · `text` a text that cannot be
 * signed · `note` not a signed note · `signature` a known key's signature is wrong · `unverified` no known key signed ·
 * `checkpoint` · `proof` not of these forms.
 */
export type NoteProblemCode = 'name' | 'key' | 'text' | 'note' | 'signature' | 'unverified' | 'checkpoint' | 'proof';

/** Thrown by every function of this room that refuses something. It never carries a signer's key. */
export class NoteProblem extends Error {
  readonly code: NoteProblemCode;

  constructor(code: NoteProblemCode, message: string) {
    super(message);
    this.name = 'NoteProblem';
    this.code = code;
  }
}
