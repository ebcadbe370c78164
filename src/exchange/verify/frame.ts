// Public bodies as they come over the wire: a big-endian uint32 length, then salt and body. It holds one body at a time.
import { saltBytes } from '#register';

/** A body with its salt; undefined where there is none. */
export interface BodyFrame {
  readonly salt: Uint8Array;
  readonly body: string;
}

/** Bytes that are no frames: cut off, or longer than a body may be. */
export class FrameProblem extends Error {}

const lengthBytes = 4;
const maxBodyBytes = 4 * 1024 * 1024;

/** The frames of a bundle of bodies, in order. */
export async function* readFrames(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<BodyFrame | undefined> {
  let kept: Uint8Array = new Uint8Array(0);
  for await (const piece of pieces) {
    kept = kept.length === 0 ? piece : Buffer.concat([kept, piece]);
    for (let end = frameEnd(kept); end !== undefined && end <= kept.length; end = frameEnd(kept)) {
      yield frameOf(kept.subarray(lengthBytes, end));
      kept = kept.subarray(end);
    }
  }
  if (kept.length > 0) throw new FrameProblem('the bundle of bodies is cut off');
}

function frameEnd(bytes: Uint8Array): number | undefined {
  if (bytes.length < lengthBytes) return undefined;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  if (length > saltBytes + maxBodyBytes) throw new FrameProblem(`a body of ${length} bytes`);
  return lengthBytes + length;
}

function frameOf(bytes: Uint8Array): BodyFrame | undefined {
  if (bytes.length === 0) return undefined;
  return { salt: bytes.subarray(0, saltBytes), body: Buffer.from(bytes.subarray(saltBytes)).toString() };
}
