// Damages a file as disks, wires, careless programs and malice do. It knows nothing of what the file means.
import { unzip, zip } from '#test/broken-files';
import type { Random } from '../faults/random.ts';

const hostile = [
  '\0',
  '\ufeff',
  '\u202e',
  '"',
  '""',
  "'",
  '\r',
  '\n\n',
  ';',
  '\t',
  '{',
  '[[[[[[[[',
  '}',
  '\\u0000',
  '\\ud800',
  '"__proto__":',
  '<!DOCTYPE x [',
  '&#0;',
  '_x0000_',
  '</row>',
  '<c r="XFD1048576">',
  '=1+1',
  '1e999',
  '-',
  '໑໒໓',
  '31/02/2026',
  '\\N',
  '\\.',
  'ກ'.repeat(3000),
  '%',
].map(text => Buffer.from(text));
const lone = [
  Buffer.from([0xff]),
  Buffer.from([0xed, 0xa0, 0x80]),
  Buffer.from([0xc0, 0x80]),
  Buffer.from([0xff, 0xfe]),
];
const pieces = [...hostile, ...lone];

type Change = (bytes: Buffer, random: Random) => Buffer;

const spliced = (bytes: Buffer, from: number, until: number, piece: Uint8Array) =>
  Buffer.concat([bytes.subarray(0, from), piece, bytes.subarray(until)]);

const changes: readonly Change[] = [
  (bytes, random) => {
    const changed = Buffer.from(bytes);
    for (let count = 1 + random.below(8); count > 0; count--) changed[random.below(bytes.length)] = random.below(256);
    return changed;
  },
  (bytes, random) => {
    const changed = Buffer.from(bytes);
    const at = random.below(bytes.length);
    changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
    return changed;
  },
  (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
  (bytes, random) => bytes.subarray(random.below(bytes.length)),
  (bytes, random) => {
    const at = random.below(bytes.length);
    return spliced(bytes, at, at + random.below(200), Buffer.alloc(0));
  },
  (bytes, random) => {
    const [at, from] = [random.below(bytes.length), random.below(bytes.length)];
    return spliced(bytes, at, at, bytes.subarray(from, from + random.below(2000)));
  },
  (bytes, random) => {
    const at = random.below(bytes.length);
    return spliced(bytes, at, at + random.below(3), pieces[random.below(pieces.length)] ?? Buffer.alloc(1));
  },
];

/** The file with one to three changes; half of the zips are unpacked first, so that what lies within is damaged. */
export function mutated(bytes: Buffer, random: Random): Buffer {
  if (bytes.toString('latin1', 0, 4) === 'PK\x03\x04' && random.below(2) === 0) return mutatedWithin(bytes, random);
  let changed = bytes;
  for (let count = 1 + random.below(3); count > 0 && changed.length > 0; count--)
    changed = changes[random.below(changes.length)]?.(changed, random) ?? changed;
  return changed;
}

function mutatedWithin(bytes: Buffer, random: Random): Buffer {
  const entries = unzip(bytes);
  const at = random.below(entries.length);
  return zip(
    entries.map((entry, place) => {
      const content = Buffer.from(entry.content);
      return place === at && content.length > 0 ? { name: entry.name, content: mutated(content, random) } : entry;
    }),
  );
}
