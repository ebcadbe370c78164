// A proposal: the change a file asks for, with all that is needed to publish it staged and checked. It publishes nothing.
import type { Sql } from 'postgres';
import { approversNeeded, type ChangeCounts, changedRows, comparedFields, type Finding } from '#register';
import {
  type BulkFrom,
  type BulkWriter,
  openCopy,
  openImporter,
  peekSeries,
  type Store,
  type StoredRegister,
  takeSeries,
} from '#store';
import { getPerson } from '#workflow/access';
import type { Draft } from '#workflow/intake';
import type { LoadMark } from './broken-off.ts';
import { brokenReferences, type RowPlace, repeatedKeys, repeatedValues, setRowsAside } from './checks.ts';
import { type Collector, inOrder, makeCollector } from './collector.ts';
import { dropLoad, type Load, openLoad } from './load.ts';
import { refuseProposal } from './refusals.ts';
import { stageMissing } from './replace.ts';
import { type Staged, stageDrafts } from './stage-drafts.ts';
import { standingReader } from './standing.ts';

/** What a proposal is at: reading rows, checking them together, or making a large load ready to be placed. */
export type ProposalStage = 'reading' | 'checking' | 'settling';

/** How a file is proposed. */
export interface ProposalOptions {
  readonly officer: string;
  readonly basis?: string | undefined;
  /** Records missing from the file are withdrawn. */
  readonly replace?: boolean;
  /** Rows with blocking findings are left out rather than stopping the proposal. */
  readonly setAside?: boolean;
  /** Only look: findings and change, nothing kept. */
  readonly dryRun?: boolean;
  /** From which row on the change is written as a bulk load, where not as usual. */
  readonly bulkFrom?: BulkFrom;
  /** Size of the file, where it is known: an import that would find no room is refused before it starts. */
  readonly sourceBytes?: number;
  /** What the load is known by, should it break off and the same file come again. Only for keys made of fields. */
  readonly mark?: LoadMark | undefined;
  /** Gives up between two batches or steps: `proposal/cancelled`, and nothing is left. */
  readonly signal?: AbortSignal | undefined;
  /** Told of each step: with every batch that is read, then as the checks and the indexes begin. */
  readonly watch?: ((stage: ProposalStage) => void) | undefined;
  /** The approvers are known and publication follows at once: the rows need not survive a crash. */
  readonly atOnce?: boolean;
}

/** What came of it. `id` is null where nothing is proposed: findings, a dry run, or no change at all. */
export interface Proposed {
  readonly id: string | null;
  readonly rows: number;
  readonly counts: ChangeCounts;
  readonly findings: readonly Finding[];
  readonly findingCounts: ReadonlyMap<string, number>;
  readonly blocking: number;
  readonly setAside: readonly RowPlace[];
  readonly needed: number;
  /** So many rows had been staged before, by an import of the same file that broke off. */
  readonly resumed: number;
}

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
    await checkTogether(store, stored, staging, findings, aside, staged, options);
    await store.app.unsafe(`delete from ${staging} where op = 'keep'`);
    const counts = await countChanges(store, staging, staged);
    const stopped = findings.blocking > 0 && !options.setAside;
    const isKept = !stopped && !options.dryRun && changedRows(counts) > 0;
    const needed = approversNeeded(stored.register.approvals, changedRows(counts));
    if (isKept) {
      goOn(options, 'settling');
      await writer.settle();
      goOn(options, 'settling');
    }
    if (isKept) await keepProposal(store, stored, { id, staging, counts, needed, findings }, options);
    keep = isKept;
    return {
      id: isKept ? id : null,
      rows: staged.rows,
      counts,
      findings: inOrder(findings.kept),
      findingCounts: findings.byCode,
      blocking: findings.blocking,
      setAside: distinct(aside),
      needed,
      resumed: load.resumed,
    };
  } finally {
    await importer.end({ timeout: 1 });
    if (!keep && load !== undefined) await dropLoad(store, load);
  }
}

