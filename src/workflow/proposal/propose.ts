// A proposal: the change a file asks for, with all that is needed to publish it staged and checked. It publishes nothing.
import type { Sql } from 'postgres';
import { comparedFields, type Finding } from '#register';
import { type BulkWriter, openCopy, openImporter, type Store, type StoredRegister, smallRows } from '#store';
import { getPerson } from '#workflow/access';
import type { Draft } from '#workflow/intake';
import { checkTogether, countChanges, keepProposal, outcomeOf, proposedOf } from './check-together.ts';
import { type RowPlace, readTargets } from './checks.ts';
import { type Collector, makeCollector } from './collector.ts';
import { dropLoad, type Load, openLoad } from './load.ts';
import { proposeFew, takeFew } from './propose-few.ts';
import { goOn, type ProposalOptions, type Proposed } from './proposed.ts';
import { stageMissing } from './replace.ts';
import { seriesOf } from './series.ts';
import { type Staged, stageDrafts } from './stage-drafts.ts';
import { standingReader } from './standing.ts';

/** Reads drafts, stages and checks them, and keeps a proposal if nothing blocks. */
export async function propose(
  store: Store,
  stored: StoredRegister,
  drafts: AsyncIterable<readonly Draft[]>,
  options: ProposalOptions,
  fileFindings: () => readonly Finding[] = () => [],
): Promise<Proposed> {
  const { space } = store;
  const needed = (options.sourceBytes ?? 0) * stagedTimes;
  return space.withRoom(needed, () => proposeAtOnce(store, stored, space.watched(drafts), options, fileFindings));
}

// What a file becomes when it is staged: canonical bytes, digests, salts and the folds' columns beside each value.
const stagedTimes = 8;

async function proposeAtOnce(
  store: Store,
  stored: StoredRegister,
  drafts: AsyncIterable<readonly Draft[]>,
  options: ProposalOptions,
  fileFindings: () => readonly Finding[],
): Promise<Proposed> {
  const heard = untilCancelled(drafts, options);
  // A complete file may withdraw any number of records that it does not name.
  if (options.replace || options.bulkFrom !== undefined)
    return proposeMany(store, stored, heard, options, fileFindings);
  const { few, all } = await takeFew(heard, options.smallUpTo ?? smallRows);
  if (few === undefined) return proposeMany(store, stored, all, options, fileFindings);
  return proposeFew(store, stored, few, options, fileFindings);
}

async function proposeMany(
  store: Store,
  stored: StoredRegister,
  drafts: AsyncIterable<readonly Draft[]>,
  options: ProposalOptions,
  fileFindings: () => readonly Finding[],
): Promise<Proposed> {
  const kind = options.atOnce || options.dryRun ? 'unlogged' : 'logged';
  // Held to the end: as long as this connection lives, nobody sweeps the staging table away.
  const importer = openImporter(store);
  let load: Load | undefined;
  let keep = false;
  try {
    load = await openLoad(store, importer, stored, {
      kind,
      ...options,
      ...(options.dryRun ? { mark: undefined } : {}),
    });
    const { id, staging, writer } = load;
    const findings = makeCollector();
    const aside: RowPlace[] = [];
    const staged = await stageAll(store, importer, stored, staging, drafts, writer, findings, aside, options);
    for (const finding of fileFindings()) findings.add(finding);
    goOn(options, 'checking');
    const targets = await readTargets(store.app, stored.register);
    await store.app.unsafe(`analyze ${staging} (${comparedColumns(stored).join(', ')})`);
    await checkTogether(store.app, { stored, staging }, findings, aside, staged, options);
    await store.app.unsafe(`delete from ${staging} where op = 'keep'`);
    const counts = await countChanges(store.app, staging, staged);
    const { isKept, needed } = outcomeOf(stored, counts, findings, options);
    if (isKept) {
      goOn(options, 'settling');
      await writer.settle();
      goOn(options, 'settling');
      const author = await getPerson(store.app, options.officer);
      const kept = { id, author, staging, counts, needed, findings, targets };
      await store.app.begin(sql => keepProposal(sql, { stored, staging }, kept, options));
    }
    keep = isKept;
    return proposedOf(staged, findings, aside, { id: isKept ? id : null, counts, needed, resumed: load.resumed });
  } finally {
    await importer.end({ timeout: 1 });
    if (!keep && load !== undefined) await dropLoad(store, load);
  }
}

async function* untilCancelled(drafts: AsyncIterable<readonly Draft[]>, options: ProposalOptions) {
  for await (const batch of drafts) {
    goOn(options, 'reading');
    yield batch;
  }
}

async function stageAll(
  store: Store,
  importer: Sql,
  stored: StoredRegister,
  staging: string,
  drafts: AsyncIterable<readonly Draft[]>,
  writer: BulkWriter,
  findings: Collector,
  aside: RowPlace[],
  options: ProposalOptions,
): Promise<Staged> {
  const seen = openImporter(store);
  const unchanged = await openCopy(seen, staging, ['ordinal', 'key', 'op', 'row', 'sheet']);
  try {
    const staged = await stageDrafts(drafts, {
      stored,
      writer,
      unchanged: (key, { row, sheet }) => unchanged.write(['-1', key, 'keep', String(row), sheet]),
      standing: await standingReader(store.app, stored),
      findings,
      series: seriesOf(store, stored, options.dryRun),
      aside: (row, sheet) => {
        if (options.setAside) aside.push({ row, sheet });
      },
    });
    await writer.end();
    await unchanged.end();
    if (options.replace && (findings.blocking === 0 || options.setAside)) {
      staged.withdrawn += await stageMissing(store, stored, staging, importer, writer.count);
    }
    return staged;
  } finally {
    writer.abort();
    unchanged.abort();
    await seen.end({ timeout: 1 });
  }
}

// To sample the words and arrays that search stages costs more than the checks themselves.
function comparedColumns({ register }: StoredRegister): string[] {
  return ['key', 'op', 'row', 'successors', ...comparedFields(register).map(field => `f${field.number}`)];
}
