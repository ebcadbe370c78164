// The load behind a proposal: its staging table, new or taken up where an earlier one broke off, held as long as the importer lives.
import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import {
  type BulkFrom,
  type BulkWriter,
  cutToWhole,
  dropStaging,
  holdStaging,
  type LoadRest,
  makeStaging,
  openBulkStaging,
  type Store,
  type StoredRegister,
} from '#store';
import { findBrokenOff, forgetLoad, type LoadMark, noteLoad } from './broken-off.ts';

/** A load being written. `resumed` rows were there already. */
export interface Load {
  readonly id: string;
  readonly staging: string;
  readonly resumed: number;
  readonly writer: BulkWriter;
}

/** How a load is opened. `mark` makes a long one worth finding again. */
export interface LoadOptions {
  readonly kind: 'logged' | 'unlogged';
  readonly mark?: LoadMark | undefined;
  readonly bulkFrom?: BulkFrom | undefined;
}

/** Opens it on the importer's connection. */
export async function openLoad(
  store: Store,
  importer: Sql,
  stored: StoredRegister,
  { kind, mark, bulkFrom: from }: LoadOptions,
): Promise<Load> {
  // Keys that are given anew with each reading cannot be known again.
  const known = stored.register.key.kind === 'fields' ? mark : undefined;
  const before = known === undefined ? undefined : await takeUp(store, importer, stored, known);
  const load = before ?? (await openNew(store, importer, stored, kind));
  const writer = await openBulkStaging(store, importer, stored, load.staging, {
    from,
    rest: load.rest,
    ...(known === undefined ? {} : { onLong: () => noteLoad(store, stored, load, known) }),
  });
  return { id: load.id, staging: load.staging, resumed: load.rest.rows, writer };
}

/** Gives a load up: nothing of it is left. */
export async function dropLoad(store: Store, { id, staging }: Pick<Load, 'id' | 'staging'>): Promise<void> {
  await forgetLoad(store, id);
  await dropStaging(store.app, staging);
}

interface Opened {
  readonly id: string;
  readonly staging: string;
  readonly rest: LoadRest;
}

async function openNew(
  store: Store,
  importer: Sql,
  { register }: StoredRegister,
  kind: LoadOptions['kind'],
): Promise<Opened> {
  const id = randomUUID();
  const name = `p_${id.replaceAll('-', '')}`;
  await holdStaging(importer, name);
  const staging = await makeStaging(importer, name, register, store.folds, kind);
  return { id, staging, rest: { rows: 0, lastKey: null } };
}

// Rows of an unlogged table are gone when the database itself went down: then there is nothing to take up.
async function takeUp(
  store: Store,
  importer: Sql,
  stored: StoredRegister,
  mark: LoadMark,
): Promise<Opened | undefined> {
  const found = await findBrokenOff(store, importer, stored, mark);
  if (found === undefined) return undefined;
  const { id: registerId, register, size: first } = stored;
  const load = { registerId, register, staging: found.staging, folds: store.folds, first };
  const rest = await store.app.begin(sql => cutToWhole(sql, load));
  if (rest.rows > 0) return { ...found, rest };
  await dropLoad(store, found);
  return undefined;
}
