// Measures the export of all rows beside COPY out: written to a file as it comes, checked afterwards row by row.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Figure, median, timed } from './figures.ts';
import { fetchFile, type Sides } from './http.ts';
import type { Sample } from './sample.ts';
import { wrongUnless } from './search-answers.ts';

/** The figures of the export as CSV: beside COPY as the rows lie, and beside COPY in the order of keys, as ours is. */
export async function measureExport(sample: Sample, sides: Sides, folder: string): Promise<Figure[]> {
  const rounds = sample.queries.rows > 200_000 ? 1 : 3;
  const given = await keysAndNames(sample.csv, 0);
  const copy = async (address: string, keyAt: number) => {
    const ms = await fetchFile(address, `${folder}/export.csv`);
    wrongUnless((await keysAndNames(`${folder}/export.csv`, keyAt)) === given, `the rows of ${address}`, given);
    return ms;
  };
  const [ours, floor, ordered]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    floor.push(await copy(`${sides.floor}/export.csv?any`, 0));
    ours.push(await copy(`${sides.ours}/api/v1/registers/bench-enterprise/export.csv`, 1));
    ordered.push(await copy(`${sides.floor}/export.csv`, 0));
  }
  return [
    timed('export of all rows as CSV / COPY out', median(ours), median(floor), 1.5),
    timed('  / COPY out in the order of keys', median(ours), median(ordered)),
  ];
}

// What must be the same in the agency's file and in every copy: each key with its Lao name, whatever the order of rows. The
// sum of their digests does not depend on the order, and nothing is kept.
async function keysAndNames(file: string, keyAt: number): Promise<string> {
  let [rows, sum] = [-1, 0n];
  for await (const line of createInterface(createReadStream(file, { highWaterMark: 1 << 18 }))) {
    const [key, name] = line.split(',', keyAt + 2).slice(keyAt);
    if (rows >= 0) sum += createHash('sha256').update(`${key},${name}`).digest().readBigUInt64BE();
    rows += 1;
  }
  return `${rows} ${BigInt.asUintN(64, sum).toString(16)}`;
}
