// Judges what a killed server left behind: every acknowledged publication is there exactly once, and says what was
// acknowledged; whatever was under way is whole or absent; and fsck finds nothing.
import { Refusal } from '#register';
import { discrepancySentence, readFsckReport, type Store, sweepStaging } from '#store';
import { publish } from '#workflow/publication';
import type { Told } from './killing.ts';

/** Sentences of what is wrong; none where all is well. With `anchorFolder` the anchor there must hold too. */
export async function judge(store: Store, told: readonly Told[], anchorFolder?: string): Promise<string[]> {
  await sweepStaging(store);
  const acknowledged = told.filter(one => one.step === 'published');
  const wrong = await judgePublications(store, acknowledged);
  wrong.push(...(await judgeRepeated(store, acknowledged)));
  const open = told.filter(
    one => one.step === 'trying' && !told.some(other => other.step !== 'trying' && other.proposal === one.proposal),
  );
  wrong.push(...(await judgeUnderWay(store, open)));
  wrong.push(...(await judgeStaging(store)));
  wrong.push(...(await judgeLog(store, anchorFolder)));
  return wrong;
}

/** The same while others go on working: only what is acknowledged and what fsck says of one moment. */
export async function judgeAtWork(store: Store, told: readonly Told[]): Promise<string[]> {
  const acknowledged = told.filter(one => one.step === 'published');
  return [...(await judgePublications(store, acknowledged)), ...(await judgeLog(store))];
}

async function judgeLog(store: Store, anchorFolder?: string): Promise<string[]> {
  const { checks } = await readFsckReport(store, anchorFolder === undefined ? {} : { anchorFolder });
  return checks
    .flatMap(check => check.findings)
    .map(found => `${found.register} ${found.invariant}: ${discrepancySentence(found).what.en} (${found.place})`);
}

async function judgePublications(store: Store, acknowledged: readonly Told[]): Promise<string[]> {
  const rows = await store.app`select proposal, first, number, count from laopedia.publication`;
  const wrong: string[] = [];
  for (const { proposal, first, number, count } of acknowledged) {
    const found = rows.filter(row => row['proposal'] === proposal);
    if (found.length !== 1) wrong.push(`publication ${proposal} was acknowledged and is there ${found.length} times`);
    else if (found[0]?.['count'] !== count || (first !== undefined && found[0]?.['first'] !== first)) {
      wrong.push(`publication ${proposal} is not what was acknowledged`);
    } else if (number !== undefined && found[0]?.['number'] !== number) wrong.push(`publication ${proposal} has moved`);
  }
  return wrong;
}

// The last few of a round are enough: the older ones were asked for in the rounds before.
async function judgeRepeated(store: Store, acknowledged: readonly Told[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const { proposal, first, number } of acknowledged.slice(-5)) {
    const again = await publish(store, proposal).catch((problem: unknown) => problem);
    const same = again instanceof Object && 'first' in again && 'number' in again;
    if (first !== undefined && !(same && again.first === first && again.number === number)) {
      wrong.push(`publishing ${proposal} again gave another answer: ${String(again)}`);
    }
  }
  return wrong;
}

// Under way when the blow fell: published whole, still waiting and publishable once, or dropped because it was to be
// published at once and its rows were never promised to survive.
async function judgeUnderWay(store: Store, open: readonly Told[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const { proposal } of open) {
    try {
      const [one, two] = [await publish(store, proposal), await publish(store, proposal)];
      if (one.number !== two.number) wrong.push(`${proposal} was published twice`);
    } catch (problem) {
      const states = await store.app`select state from laopedia.proposal where id = ${proposal}`;
      const moved = problem instanceof Refusal && problem.code.startsWith('log/');
      if (states[0]?.['state'] !== 'dropped' && !moved)
        wrong.push(`${proposal} can not be published: ${String(problem)}`);
    }
  }
  return wrong;
}

async function judgeStaging(store: Store): Promise<string[]> {
  const left = await store.app`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'staging' and c.relkind = 'r' and not starts_with(c.relname, 'small_')
      and not exists (select from laopedia.proposal p where p.state = 'waiting' and p.staging = format('staging.%I', c.relname))
      and not exists (select from laopedia.proposal p where p.state = 'waiting' and p.staging = 'staging."' || c.relname || '"')`;
  const wrong = left.map(row => `the staging table ${row['name']} was left behind`);
  const lasting = await store.app`
    select format('staging.%I', c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'staging' and c.relkind = 'r' and starts_with(c.relname, 'small_')`;
  for (const { name } of lasting) {
    const rows = await store.app.unsafe(`
      select distinct s.proposal from ${name} s
      where not exists (select from laopedia.proposal p where p.id = s.proposal and p.state = 'waiting')`);
    wrong.push(...rows.map(row => `rows of ${row['proposal']} were left behind in ${name}`));
  }
  return wrong;
}
