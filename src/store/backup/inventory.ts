// What a set holds: its lines, their complete bases, their WAL. A base without its statement is no base. It opens no sealed file.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '#register';
import { type BaseStatement, baseForm } from './base.ts';
import { walOf } from './line.ts';
import { refuseBackup } from './refusals.ts';
import type { BackupSet } from './set.ts';
import { findStatement } from './statement.ts';

/** A line as it lies in the folder. */
export interface LineInventory {
  readonly name: string;
  readonly bases: readonly BaseStatement[];
  /** Base copies that were begun and not finished. */
  readonly unfinished: readonly string[];
  /** Statements that cannot be read. */
  readonly damaged: readonly Refusal[];
  readonly wal: readonly string[];
}

/** The lines of a set, the oldest first. */
export async function readInventory(set: BackupSet): Promise<LineInventory[]> {
  const names = (await readdir(set.folder)).filter(name => /^line-[0-9TZ]+-[0-9a-f]{4}$/.test(name)).sort();
  return Promise.all(names.map(name => readLine(set, name)));
}

async function readLine(set: BackupSet, name: string): Promise<LineInventory> {
  const bases: BaseStatement[] = [];
  const unfinished: string[] = [];
  const damaged: Refusal[] = [];
  for (const base of (await readdir(join(set.folder, name, 'base')).catch(() => [])).sort()) {
    try {
      const said = await findStatement<BaseStatement>(join(set.folder, name, 'base', base, 'base.json'), baseForm);
      if (said === undefined) unfinished.push(base);
      // It stands where it says: by its names files are read and removed, and whoever can write here must not choose others.
      else if (said.name === base && said.line === name) bases.push(said);
      else damaged.push(refuseBackup('damaged', { file: join(set.folder, name, 'base', base, 'base.json') }));
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem;
      damaged.push(problem);
    }
  }
  // Read twice: a listing made while files come and go may miss one that was there all the time.
  const wal = new Set([...(await walOf(set, name)), ...(await walOf(set, name))]);
  return { name, bases, unfinished, damaged, wal: [...wal].sort() };
}

/** The sealed file of a base, by its name in the set. */
export function filesOf({ line, name }: Pick<BaseStatement, 'line' | 'name'>): string {
  return `${line}/base/${name}/files`;
}
