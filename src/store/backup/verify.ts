// Finds out whether a set could be restored: every file whole and in its place, the WAL without a gap, and with the secret key
// every file of every base unpacked and held against its digest. It restores nothing and writes nothing.
import { join } from 'node:path';
import { isThere } from '#lib/durable';
import { Refusal } from '#register';
import type { BaseStatement } from './base.ts';
import { filesOf, readInventory } from './inventory.ts';
import { keysOf } from './keys.ts';
import { refuseBackup } from './refusals.ts';
import { checkFile, presentName, readSealed } from './sealed-file.ts';
import type { BackupSet } from './set.ts';
import { unpack } from './unpack.ts';
import { walChain } from './wal-chain.ts';

/** What was found. `opened`: the bases were unpacked, not only found whole. */
export interface BackupReport {
  readonly holds: boolean;
  readonly bases: number;
  readonly segments: number;
  readonly opened: boolean;
  readonly failures: readonly Refusal[];
}

/** Verifies a set. Without `secret` an encrypted one is checked from the outside: whole, in order, nothing missing. */
export async function verifyBackup(
  set: BackupSet,
  secret: string | undefined,
  progress: (file: string) => void = () => {},
): Promise<BackupReport> {
  const failures: Refusal[] = [];
  const lines = await readInventory(set);
  const opened = set.recipient === undefined || secret !== undefined;
  for (const line of lines) {
    failures.push(...line.damaged);
    for (const base of line.bases) {
      progress(filesOf(base));
      await noting(failures, () => verifyBase(set, base, secret, opened));
      // Listed after the base was read: a server that archives meanwhile is ahead of it, never behind.
      await noting(failures, async () => void walChain(set, line, base));
    }
    if (await isThere(join(set.folder, keysOf(line.name))))
      await noting(failures, () => verifySealed(set, keysOf(line.name), secret, opened));
    for (const name of line.wal) {
      progress(name);
      await noting(failures, () => verifyWal(set, `${line.name}/wal/${name}`, secret, opened));
    }
  }
  const bases = lines.reduce((sum, line) => sum + line.bases.length, 0);
  if (bases === 0) failures.push(refuseBackup('nothing-complete', { folder: set.folder, to: '–' }));
  const segments = lines.reduce((sum, line) => sum + line.wal.length, 0);
  return { holds: failures.length === 0, bases, segments, opened, failures };
}

async function verifyBase(
  set: BackupSet,
  base: BaseStatement,
  secret: string | undefined,
  opened: boolean,
): Promise<void> {
  if (!opened) return void (await checkFile(set, filesOf(base)));
  const { files, bytes } = await unpack(readSealed(set, filesOf(base), secret), undefined, filesOf(base));
  if (files !== base.files || bytes !== base.bytes) throw refuseBackup('damaged', { file: filesOf(base) });
}

// A server that archives meanwhile makes a whole segment of a part.
async function verifyWal(set: BackupSet, listed: string, secret: string | undefined, opened: boolean): Promise<void> {
  const name = await presentName(set, listed);
  try {
    await verifySealed(set, name, secret, opened);
  } catch (problem) {
    const later = await presentName(set, listed);
    if (later === name) throw problem;
    await verifySealed(set, later, secret, opened);
  }
}

async function verifySealed(set: BackupSet, path: string, secret: string | undefined, opened: boolean): Promise<void> {
  if (!opened) return void (await checkFile(set, path));
  for await (const _ of readSealed(set, path, secret));
}

async function noting(failures: Refusal[], check: () => Promise<void>): Promise<void> {
  try {
    await check();
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    failures.push(problem);
  }
}
