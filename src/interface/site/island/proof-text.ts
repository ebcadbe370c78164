// Reads a C2SP tlog-proof and its checkpoint in the browser, in as few words as checking needs. It verifies nothing.

/** The parts of a proof. `signed` is the text that the signatures are over. */
export interface ProofText {
  readonly index: number;
  readonly hashes: readonly Uint8Array<ArrayBuffer>[];
  readonly size: number;
  readonly root: Uint8Array<ArrayBuffer>;
  readonly signed: string;
  readonly signatures: readonly Signature[];
}

/** A line of signature: whose, and the key's four bytes before the signature itself. */
export interface Signature {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The parts of a tlog-proof as text; throws where it is none. */
export function readProofText(text: string): ProofText {
  const split = text.indexOf('\n\n');
  const [first, ...lines] = text.slice(0, split).split('\n');
  if (split < 0 || first !== 'c2sp.org/tlog-proof@v1') throw new Error('not a proof');
  if (lines[0]?.startsWith('extra ')) lines.shift();
  const index = Number(/^index (\d+)$/.exec(lines.shift() ?? '')?.[1]);
  const note = text.slice(split + 2);
  const end = note.lastIndexOf('\n\n');
  const [, size = '', root = ''] = note.split('\n');
  return {
    index,
    hashes: lines.map(fromBase64),
    size: Number(size),
    root: fromBase64(root),
    signed: note.slice(0, end + 1),
    signatures: note
      .slice(end + 2)
      .split('\n')
      .flatMap(readSignature),
  };
}

/** The bytes of a base64 text. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.trim()), letter => letter.charCodeAt(0));
}

function readSignature(line: string): Signature[] {
  const match = /^— (\S+) (\S+)$/.exec(line);
  return match === null ? [] : [{ name: match[1] ?? '', bytes: fromBase64(match[2] ?? '') }];
}
