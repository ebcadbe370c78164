// A small proposal: its rows are composed in memory, and staged, checked and kept in one short transaction. Where nothing is
// proposed the transaction is undone, so that nothing of it is left.
import { randomUUID } from 'node:crypto';
import { type Finding, referencesOf } from '#register';
import {
  openSmallStaging,
  type SmallStaging,
  type Speaker,
  type StagingWriter,
  type Store,
  type StoredRegister,
  stageFew,
} from '#store';
import { getPerson } from '#workflow/access';
import type { Draft } from '#workflow/intake';
import { checkTogether, countChanges, keepProposal, outcomeOf, proposedOf } from './check-together.ts';
import { brokenReferences, type RowPlace, readTargets, repeatedKeys, repeatedValues } from './checks.ts';
import { type Collector, makeCollector } from './collector.ts';
import { goOn, type ProposalOptions, type Proposed } from './proposed.ts';
import { seriesOf } from './series.ts';
import { type Staged, stageDrafts } from './stage-drafts.ts';
import { fewStanding } from './standing.ts';

type Batches = AsyncIterable<readonly Draft[]>;

/** Takes drafts until there are more than `most`: all of them where there are few, and in any case a way through all. */
export async function takeFew(
  drafts: Batches,
  most: number,
): Promise<{ readonly few: readonly Draft[] | undefined; readonly all: Batches }> {
  const taken: Draft[] = [];
  const rest = drafts[Symbol.asyncIterator]();
  for (;;) {
    const next = await rest.next();
    if (next.done) return { few: taken, all: oneBatch(taken) };
    taken.push(...next.value);
    if (taken.length > most) return { few: undefined, all: allOf(taken, rest) };
  }
}

async function* oneBatch(drafts: readonly Draft[]): Batches {
  if (drafts.length > 0) yield drafts;
}

async function* allOf(taken: readonly Draft[], rest: AsyncIterator<readonly Draft[]>): Batches {
  try {
    yield taken;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** Undoes a transaction that proposed nothing. */
class Undo extends Error {}

/** Stages, checks and keeps a few drafts. */
export async function proposeFew(
  store: Store,
  stored: StoredRegister,
  drafts: readonly Draft[],
  options: ProposalOptions,
  fileFindings: () => readonly Finding[],
): Promise<Proposed> {
  const composed = await compose(store, stored, drafts, options);
  for (const finding of fileFindings()) composed.findings.add(finding);
  goOn(options, 'checking');
  let proposed: Proposed | undefined;
  try {
    await store.app.begin(async sql => {
      proposed = await keepFew(sql, stored, composed, options);
      if (proposed.id === null) throw new Undo();
    });
  } catch (problem) {
    if (!(problem instanceof Undo)) throw problem;
  }
  if (proposed === undefined) throw new Error('a small proposal came to no end');
  return proposed;
}

interface Composed {
  readonly small: SmallStaging;
  readonly rows: (readonly (string | null)[])[];
  readonly keys: readonly string[];
  readonly succeeds: boolean;
  readonly findings: Collector;
  readonly aside: RowPlace[];
  readonly staged: Staged;
}

async function compose(
  store: Store,
  stored: StoredRegister,
  drafts: readonly Draft[],
  options: ProposalOptions,
): Promise<Composed> {
  const small = await openSmallStaging(store, stored);
  const findings = makeCollector();
  const aside: RowPlace[] = [];
  const rows: (readonly (string | null)[])[] = [];
  const keys: string[] = [];
  const writer: StagingWriter & { count: number } = {
    count: 0,
    async end() {},
    abort() {},
    write(wanted) {
      keys.push(wanted.key);
      rows.push(small.compose(wanted, writer.count++));
      return undefined;
    },
  };
  const staged = await stageDrafts(oneBatch(drafts), {
    stored,
    writer,
    unchanged(key, { row, sheet }) {
      keys.push(key);
      rows.push(keptRow(small, key, row, sheet));
      return undefined;
    },
    standing: fewStanding(store.app, stored),
    findings,
    series: seriesOf(store, stored, options.dryRun),
    aside(row, sheet) {
      if (options.setAside) aside.push({ row, sheet });
    },
  });
  return { small, rows, keys, succeeds: drafts.some(draft => draft.succeeded !== undefined), findings, aside, staged };
}

function keptRow(small: SmallStaging, key: string, row: number, sheet: string | null): (string | null)[] {
  const values: Readonly<Record<string, string | null>> = { ordinal: '-1', key, op: 'keep', row: String(row), sheet };
  return small.columns.map(({ name }) => values[name] ?? null);
}

async function keepFew(
  sql: Speaker,
  stored: StoredRegister,
  composed: Composed,
  options: ProposalOptions,
): Promise<Proposed> {
  const { small, rows, findings, aside, staged } = composed;
  const id = randomUUID();
  const checked = { stored, staging: small.view, isLasting: true };
  if (rows.length > 0) await stageFew(sql, small, id, rows);
  const targets = await readTargets(sql, stored.register);
  await checkTogether(sql, checked, findings, aside, staged, options, checksOf(stored, composed));
  if (rows.length > writtenOf(staged)) await sql.unsafe(`delete from ${small.view} where op = 'keep'`);
  const counts = aside.length > 0 ? await countChanges(sql, small.view, staged) : countsOf(staged);
  const { isKept, needed } = outcomeOf(stored, counts, findings, options);
  if (isKept) {
    const author = await getPerson(sql, options.officer);
    await keepProposal(sql, checked, { id, author, staging: small.table, counts, needed, findings, targets }, options);
  }
  return proposedOf(staged, findings, aside, { id: isKept ? id : null, counts, needed, resumed: 0 });
}

// Those that could find something.
function checksOf({ register }: StoredRegister, { keys, succeeds }: Composed) {
  const refers = succeeds || referencesOf(register).length > 0;
  return [
    ...(new Set(keys).size < keys.length ? [repeatedKeys] : []),
    repeatedValues,
    ...(refers ? [brokenReferences] : []),
  ];
}

function writtenOf({ added, corrected, withdrawn }: Staged): number {
  return added + corrected + withdrawn;
}

function countsOf({ added, corrected, withdrawn, unchanged }: Staged) {
  return { added, corrected, withdrawn, unchanged };
}
