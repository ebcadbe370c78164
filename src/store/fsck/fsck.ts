// Holds the invariants I1 to I9 against a database: nightly, after a crash, before a backup is trusted. It changes nothing.
// One register is one read of one moment, so that it can run beside a server that publishes.
import type { Speaker } from '../fold.ts';
import type { Store } from '../store.ts';
import { examineBodies, readRedactions } from './bodies.ts';
import { type Anchor, examineCheckpoints, readAnchors } from './checkpoints.ts';
import type { Check } from './discrepancy.ts';
import { readExamined } from './examined.ts';
import { collectKeys } from './folded-key.ts';
import { examineInstallation, examineStaging } from './installation.ts';
import { readLoggedEntries } from './logged-entry.ts';
import { examineProjections } from './projections.ts';
import { examinePublications } from './publications.ts';
import { collectSchemas } from './schemas.ts';
import { makeTally } from './tally.ts';
import { examineTree } from './tree.ts';

/** What to check beside the database itself. */
export interface FsckOptions {
  /** Only this register. */
  readonly register?: string;
  /** A folder outside of the database with checkpoints as signed notes, one a file, in folders of any depth. */
  readonly anchorFolder?: string;
}

/** All checks of a run. */
export interface FsckReport {
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

/** Checks register by register and gives each register's nine checks as soon as they are done, then the installation's. */
export async function* fsck(store: Store, options: FsckOptions = {}): AsyncIterable<Check> {
  const anchors = options.anchorFolder === undefined ? [] : await readAnchors(options.anchorFolder);
  const rows = await store.owner`select id, name from laopedia.register order by id`;
  for (const row of rows) {
    if (options.register !== undefined && options.register !== row['name']) continue;
    yield* await atOneMoment(store, sql => examineRegister(sql, store, Number(row['id']), anchors));
  }
  if (options.register === undefined) yield* await atOneMoment(store, examineInstallation);
}

/** All checks at once. */
export async function readFsckReport(store: Store, options: FsckOptions = {}): Promise<FsckReport> {
  const checks: Check[] = [];
  for await (const check of fsck(store, options)) checks.push(check);
  return { ok: checks.every(check => check.ok), checks };
}

async function atOneMoment(store: Store, examine: (sql: Speaker) => Promise<Check[]>): Promise<Check[]> {
  return store.owner.begin('isolation level repeatable read', async sql => {
    await sql.unsafe(`set local role laopedia_owner; set local timezone = 'UTC'; set local work_mem = '64MB'`);
    return examine(sql);
  }) as Promise<Check[]>;
}

async function examineRegister(sql: Speaker, store: Store, id: number, anchors: readonly Anchor[]): Promise<Check[]> {
  const examined = await readExamined(sql, id);
  if (examined === undefined) throw new Error(`register ${id} has no head`);
  const tally = makeTally(examined.name);
  const redactions = await readRedactions(sql, id);
  const schemas = collectSchemas(sql, examined, tally);
  const keys = await collectKeys(sql);
  const examiners = [
    examinePublications(sql, examined, tally),
    examineTree(sql, examined, tally),
    examineCheckpoints(sql, examined, anchors, tally),
    examineBodies(sql, examined, redactions, schemas, tally),
  ];
  for await (const batch of readLoggedEntries(sql, id, examined.size, tally)) {
    for (const examiner of examiners) await examiner.take(batch);
    await keys.take(batch);
  }
  for (const examiner of examiners) await examiner.end();
  schemas.end();
  await examineProjections(sql, examined, store.folds, { schemas, redactions }, tally);
  await examineStaging(sql, id, redactions, tally);
  return tally.checks();
}
