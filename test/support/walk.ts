// The walk of an officer's file through the real rooms, on a real PostgreSQL: intake, proposal, approvals, publication.
// It judges nothing: a journey looks at what came of each step.

import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import type { Format, SheetSource } from '#lib/sheet';
import { resolveNames } from '#projection/names';
import type { Definition, Finding } from '#register';
import { type Appended, type BulkFrom, getRegister, openStore, type Store, type StoredRegister } from '#store';
import { approve } from '#workflow/approval';
import { type IntakeSummary, type Mapping, openIntake } from '#workflow/intake';
import { type Proposed, propose } from '#workflow/proposal';
import { publish, publishDefinition } from '#workflow/publication';
import { composerScript } from '../../src/app/composer-script.ts';
import { folds } from '../../src/app/folds.ts';
import { testDatabase } from './database.ts';

/** A store of one's own with the folds of the app. */
export interface Walk {
  readonly store: Store;
  /** Closes the store and opens it again on the same database, as a restart does. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Opens it on a fresh database. */
export async function openWalk(): Promise<Walk> {
  const database = await testDatabase();
  const open = () =>
    openStore({ databaseUrl: database.url, dataFolder: tmpdir(), as: 'server', folds, composer: composerScript });
  let store = await open();
  return {
    get store() {
      return store;
    },
    async restart() {
      await store.close();
      store = await open();
    },
    async close() {
      await store.close();
      await database.drop();
    },
  };
}

/** Publishes a definition: a new register, or the next schema of one. */
export function define(walk: Walk, definition: Definition): Promise<StoredRegister> {
  return publishDefinition(walk.store, definition, {
    officer: 'ຜູ້ດູແລ',
    origin: `test.example.la/log/${String(definition['name'])}`,
    proposal: randomUUID(),
  });
}

/** How a file goes in. Without `approvers` as many persons approve as the rule asks; with fewer it only waits. */
export interface BringInOptions {
  readonly mapping?: Mapping;
  readonly format?: Format;
  /** Name of the file, as its sender calls it. */
  readonly name?: string;
  readonly officer?: string;
  readonly approvers?: readonly string[];
  readonly replace?: boolean;
  readonly setAside?: boolean;
  readonly basis?: string;
  /** Only look. */
  readonly dryRun?: boolean;
  /** From which row on the change is written as a bulk load. */
  readonly bulkFrom?: BulkFrom;
  /** Up to so many rows wait as those of a small proposal do. */
  readonly smallUpTo?: number;
}

/** What came of a file. `published` is undefined where nothing was proposed, or where approvals are missing. */
export interface BroughtIn {
  readonly proposed: Proposed;
  readonly published: Appended | undefined;
  readonly summary: IntakeSummary;
  readonly fileFindings: readonly Finding[];
  readonly mapping: Mapping;
}

/** Brings a file into a register, as the command `import` does. */
export async function bringIn(
  walk: Walk,
  register: string,
  file: Uint8Array | string | SheetSource,
  options: BringInOptions = {},
): Promise<BroughtIn> {
  const { store } = walk;
  const { mapping, format, name, officer = 'ພະນັກງານ', replace = false, setAside = false, basis } = options;
  const stored = await getRegister(store.app, register);
  const intake = await openIntake(sourceOf(file), stored.register, {
    ...(mapping === undefined ? {} : { mapping }),
    ...(format === undefined ? {} : { format }),
    ...(name === undefined ? {} : { name }),
    partial: stored.records > 0,
    references: { resolve: (name, texts) => resolveNames(store.app, name, texts) },
  });
  try {
    const { dryRun = false, smallUpTo, bulkFrom } = options;
    const form = { ...(smallUpTo === undefined ? {} : { smallUpTo }), ...(bulkFrom === undefined ? {} : { bulkFrom }) };
    const wanted = { officer, basis, replace, setAside, dryRun, ...form };
    const proposed = await propose(store, stored, intake.drafts(), wanted, () => intake.fileFindings);
    const published = await approveAndPublish(walk, proposed, options.approvers);
    const { summary, fileFindings, mapping: used } = intake;
    return { proposed, published, summary, fileFindings, mapping: used };
  } finally {
    await intake.close();
  }
}

function sourceOf(file: Uint8Array | string | SheetSource): SheetSource {
  if (typeof file === 'string') return { bytes: Buffer.from(file) };
  return file instanceof Uint8Array ? { bytes: file } : file;
}

async function approveAndPublish(walk: Walk, proposed: Proposed, given?: readonly string[]) {
  if (proposed.id === null) return undefined;
  const approvers = given ?? Array.from({ length: proposed.needed }, (_, at) => `ຜູ້ອະນຸມັດ ${at + 1}`);
  for (const approver of approvers) await approve(walk.store, proposed.id, approver);
  return approvers.length < proposed.needed ? undefined : publish(walk.store, proposed.id);
}

/** The register as it stands now. */
export function standing(walk: Walk, register: string): Promise<StoredRegister> {
  return getRegister(walk.store.public, register);
}

/** Items as JSON lines. */
export function jsonLines(items: readonly unknown[]): string {
  return items.map(item => `${JSON.stringify(item)}\n`).join('');
}
