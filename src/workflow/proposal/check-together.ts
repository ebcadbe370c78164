// The end of a proposal, large or small: its rows are checked together, counted and kept for other people. All over the
// table or view in which they are staged.
import { approversNeeded, type ChangeCounts, changedRows } from '#register';
import { type Speaker, type StoredRegister, sayPrepared } from '#store';
import type { Person } from '#workflow/access';
import { brokenReferences, type Checked, type RowPlace, repeatedKeys, repeatedValues, setRowsAside } from './checks.ts';
import { type Collector, inOrder } from './collector.ts';
import type { ProposalOptions, Proposed } from './proposed.ts';
import type { Staged } from './stage-drafts.ts';

const everyCheck = [repeatedKeys, repeatedValues, brokenReferences];

/** Checks the rows together; with `setAside`, takes those with findings out. */
export async function checkTogether(
  sql: Speaker,
  checked: Checked,
  findings: Collector,
  aside: RowPlace[],
  staged: Staged,
  options: ProposalOptions,
  checks = everyCheck,
): Promise<void> {
  for (const check of checks) {
    // A check tells a thousand at a time, and a row set aside may be what another one refers to.
    for (let rows: readonly RowPlace[] | undefined; rows?.length !== 0; ) {
      const found = await check(sql, checked);
      for (const finding of found) findings.add(finding);
      if (!options.setAside || found.length === 0) break;
      rows = await setRowsAside(sql, checked.staging, found, check === repeatedKeys);
      aside.push(...rows);
      staged.setAside += rows.length;
    }
  }
}

/** What comes of the checks: whether the proposal is kept, and how many other people then have to approve it. */
export function outcomeOf(
  { register }: StoredRegister,
  counts: ChangeCounts,
  { blocking }: Collector,
  { setAside, dryRun }: ProposalOptions,
): { readonly isKept: boolean; readonly needed: number } {
  const rows = changedRows(counts);
  const isStopped = blocking > 0 && !setAside;
  return { isKept: !isStopped && !dryRun && rows > 0, needed: approversNeeded(register.approvals, rows) };
}

/** What the proposer is told: `id` is null where nothing was kept. */
export function proposedOf(
  { rows }: Staged,
  { kept, byCode, blocking }: Collector,
  aside: readonly RowPlace[],
  rest: Pick<Proposed, 'id' | 'counts' | 'needed' | 'resumed'>,
): Proposed {
  return { ...rest, rows, findings: inOrder(kept), findingCounts: byCode, blocking, setAside: distinct(aside) };
}

/** A bad row whose key stands in another row too is set aside for both reasons. */
function distinct(places: readonly RowPlace[]): RowPlace[] {
  return [...new Map(places.map(place => [`${place.row} ${place.sheet}`, place])).values()];
}

/** What the staged rows change. */
export async function countChanges(sql: Speaker, staging: string, staged: Staged): Promise<ChangeCounts> {
  const rows = await sql.unsafe(`
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

/** A proposal as it is kept. */
export interface Kept {
  readonly id: string;
  readonly author: Person;
  /** Where its rows lie. */
  readonly staging: string;
  readonly counts: ChangeCounts;
  readonly needed: number;
  readonly findings: Collector;
  readonly targets: { readonly ids: readonly number[]; readonly sizes: readonly number[] };
}

/** Keeps a proposal for its approvers, with the act; of a small one also the leaves of its rows. */
export async function keepProposal(
  sql: Speaker,
  { stored, staging, isLasting = false }: Checked & { readonly stored: StoredRegister },
  kept: Kept,
  options: ProposalOptions,
): Promise<void> {
  // Rows set aside leave holes in the ordinals; the log has none.
  if (options.setAside) {
    await sql.unsafe(`
      update ${staging} s set ordinal = n.place
      from (select ordinal, row_number() over (order by ordinal) - 1 as place from ${staging}) n
      where n.ordinal = s.ordinal and n.place <> s.ordinal`);
  }
  const leaves = isLasting ? `(select string_agg(s.leaf, '' order by s.ordinal) from ${staging} s)` : 'null';
  const { id, author, counts, needed, findings, targets } = kept;
  await sayPrepared(
    sql,
    `with kept as (
       insert into laopedia.proposal (id, register_id, state, author, basis, schema_entry, base_size, counts, findings, needed, staging,
         targets, target_sizes, leaves)
       values ($1, $2, 'waiting', $3, $4, $5, $6, $7, $8, $9, $10, $11::int[], $12::bigint[], ${leaves})
       on conflict (id) do update set state = excluded.state, basis = excluded.basis, counts = excluded.counts,
         findings = excluded.findings, needed = excluded.needed, made = now(), targets = excluded.targets,
         target_sizes = excluded.target_sizes)
     insert into laopedia.act (person, what, register, proposal, facts) values ($13, 'propose', $14, $1, $7)`,
    [
      id,
      stored.id,
      author.id,
      options.basis ?? null,
      stored.schemaEntry,
      stored.size,
      sql.json({ ...counts }),
      sql.json(findings.kept.slice(0, 100) as never),
      needed,
      kept.staging,
      targets.ids,
      targets.sizes,
      author.pseudonym,
      stored.register.name,
    ],
  );
}
