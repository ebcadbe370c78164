// The WAL that a base needs, one segment after the other without a gap. It reads names only.
import { join } from 'node:path';
import type { BaseStatement } from './base.ts';
import type { LineInventory } from './inventory.ts';
import { refuseBackup } from './refusals.ts';
import { isSegment, nextSegment } from './segment.ts';
import type { BackupSet } from './set.ts';

/** Names of the WAL files from a base's first segment to the end of the line. Refuses the first that is missing. */
export function walChain(set: BackupSet, line: LineInventory, base: BaseStatement): string[] {
  const there = new Set(line.wal);
  const last = line.wal.at(-1)?.replace(/\.part$/, '') ?? '';
  const chain: string[] = [];
  const end = last > base.lastSegment ? last : base.lastSegment;
  for (let segment = base.firstSegment; segment <= end; segment = nextSegment(segment)) {
    // A part is enough only where nothing follows; a whole one that came after it stands before it.
    const name = there.has(segment)
      ? segment
      : segment === end && there.has(`${segment}.part`)
        ? `${segment}.part`
        : '';
    if (name === '') throw refuseBackup('missing', { file: join(set.folder, line.name, 'wal', segment) });
    chain.push(name);
  }
  return chain;
}

/** The segment that a WAL file is of. */
export function segmentNamed(name: string): string {
  return isSegment(name) ? name : name.slice(0, 24);
}
