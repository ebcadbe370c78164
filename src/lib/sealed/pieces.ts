// Cuts a stream of bytes into pieces of one size and says which is the last. It holds one piece.

/** A piece of a stream; every one but the last is of the full size, and an empty stream has one empty piece. */
export interface Piece {
  readonly bytes: Buffer;
  readonly place: number;
  readonly last: boolean;
}

/** The pieces of a stream. */
export async function* piecesOf(source: AsyncIterable<Uint8Array>, size: number): AsyncIterable<Piece> {
  let held: Buffer[] = [];
  let length = 0;
  let place = 0;
  for await (const bytes of source) {
    held.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    length += bytes.length;
    if (length <= size) continue;
    const all = Buffer.concat(held, length);
    let at = 0;
    // The last full piece is held back until it is known whether something follows.
    for (; length - at > size; at += size) yield { bytes: all.subarray(at, at + size), place: place++, last: false };
    held = [all.subarray(at)];
    length -= at;
  }
  yield { bytes: Buffer.concat(held, length), place, last: true };
}

/** The same bytes without the last so many, which are given to `end`. */
export async function* withoutEnd(
  source: AsyncIterable<Uint8Array>,
  size: number,
  end: (last: Buffer) => void,
): AsyncIterable<Buffer> {
  let held: Buffer = Buffer.alloc(0);
  for await (const bytes of source) {
    const all = Buffer.concat([held, bytes]);
    const cut = Math.max(0, all.length - size);
    if (cut > 0) yield all.subarray(0, cut);
    held = all.subarray(cut);
  }
  end(held);
}
