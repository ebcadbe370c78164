// The fixed mix that a reader under load goes through, and what a right answer is while publishing goes on: as before for the
// sample's own records, one state of the group in every answer, never an older one than seen, and bulk rows all or none.
import { jobsOf } from './jobs.ts';
import type { Sample } from './sample.ts';
import { WrongAnswer, wrongUnless } from './search-answers.ts';
import { bulkProvince, bulkSector, groupSector, groupSize, groupWord } from './together.ts';

/** One of the two servers. */
export type Side = 'ours' | 'floor';

/** What a reader has seen so far. */
export interface Seen {
  /** The newest state of the group. */
  state: number;
}

/** A question of the mix; a check throws a WrongAnswer. */
export interface Question {
  readonly kind: string;
  readonly path: string;
  check(body: string, seen: Seen): void;
}

// Of twenty questions: eight records, five lists, four searches, and one each of counts, the group, and the bulk or the group's word.
const order = 'rlsrarlsrgrlsrbrlsrl';
const register = '/api/v1/registers/bench-enterprise';

/** The `n`th question to a side, in an order that is the same for every run. */
export type Mix = (side: Side, n: number) => Question;

/** Makes the mix; `bulkRows` come at once, several times. */
export async function openMix(sample: Sample, bulkRows: number): Promise<Mix> {
  const jobs = await jobsOf(sample);
  const named = (what: string) => jobs.filter(job => job.what.startsWith(what));
  const [records, lists, searches] = [named('record'), named('list, two filters'), named('search')];
  const fromJobs = (kind: string, of: typeof jobs, side: Side, n: number): Question => {
    const job = of[n % of.length];
    if (job === undefined) throw new Error(`no job for ${kind}`);
    const check = side === 'ours' ? job.checkOurs : job.checkFloor;
    return { kind, path: side === 'ours' ? job.ours(n) : job.floor(n), check: body => check.call(job, body, n) };
  };
  return (side, n) => {
    const letter = order[n % order.length];
    const turn = Math.floor(n / order.length);
    if (letter === 'r') return fromJobs('record', records, side, n);
    if (letter === 'l') return fromJobs('list', lists, side, n);
    if (letter === 's') return fromJobs('search', searches, side, n);
    if (letter === 'a') return aggregate(side, sample, bulkRows);
    if (letter === 'g') return groupList(side);
    return turn % 2 === 0 ? bulkCount(side, bulkRows) : groupSearch(side);
  };
}

interface Counted {
  readonly value?: string;
  readonly province?: string;
  readonly count: number;
}

function aggregate(side: Side, { queries }: Sample, bulkRows: number): Question {
  return {
    kind: 'aggregate',
    path: side === 'ours' ? `${register}/counts?by=province` : '/agg',
    check(body) {
      const told = JSON.parse(body) as readonly Counted[] | { readonly counts: readonly Counted[] };
      const rows = 'counts' in told ? told.counts : told;
      const counts = new Map(rows.map(({ value, province, count }) => [value ?? province ?? '', count]));
      wrongUnless(
        (counts.get(bulkProvince) ?? 0) % bulkRows === 0,
        'counts show half a bulk',
        counts.get(bulkProvince),
      );
      for (const [province, count] of Object.entries(queries.province)) {
        const wanted = province === '01' ? count + groupSize : count;
        wrongUnless(counts.get(province) === wanted, `the count of ${province} under load`, counts.get(province));
      }
    },
  };
}

interface Listed {
  readonly records: readonly (Readonly<Record<string, unknown>> & {
    readonly item?: Readonly<Record<string, unknown>>;
  })[];
  readonly count?: unknown;
  readonly total?: unknown;
}

function groupList(side: Side): Question {
  const ours = `${register}/records?province=01&sector=${groupSector}&sort=-registered_on&limit=${groupSize}&count=exact`;
  return {
    kind: 'list',
    path: side === 'ours' ? ours : `/list?province=01&sector=${groupSector}&total`,
    check(body, seen) {
      const { records } = JSON.parse(body) as Listed;
      checkGroup(
        records.map(record => Number((record.item ?? record)['capital_lak'])),
        seen,
      );
    },
  };
}

function groupSearch(side: Side): Question {
  const q = encodeURIComponent(groupWord);
  const ours = `/api/v1/search?register=bench-enterprise&limit=${groupSize}&q=${q}`;
  return {
    kind: 'search',
    path: side === 'ours' ? ours : `/search?q=${q}`,
    check(body, seen) {
      const told = JSON.parse(body) as readonly { name_lo: string }[] | { results: readonly { title: string }[] };
      const names = 'results' in told ? told.results.map(hit => hit.title) : told.map(row => row.name_lo);
      checkGroup(
        names.map(name => Number(/\d+/.exec(name)?.[0])),
        seen,
      );
    },
  };
}

function checkGroup(states: readonly number[], seen: Seen): void {
  const [state = Number.NaN] = states;
  wrongUnless(states.length === groupSize, 'the group is not whole', states.length);
  wrongUnless(new Set(states).size === 1, 'half a publication is seen', states);
  wrongUnless(state >= seen.state, `state ${seen.state} was seen before`, state);
  seen.state = state;
}

function bulkCount(side: Side, bulkRows: number): Question {
  return {
    kind: 'list',
    path:
      side === 'ours'
        ? `${register}/records?sector=${bulkSector}&limit=1&count=exact`
        : `/list?province=${bulkProvince}&sector=${bulkSector}&total`,
    check(body) {
      const { count, total } = JSON.parse(body) as Listed;
      wrongUnless(Number(count ?? total) % bulkRows === 0, 'half a bulk is counted', count ?? total);
    },
  };
}

/** The words of a wrong answer; undefined when it is right. Throws what is no answer's fault. */
export function wrongIn(question: Question, body: string, seen: Seen): string | undefined {
  try {
    question.check(body, seen);
    return undefined;
  } catch (problem) {
    if (problem instanceof WrongAnswer) return problem.message;
    throw problem;
  }
}
