// Who speaks to the log's tables: the store alone writes them. Reads of other rooms are counted, so that they stay few.
import type { Breach } from './breach.ts';
import { sources } from './import-rules.ts';
import type { ParsedFile } from './parsed-house.ts';
import { roomOf } from './room.ts';

const tables = '(?:entry|body_\\w+|tile|publication|checkpoint|head|blob)';
const writing = new RegExp(
  `\\b(?:insert\\s+into|update|delete\\s+from|truncate|copy|alter\\s+table)\\s+laopedia\\.${tables}\\b`,
  'gi',
);
const reading = new RegExp(`\\b(?:from|join)\\s+laopedia\\.${tables}\\b`, 'gi');

/** SQL outside of the store that writes a table of the log. */
export function strayWrites(files: readonly ParsedFile[]): Breach[] {
  return outside(files).flatMap(file =>
    [...file.text.matchAll(writing)].map(found => ({
      file: file.path,
      line: file.text.slice(0, found.index).split('\n').length,
      rule: `"${found[0].replace(/\s+/g, ' ')}": the store alone writes the tables of the log`,
      cure: 'let a function of #store do it',
    })),
  );
}

/** How many places outside of the store read a table of the log, by room. */
export function countReads(files: readonly ParsedFile[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const file of outside(files)) {
    const room = roomOf(file.path) ?? file.path;
    const found = [...file.text.matchAll(reading)].length;
    if (found > 0) counts.set(room, (counts.get(room) ?? 0) + found);
  }
  return counts;
}

function outside(files: readonly ParsedFile[]): readonly ParsedFile[] {
  return sources(files).filter(file => roomOf(file.path) !== 'store');
}
