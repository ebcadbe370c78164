// The one road into our own log: a proposal whose rule is met becomes entries, records, search and counts at once.
import { despiteDeadlock } from '#lib/postgres';
import { type ChangeCounts, type Definition, Refusal, type Register } from '#register';
import {
  type Appended,
  appendDefinition,
  appendPublication,
  appendSmall,
  canStep,
  endStaging,
  expectedOf,
  findAppended,
  type LockedPublication,
  lockHeads,
  lockPublication,
  refuseUnfit,
  registerAt,
  type Speaker,
  type StagedBy,
  type Store,
  type StoredRegister,
  stagedRows,
  viewOf,
} from '#store';
import { getPerson } from '#workflow/access';
import {
  brokenReferences,
  brokenSuccessions,
  readTargets,
  refuseProposal,
  repeatedValues,
  wholeIdOf,
} from '#workflow/proposal';
import { refusePublication } from './refusals.ts';

/** Publishes a proposal. Asked again, it gives the first answer and publishes nothing twice. */
export async function publish(store: Store, given: string): Promise<Appended> {
  const id = await wholeIdOf(store.app, given);
  try {
    return await store.space.meanwhile(seen => despiteDeadlock(() => publishAtOnce(store, id, seen)));
  } catch (problem) {
    // Where there is no room to publish anything, what is published already is answered all the same.
    const isStore = problem instanceof Refusal && problem.code.startsWith('store/');
    const done = isStore ? await findAppended(store.app, id) : undefined;
    if (done === undefined) throw problem;
    return done;
  }
}

async function publishAtOnce(store: Store, id: string, seen: Promise<unknown>): Promise<Appended> {
  return store.app.begin(async sql => {
    const locked = await lockPublication(sql, id);
    if (locked === undefined) throw refuseProposal('absent', { id });
    if (locked.state !== 'waiting') return answerOf(sql, id, locked.state);
    if (locked.approvers.length < locked.needed) {
      throw refusePublication('rule-not-met', { id, needed: locked.needed, given: locked.approvers.length });
    }
    refuseUnfit(locked);
    const { staging } = locked;
    if (staging === null) throw refuseProposal('staging-lost', { id });
    const register = await registerAt(sql, locked);
    if (!locked.targetsKnown) await lockTargets(sql, register, locked.registerId);
    const proposal: Locked = { ...locked, id, staging };
    const isSmall = locked.leaves !== undefined && canStep(store.folds);
    const appended = isSmall
      ? await publishFew(sql, store, register, { ...proposal, leaves: locked.leaves })
      : await publishMany(sql, store, register, proposal);
    await seen;
    return appended;
    // Here the transaction commits: THE commit point. Whatever happens later, the publication stands.
  }) as Promise<Appended>;
}

type Locked = LockedPublication & StagedBy;

async function answerOf(sql: Speaker, id: string, state: string): Promise<Appended> {
  const done = await findAppended(sql, id);
  if (done === undefined) throw refuseProposal('not-waiting', { id, state });
  return done;
}

// A small proposal: what its lock told is all that is needed, and one call does the rest.
async function publishFew(
  sql: Speaker,
  store: Store,
  register: Register,
  locked: Locked & { readonly leaves: readonly Uint8Array[] },
): Promise<Appended> {
  const appendix = { locked, register, proposal: locked.id };
  await recheck(sql, register, locked, { staging: viewOf(locked.staging), isLasting: true });
  // Both are sent at once: what the publication will be is known before it is.
  const [appended] = await Promise.all([
    appendSmall(sql, appendix, store),
    endProposal(sql, locked, expectedOf(appendix.locked)),
  ]);
  return appended;
}

async function publishMany(sql: Speaker, store: Store, register: Register, locked: Locked): Promise<Appended> {
  const staging = await stagedRows(sql, locked);
  // The disk alone: within a transaction a second connection could be waited for by everybody at once.
  await store.space.refuseShort(await neededBytes(sql, staging));
  const { added, corrected, withdrawn } = locked.counts as ChangeCounts;
  const count = added + corrected + withdrawn;
  await refuseLost(sql, locked.id, staging, count);
  await recheck(sql, register, locked, { staging });
  const { registerId, author, approvers, basis, basedOn } = locked;
  const organisations = [register.custodian];
  const provenance = { author, approvers, basis };
  const appendix = { registerId, register, staging, count, proposal: locked.id, organisations, provenance, basedOn };
  const appended = await appendPublication(sql, appendix, store.folds);
  await endProposal(sql, locked, appended);
  await endStaging(sql, locked);
  return appended;
}

// What a publication writes, against its staged rows: entries, bodies, records, their indexes, and all of it once more as WAL.
const writtenTimes = 4;

async function neededBytes(sql: Speaker, staging: string): Promise<number> {
  const rows = await sql`select coalesce(pg_total_relation_size(to_regclass(${staging})), 0) as bytes`;
  return Number(rows[0]?.['bytes']) * writtenTimes;
}

// The rows of an import that was to be published at once are unlogged: a crash in between empties them.
async function refuseLost(sql: Speaker, id: string, staging: string, count: number): Promise<void> {
  const rows = await sql.unsafe(`select count(*) as count from ${staging}`);
  if (Number(rows[0]?.['count']) !== count) throw refuseProposal('staging-lost', { id });
}

// A proposal of before its targets were noted: what it refers to must not change any more before the commit either.
async function lockTargets(sql: Speaker, register: Register, own: number): Promise<void> {
  const { ids } = await readTargets(sql, register);
  await lockHeads(sql, own, ids);
}

// What was true of other records when the proposal was made may be so no more. Where nothing was published since, it is.
async function recheck(
  sql: Speaker,
  register: Register,
  locked: Locked,
  staged: { readonly staging: string; readonly isLasting?: boolean },
): Promise<void> {
  const checked = { stored: { id: locked.registerId, register }, ...staged };
  const moved = locked.frontier.size !== locked.basedOn.size;
  const mayBreak = !locked.targetsKnown || locked.targetsMoved;
  const check = mayBreak ? brokenReferences : moved ? brokenSuccessions : undefined;
  const [broken] = check === undefined ? [] : await check(sql, checked);
  if (broken !== undefined) throw refusePublication('references-broken', { given: broken.given });
  if (!moved) return;
  const [taken] = await repeatedValues(sql, checked);
  if (taken !== undefined) throw refusePublication('values-taken', { given: taken.given, field: taken.field });
}

async function endProposal(sql: Speaker, { id, author, register }: Locked, appended: Appended): Promise<void> {
  await sql`
    with ended as (
      update laopedia.proposal set state = 'published', ended = now(), staging = null, leaves = null where id = ${id})
    insert into laopedia.act (person, what, register, proposal, facts)
    values (${author}, 'publish', ${register}, ${id}, ${sql.json({ entries: [appended.first, appended.number] })})`;
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
