// A backup set: one folder for one installation. backup.json says whose it is and to which key it is sealed; the secret half
// of that key is never in it.
import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { makeFolder } from '#lib/durable';
import type { PassPhraseSalt } from '#lib/sealed';
import { refuseBackup } from './refusals.ts';
import { findStatement, writeStatement } from './statement.ts';

/** What backup.json says. */
interface SetStatement {
  readonly form: typeof setForm;
  readonly id: string;
  /** PostgreSQL's number of the cluster. */
  readonly system: string;
  readonly made: string;
  /** The public half of the key; absent where nothing is encrypted. */
  readonly recipient?: string;
  /** With what the pass phrase is stretched, where the key is one. */
  readonly phrase?: PassPhraseSalt;
}

/** A backup set in its folder (absolute). */
export interface BackupSet extends SetStatement {
  readonly folder: string;
}

/** To whom a new set is sealed. */
export type Sealing = Pick<SetStatement, 'recipient' | 'phrase'>;

const setForm = 'laopedia-backup/v1';

/** The set in a folder, or undefined where none is. */
export async function findSet(folder: string): Promise<BackupSet | undefined> {
  const path = resolve(folder);
  const said = await findStatement<SetStatement>(join(path, 'backup.json'), setForm);
  return said === undefined ? undefined : { ...said, folder: path };
}

/** The set in a folder, or `backup/none-there`. */
export async function getSet(folder: string): Promise<BackupSet> {
  const found = await findSet(folder);
  if (found === undefined) throw refuseBackup('none-there', { folder: resolve(folder) });
  return found;
}

/** The set of this cluster in a folder, made where there is none. Refuses another installation's, and a folder of other things. */
export async function openSet(folder: string, system: string, sealing: Sealing | undefined): Promise<BackupSet> {
  const found = await findSet(folder);
  if (found === undefined) return makeSet(resolve(folder), system, sealing ?? {});
  if (found.system !== system) throw refuseBackup('other-installation', { folder: found.folder });
  if (sealing !== undefined && sealing.recipient !== found.recipient)
    throw refuseBackup('other-key', { folder: found.folder });
  return found;
}

/** Refuses a backup's folder within the data folder (both absolute): they would be lost together. */
export function refuseInside(folder: string, dataFolder: string): void {
  if (`${folder}${sep}`.startsWith(`${dataFolder}${sep}`)) throw refuseBackup('inside-data', { folder });
}

async function makeSet(folder: string, system: string, sealing: Sealing): Promise<BackupSet> {
  await makeFolder(folder);
  const others = (await readdir(folder)).filter(name => name !== 'lost+found');
  if (others.length > 0) throw refuseBackup('folder-not-empty', { folder });
  const said: SetStatement = { form: setForm, id: randomUUID(), system, made: new Date().toISOString(), ...sealing };
  await writeStatement(join(folder, 'backup.json'), said);
  return { ...said, folder };
}
