// Bundles of up to 256 entries: each entry behind its length. The small form is C2SP tlog-tiles' entry bundle; the large
// form is ours, for the bodies that lie beside it. It does not look into an entry.
import { MerkleProblem } from './merkle-problem.ts';
import { tileWidth } from './tile.ts';

/** The largest entry a bundle can hold, in bytes. */
export const maxEntryBytes = 65_535;

/** The bytes of an entry bundle: for each of 1 to 256 entries its length as big-endian uint16, then its bytes. */
export function encodeEntryBundle(entries: readonly Uint8Array[]): Uint8Array {
  return encode(entries, 2, maxEntryBytes);
}

/** The entries of such a bundle, as views on its bytes. Refuses (`bundle`) bytes that end early or hold none or over 256. */
export function decodeEntryBundle(bytes: Uint8Array): Uint8Array[] {
  return decode(bytes, 2);
}

/** As `encodeEntryBundle` with big-endian uint32 lengths: bodies up to 4 GiB - 1, an empty one where it was redacted. */
export function encodeBodyBundle(bodies: readonly Uint8Array[]): Uint8Array {
  return encode(bodies, 4, 0xffff_ffff);
}

/** The bodies of `encodeBodyBundle`'s bytes, as views on them. */
export function decodeBodyBundle(bytes: Uint8Array): Uint8Array[] {
  return decode(bytes, 4);
}

function encode(items: readonly Uint8Array[], lengthBytes: 2 | 4, maxBytes: number): Uint8Array {
  checkCount(items.length);
  let total = 0;
  for (const [place, item] of items.entries()) {
    if (item.length > maxBytes) {
      throw new MerkleProblem('bundle', `item ${place} has ${item.length} bytes; at most ${maxBytes} fit`);
    }
    total += lengthBytes + item.length;
  }
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const item of items) {
    if (lengthBytes === 2) view.setUint16(at, item.length);
    else view.setUint32(at, item.length);
    bytes.set(item, at + lengthBytes);
    at += lengthBytes + item.length;
  }
  return bytes;
}

function decode(bytes: Uint8Array, lengthBytes: 2 | 4): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const items: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const start = at + lengthBytes;
    if (start > bytes.length) throw new MerkleProblem('bundle', `a length is cut off at byte ${at}`);
    const end = start + (lengthBytes === 2 ? view.getUint16(at) : view.getUint32(at));
    if (end > bytes.length)
      throw new MerkleProblem('bundle', `item ${items.length} is cut off at byte ${bytes.length}`);
    items.push(bytes.subarray(start, end));
    at = end;
  }
  checkCount(items.length);
  return items;
}

function checkCount(count: number): void {
  if (count < 1 || count > tileWidth)
    throw new MerkleProblem('bundle', `a bundle holds 1 to ${tileWidth}, not ${count}`);
}