// Between two steps: who waits is told, and who gave up is heard.
function goOn({ watch, signal }: ProposalOptions, stage: ProposalStage): void {
  if (signal?.aborted) throw refuseProposal('cancelled');
  watch?.(stage);
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
    const staged = await stageDrafts(untilCancelled(drafts, options), {
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

// A look leaves no gap behind: its numbers are only what would be given now.
function seriesOf(store: Store, stored: StoredRegister, dryRun: boolean | undefined) {
  if (!dryRun) return (count: number) => takeSeries(store.app, stored.id, count);
  let shown = 0;
  return async (count: number) => {
    shown += count;
    return (await peekSeries(store.app, stored.id)) + shown - count;
  };
}

async function checkTogether(
  store: Store,
  stored: StoredRegister,
  staging: string,
  findings: Collector,
  aside: RowPlace[],
  staged: Staged,
  options: ProposalOptions,
): Promise<void> {
  const checked = { stored, staging };
  await store.app.unsafe(`analyze ${staging} (${comparedColumns(stored).join(', ')})`);
  for (const check of [repeatedKeys, repeatedValues, brokenReferences]) {
    // A check tells a thousand at a time, and a row set aside may be what another one refers to.
    for (let rows: readonly RowPlace[] | undefined; rows?.length !== 0; ) {
      const found = await check(store.app, checked);
      for (const finding of found) findings.add(finding);
      if (!options.setAside || found.length === 0) break;
      rows = await setRowsAside(store.app, staging, found, check === repeatedKeys);
      aside.push(...rows);
      staged.setAside += rows.length;
    }
  }
}

// A bad row whose key stands in another row too is set aside for both reasons.
function distinct(places: readonly RowPlace[]): RowPlace[] {
  return [...new Map(places.map(place => [`${place.row} ${place.sheet}`, place])).values()];
}

// To sample the words and arrays that search stages costs more than the checks themselves.
function comparedColumns({ register }: StoredRegister): string[] {
  return ['key', 'op', 'row', 'successors', ...comparedFields(register).map(field => `f${field.number}`)];
}

async function countChanges(store: Store, staging: string, staged: Staged): Promise<ChangeCounts> {
  const rows = await store.app.unsafe(`
    select count(*) filter (where change = 'added') as added, count(*) filter (where change = 'corrected') as corrected,
      count(*) filter (where change = 'withdrawn') as withdrawn from ${staging}`);
  const count = (name: string) => Number(rows[0]?.[name] ?? 0);
  return {
    added: count('added'),
    corrected: count('corrected'),
    withdrawn: count('withdrawn'),
    unchanged: staged.unchanged,
  };
}

interface Kept {
  readonly id: string;
  readonly staging: string;
  readonly counts: ChangeCounts;
  readonly needed: number;
  readonly findings: Collector;
}

async function keepProposal(store: Store, stored: StoredRegister, kept: Kept, options: ProposalOptions): Promise<void> {
  const { id, staging, counts, needed, findings } = kept;
  const author = await getPerson(store.app, options.officer);
  await store.app.begin(async sql => {
    // Rows set aside leave holes in the ordinals; the log has none.
    if (options.setAside) {
      await sql.unsafe(`
        update ${staging} s set ordinal = n.place
        from (select ctid, row_number() over (order by ordinal) - 1 as place from ${staging}) n
        where n.ctid = s.ctid and n.place <> s.ordinal`);
    }
    await sql`
      insert into laopedia.proposal (id, register_id, state, author, basis, schema_entry, base_size, counts, findings, needed, staging)
      values (${id}, ${stored.id}, 'waiting', ${author.id}, ${options.basis ?? null}, ${stored.schemaEntry}, ${stored.size},
        ${sql.json({ ...counts })}, ${sql.json(findings.kept.slice(0, 100) as never)}, ${needed}, ${staging})
      on conflict (id) do update set state = excluded.state, basis = excluded.basis, counts = excluded.counts,
        findings = excluded.findings, needed = excluded.needed, made = now()`;
    await sql`
      insert into laopedia.act (person, what, register, proposal, facts)
      values (${author.pseudonym}, 'propose', ${stored.register.name}, ${id}, ${sql.json({ ...counts })})`;
  });
}
