// Making proofs from tiles (RFC 6962, 2.1.1 and 2.1.2). It reads only the tiles a proof needs, each once, and trusts
// what it reads: whoever gets the proof checks it.
import { type Frontier, foldRight } from './frontier.ts';
import { hashBytes } from './hash.ts';
import { checkWhole, MerkleProblem } from './merkle-problem.ts';
import { tileRoot, tileWidth, tileWidthAt } from './tile.ts';

/** Gives the bytes of a tile: `width` hashes of 32 bytes. A wider tile of the same place may be given; only its start is read. */
export type TileReader = (level: number, index: number, width: number) => Promise<Uint8Array>;

/** Leaves from `from` up to, not including, `until`. */
type Span = readonly [from: number, until: number];

/** The inclusion proof of the leaf at `index` in the tree of `size`: the neighbours' hashes from the leaf upwards. */
export async function inclusionProof(reader: TileReader, index: number, size: number): Promise<Uint8Array[]> {
  checkWhole(index, 'index');
  checkWhole(size, 'size');
  if (index >= size) throw new MerkleProblem('size', `no leaf ${index} in a tree of size ${size}`);
  const spans: Span[] = [];
  let [from, until]: Span = [0, size];
  while (until - from > 1) {
    const middle = from + largestPowerBelow(until - from);
    spans.push(index < middle ? [middle, until] : [from, middle]);
    [from, until] = index < middle ? [from, middle] : [middle, until];
  }
  return hashesOfSpans(reader, spans.reverse(), size);
}

/** The consistency proof from the tree of size `from` to the one of size `to`; empty for equal sizes and from size 0. */
export async function consistencyProof(reader: TileReader, from: number, to: number): Promise<Uint8Array[]> {
  checkWhole(from, 'size');
  checkWhole(to, 'size');
  if (from > to) throw new MerkleProblem('size', `a log never shrinks, from ${from} to ${to}`);
  if (from === 0 || from === to) return [];
  const spans: Span[] = [];
  let [start, end]: Span = [0, to];
  while (end !== from) {
    const middle = start + largestPowerBelow(end - start);
    spans.push(from <= middle ? [middle, end] : [start, middle]);
    [start, end] = from <= middle ? [start, middle] : [middle, end];
  }
  if (start > 0) spans.push([start, end]); // else it is the old root, which the checker has
  return hashesOfSpans(reader, spans.reverse(), to);
}

/** The frontier of the tree of `size`, whose root is `frontierRoot`, from its tiles. */
export async function frontierFromTiles(reader: TileReader, size: number): Promise<Frontier> {
  checkWhole(size, 'size');
  return { size, hashes: await hashesOfSpans(reader, perfectSpans([0, size]), size) };
}

async function hashesOfSpans(reader: TileReader, spans: readonly Span[], size: number): Promise<Uint8Array[]> {
  const read = readEachOnce(reader, size);
  return Promise.all(
    spans.map(async span => foldRight(await Promise.all(perfectSpans(span).map(part => hashOfPerfect(read, part))))),
  );
}

/** Cuts a span that starts where its size allows (as every span of a proof does) into perfect subtrees, largest first. */
function perfectSpans([from, until]: Span): Span[] {
  const spans: Span[] = [];
  for (let start = from; start < until; ) {
    const width = largestPowerBelow(until - start + 1);
    spans.push([start, start + width]);
    start += width;
  }
  return spans;
}

/** The hash of a perfect subtree: the root of some neighbouring hashes, 1 to 128, of one tile. */
async function hashOfPerfect(read: (level: number, index: number) => Promise<Uint8Array>, [from, until]: Span) {
  let level = 0;
  let unit = 1; // leaves under one hash of the level
  for (; unit * tileWidth <= until - from; unit *= tileWidth) level++;
  const first = from / unit;
  const index = Math.floor(first / tileWidth);
  const start = (first - index * tileWidth) * hashBytes;
  const tile = await read(level, index);
  return tileRoot(tile.subarray(start, start + ((until - from) / unit) * hashBytes));
}

function readEachOnce(reader: TileReader, size: number): (level: number, index: number) => Promise<Uint8Array> {
  const reading = new Map<string, Promise<Uint8Array>>();
  return (level, index) => {
    const place = `${level}/${index}`;
    const tile = reading.get(place) ?? readWhole(reader, level, index, tileWidthAt(level, index, size));
    reading.set(place, tile);
    return tile;
  };
}

async function readWhole(reader: TileReader, level: number, index: number, width: number): Promise<Uint8Array> {
  const bytes = await reader(level, index, width);
  if (bytes.length % hashBytes !== 0 || bytes.length < width * hashBytes) {
    throw new MerkleProblem(
      'tile',
      `tile ${index} of level ${level} has ${bytes.length} bytes, not ${width * hashBytes}`,
    );
  }
  return bytes;
}

/** The largest power of two below the number (from 2 up), beyond 32 bits too. */
function largestPowerBelow(number: number): number {
  let power = 1;
  while (power * 2 < number) power *= 2;
  return power;
}
