// The one road into our own log: a proposal whose rule is met becomes entries, records, search and counts at once.
import { type Definition, referencesOf } from '#register';
import {
  type Appended,
  appendDefinition,
  appendPublication,
  dropStaging,
  findAppended,
  findRegister,
  getRegister,
  lockHeads,
  type Speaker,
  type Store,
  type StoredRegister,
} from '#store';
import { getPerson } from '#workflow/access';
import {
  brokenReferences,
  getProposal,
  lockProposal,
  lockWaiting,
  type Proposal,
  refuseProposal,
  repeatedValues,
} from '#workflow/proposal';
import { refusePublication } from './refusals.ts';

/** Publishes a proposal. Asked again, it gives the first answer and publishes nothing twice. */
export async function publish(store: Store, id: string): Promise<Appended> {
  const found = await getProposal(store.app, id);
  const done = await findAppended(store.app, found.id);
  if (done !== undefined) return done;
  return store.space.withRoom(await neededBytes(store, found), () => publishAtOnce(store, found));
}

async function publishAtOnce(store: Store, found: Proposal): Promise<Appended> {
  return store.app.begin(async sql => {
    await lockProposal(sql, found.id);
    const meanwhile = await findAppended(sql, found.id);
    if (meanwhile !== undefined) return meanwhile;
    const proposal = await lockWaiting(sql, found.id);
    if (proposal.approvals < proposal.needed) {
      throw refusePublication('rule-not-met', { id: proposal.id, needed: proposal.needed, given: proposal.approvals });
    }
    const stored = await lockStanding(sql, proposal.register);
    const staging = await stagingOf(sql, proposal);
    await recheck(sql, stored, staging, proposal);
    const appendix = await appendixOf(sql, proposal, stored, staging);
    const appended = await appendPublication(sql, appendix, store.folds);
    await sql`update laopedia.proposal set state = 'published', ended = now(), staging = null where id = ${proposal.id}`;
    await dropStaging(sql, staging);
    await sql`
      insert into laopedia.act (person, what, register, proposal, facts)
      values (${appendix.provenance.author}, 'publish', ${proposal.register}, ${proposal.id}, ${sql.json({ entries: [appended.first, appended.number] })})`;
    return appended;
    // Here the transaction commits: THE commit point. Whatever happens later, the publication stands.
  }) as Promise<Appended>;
}

// What a publication writes, against its staged rows: entries, bodies, records, their indexes, and all of it once more as WAL.
const writtenTimes = 4;

async function neededBytes(store: Store, { staging }: Proposal): Promise<number> {
  if (staging === null) return 0;
  const rows = await store.app`select coalesce(pg_total_relation_size(to_regclass(${staging})), 0) as bytes`;
  return Number(rows[0]?.['bytes']) * writtenTimes;
}

// The rows of an import that was to be published at once are unlogged: a crash in between empties them.
async function stagingOf(sql: Speaker, proposal: Proposal): Promise<string> {
  if (proposal.staging === null) throw refuseProposal('staging-lost', { id: proposal.id });
  const counts = proposal.counts;
  const rows = await sql.unsafe(`select count(*) as count from ${proposal.staging}`);
  if (Number(rows[0]?.['count']) !== counts.added + counts.corrected + counts.withdrawn) {
    throw refuseProposal('staging-lost', { id: proposal.id });
  }
  return proposal.staging;
}

// The register as it stands, when neither it nor what it refers to can change any more before the commit.
async function lockStanding(sql: Speaker, name: string): Promise<StoredRegister> {
  const { id, register } = await getRegister(sql, name);
  const targets: number[] = [];
  for (const reference of referencesOf(register)) {
    const target = await findRegister(sql, reference.register);
    if (target !== undefined) targets.push(target.id);
  }
  await lockHeads(sql, id, targets);
  return getRegister(sql, name);
}

// What was true of other records when the proposal was made may be so no more.
async function recheck(sql: Speaker, stored: StoredRegister, staging: string, proposal: Proposal): Promise<void> {
  const [broken] = await brokenReferences(sql, { stored, staging });
  if (broken !== undefined) throw refusePublication('references-broken', { given: broken.given });
  if (stored.size === proposal.baseSize) return;
  const [taken] = await repeatedValues(sql, { stored, staging });
  if (taken !== undefined) throw refusePublication('values-taken', { given: taken.given, field: taken.field });
}

async function appendixOf(sql: Speaker, proposal: Proposal, stored: StoredRegister, staging: string) {
  const rows = await sql`
    select pseudonym, id = ${proposal.authorId} as author from laopedia.person
    where id = ${proposal.authorId} or id in (select person_id from laopedia.approval where proposal_id = ${proposal.id})
    order by id`;
  const names = (author: boolean) => rows.filter(row => row['author'] === author).map(row => String(row['pseudonym']));
  const { added, corrected, withdrawn } = proposal.counts;
  return {
    registerId: stored.id,
    register: stored.register,
    staging,
    count: added + corrected + withdrawn,
    proposal: proposal.id,
    organisations: [stored.register.custodian],
    provenance: { author: names(true)[0] ?? '', approvers: names(false), basis: proposal.basis },
    basedOn: { size: proposal.baseSize, schemaEntry: proposal.schemaEntry },
  };
}

/** Publishes a definition: makes a register, or changes one. `define` acts as the installation's administrator. */
export async function publishDefinition(
  store: Store,
  definition: Definition,
  options: { readonly officer: string; readonly origin: string; readonly proposal: string; readonly open?: boolean },
): Promise<StoredRegister> {
  const person = await getPerson(store.app, options.officer);
  const provenance = { author: person.pseudonym, approvers: [], basis: null };
  const { origin, proposal, open = true } = options;
  return appendDefinition(store, { definition, origin, open, proposal, provenance });
}
