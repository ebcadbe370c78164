// The small written forms that keys, notes, checkpoints and proofs share: base64 and decimals, each with one spelling
// only. Two texts for one value would let a note be changed without its meaning changing.

/** The bytes of standard base64 with padding (RFC 4648, 4); undefined for any text that is not exactly their encoding. */
export function fromBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? new Uint8Array(bytes) : undefined;
}

/** Standard base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/** A whole number of ASCII digits without leading zeros, at most 2^53 - 1; undefined for any other text. */
export function fromDecimal(text: string): number | undefined {
  const number = /^(?:0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : undefined;
  return Number.isSafeInteger(number) ? number : undefined;
}
