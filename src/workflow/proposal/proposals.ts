// Proposals that are kept: the waiting ones, one of them, and what it changes.
import type { JsonObject } from '#lib/canonical-json';
import { type ChangeCounts, changedFields, type Item } from '#register';
import { getRegister, type Speaker, type StoredRegister, sayPrepared, stagedFrom } from '#store';
import { refuseProposal } from './refusals.ts';
import { standingReader } from './standing.ts';

/** A proposal as it is kept. `staging` is null once it has ended. */
export interface Proposal {
  readonly id: string;
  readonly register: string;
  readonly registerId: number;
  readonly state: 'draft' | 'waiting' | 'sent-back' | 'published' | 'dropped';
  readonly author: string;
  readonly authorId: number;
  readonly basis: string | null;
  readonly schemaEntry: number;
  readonly baseSize: number;
  readonly counts: ChangeCounts;
  readonly needed: number;
  readonly approvals: number;
  readonly staging: string | null;
  readonly made: Date;
}

const columns = `p.id, p.register_id, r.name as register, p.state, p.author as author_id, a.name as author, p.basis, p.schema_entry,
  p.base_size, p.counts, p.needed, p.staging, p.made,
  (select count(*) from laopedia.approval v where v.proposal_id = p.id) as approvals
  from laopedia.proposal p join laopedia.register r on r.id = p.register_id join laopedia.person a on a.id = p.author`;

const wholeId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The whole number of a proposal whose number, or its first letters, these are. Asks only where letters are missing. */
export async function wholeIdOf(sql: Speaker, id: string): Promise<string> {
  return wholeId.test(id) ? id : (await getProposal(sql, id)).id;
}

/** The proposals in a state, oldest first. */
export async function readProposals(sql: Speaker, state: Proposal['state'] = 'waiting'): Promise<Proposal[]> {
  const rows = await sql.unsafe(`select ${columns} where p.state = $1 order by p.made limit 1000`, [state]);
  return rows.map(proposalOf);
}

/** The proposal of that number, or `proposal/absent`. Its first letters will do when only one begins so. */
export async function getProposal(sql: Speaker, id: string): Promise<Proposal> {
  const rows = wholeId.test(id)
    ? await sayPrepared(sql, `select ${columns} where p.id = $1`, [id])
    : /^[0-9a-f-]{4,35}$/.test(id)
      ? await sql.unsafe(`select ${columns} where p.id like $1 limit 2`, [`${id}%`])
      : [];
  const row = rows[0];
  if (row === undefined || rows.length > 1) throw refuseProposal('absent', { id: id.slice(0, 40) });
  return proposalOf(row);
}

/** Locks a proposal until the transaction ends: whoever else acts on it has done so, or waits. */
export async function lockProposal(sql: Speaker, id: string): Promise<void> {
  await sql`select 1 from laopedia.proposal where id = ${id} for update`;
}

/** A waiting proposal, locked until the transaction ends, or the refusal that says why there is none. */
export async function lockWaiting(sql: Speaker, id: string): Promise<Proposal> {
  await lockProposal(sql, id);
  const proposal = await getProposal(sql, id);
  if (proposal.state !== 'waiting') throw refuseProposal('not-waiting', { id, state: proposal.state });
  return proposal;
}

function proposalOf(row: Record<string, unknown>): Proposal {
  return {
    id: String(row['id']),
    register: String(row['register']),
    registerId: Number(row['register_id']),
    state: row['state'] as Proposal['state'],
    author: String(row['author']),
    authorId: Number(row['author_id']),
    basis: row['basis'] as string | null,
    schemaEntry: Number(row['schema_entry']),
    baseSize: Number(row['base_size']),
    counts: row['counts'] as ChangeCounts,
    needed: Number(row['needed']),
    approvals: Number(row['approvals']),
    staging: row['staging'] as string | null,
    made: row['made'] as Date,
  };
}

/** One row of a proposal's change. `fields` names what differs from what stands. */
export interface ProposedChange {
  readonly key: string;
  readonly change: string;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  readonly fields: readonly string[];
}

/** The first rows of what a proposal changes, for the approver. */
export async function readChange(sql: Speaker, proposal: Proposal, limit = 50): Promise<ProposedChange[]> {
  if (proposal.staging === null) return [];
  const stored: StoredRegister = await getRegister(sql, proposal.register);
  const rows = await sql.unsafe(`
    select s.key, s.change, s.body_public, s.body_government, s.body_custodian
    from ${stagedFrom({ ...proposal, staging: proposal.staging })} s order by s.ordinal limit ${limit}`);
  const standing = await (await standingReader(sql, stored))(rows.map(row => String(row['key'])));
  return rows.map(row => {
    const bodies = ['public', 'government', 'custodian'].flatMap(tier => {
      const body = row[`body_${tier}`];
      return body === null ? [] : [JSON.parse(String(body)) as JsonObject];
    });
    const stood = standing.get(String(row['key']));
    const before = stood === undefined || stood.withdrawn ? undefined : stood.item;
    const after = bodies.length === 0 ? undefined : (Object.assign({}, ...bodies) as Item);
    return {
      key: String(row['key']),
      change: String(row['change']),
      before,
      after,
      fields: changedFields(before ?? {}, after ?? {}),
    };
  });
}
