// Files of a set by their names in it: sealed when written, checked when read. It words what is wrong with one.
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { addFile, isThere, replaceFile } from '#lib/durable';
import { checkSealed, type SealedFile, SealProblem, seal, unseal } from '#lib/sealed';
import { refuseBackup } from './refusals.ts';
import type { BackupSet } from './set.ts';

/** What is written. */
export interface Sealable {
  /** Path below the set's folder. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly digest?: string;
  readonly until?: string;
  /** May it take the place of an older one? */
  readonly replace: boolean;
}

/** Seals into a file of the set; when this returns it is on the disk. */
export async function writeSealed(set: BackupSet, { bytes, replace, ...facts }: Sealable) {
  const write = replace ? replaceFile : addFile;
  return write(join(set.folder, facts.name), seal(bytes, { ...facts, within: set.id, recipient: set.recipient }));
}

/** What a file of the set holds. */
export async function* readSealed(set: BackupSet, name: string, secret: string | undefined): AsyncIterable<Uint8Array> {
  try {
    yield* unseal(await fileOf(set, name, secret));
  } catch (problem) {
    throw refusalOf(problem, join(set.folder, name));
  }
}

/** Finds a file whole, without a key; answers what its header says. */
export async function checkFile(set: BackupSet, name: string): Promise<Awaited<ReturnType<typeof checkSealed>>> {
  try {
    return await checkSealed(await fileOf(set, name, undefined));
  } catch (problem) {
    throw refusalOf(problem, join(set.folder, name));
  }
}

/** What the header of a file says, unchecked: enough to show, not to rely on. */
export async function glanceAt(
  set: BackupSet,
  name: string,
): Promise<{ readonly digest?: string; readonly until?: string }> {
  const file = await open(join(set.folder, name), 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    const line = buffer.subarray(0, bytesRead).toString('utf8').split('\n')[0] ?? '';
    return JSON.parse(line) as { digest?: string; until?: string };
  } catch {
    return {};
  } finally {
    await file.close();
  }
}

/** The file of that name; of a part that became a whole segment since it was listed, the whole one. */
export async function presentName(set: BackupSet, name: string): Promise<string> {
  const whole = name.replace(/\.part$/, '');
  const isGone = whole !== name && !(await isThere(join(set.folder, name)));
  return isGone && (await isThere(join(set.folder, whole))) ? whole : name;
}

async function fileOf(set: BackupSet, name: string, secret: string | undefined): Promise<SealedFile> {
  const path = join(set.folder, name);
  if ((await stat(path).catch(() => undefined)) === undefined) throw refuseBackup('missing', { file: path });
  return { bytes: createReadStream(path, { highWaterMark: 2 ** 20 }), name, within: set.id, secret };
}

function refusalOf(problem: unknown, file: string): unknown {
  if (!(problem instanceof SealProblem)) return problem;
  if (problem.code === 'wrong-key') return refuseBackup('wrong-key', { file });
  if (problem.code === 'key-needed') return refuseBackup('key-needed', { file });
  return refuseBackup('damaged', { file });
}
