// The questions that are measured, and what a right answer is: the sample's own file says it.
import type { Job } from './http.ts';
import type { Sample, Word } from './sample.ts';
import { checkFloor, checkOurs, floorPath, type Holders, holdersOf, oursPath, wrongUnless } from './search-answers.ts';

const register = '/api/v1/registers/bench-enterprise';

interface Answered {
  readonly key: string;
  readonly item: Readonly<Record<string, unknown>>;
}

/** All jobs of a sample. */
export async function jobsOf(sample: Sample): Promise<readonly Job[]> {
  const searched = Object.values(sample.queries.search).flat();
  const holders = await holdersOf(
    sample,
    searched.map(({ w }) => w),
  );
  const bands = Object.entries(sample.queries.search).map(([band, words]) => searchJob(band, words, holders));
  return [recordJob(sample), listJob(sample, false), listJob(sample, true), ...bands, countsJob(sample)];
}

function recordJob({ queries }: Sample): Job {
  const sampleOf = (n: number) => at(queries.samples, n * 7);
  const check = (one: { readonly [name: string]: unknown }, n: number) => {
    const wanted = sampleOf(n);
    wrongUnless(one['reg_no'] === wanted.reg && one['name_lo'] === wanted.name, `record ${wanted.reg}`, one);
    wrongUnless(one['province'] === wanted.province, `record ${wanted.reg}`, one);
  };
  return {
    what: 'record',
    target: 1.5,
    turns: 300,
    ours: n => `${register}/records/${sampleOf(n).reg}`,
    floor: n => `/r/${sampleOf(n).reg}`,
    checkOurs: (body, n) => check((JSON.parse(body) as Answered).item, n),
    checkFloor: (body, n) => check(JSON.parse(body) as Record<string, unknown>, n),
  };
}

function listJob({ queries }: Sample, isCounted: boolean): Job {
  const asked = (n: number) => at(queries.list, n);
  const checkRows = (items: readonly Readonly<Record<string, unknown>>[], total: unknown, n: number) => {
    const { province, isic2, count } = asked(n);
    const what = `list of ${province} ${isic2}`;
    wrongUnless(items.length === Math.min(20, count), what, items.length);
    wrongUnless(!isCounted || Number(total) === count, what, total);
    wrongUnless(
      items.every(item => item['province'] === province && item['sector'] === isic2),
      what,
      items[0],
    );
    const days = items.map(item => String(item['registered_on']));
    wrongUnless(days.join() === [...days].sort().reverse().join(), `${what} by date`, days);
  };
  return {
    what: isCounted ? 'list and how many in all' : 'list, two filters, newest first',
    target: 1.5,
    turns: 200,
    ours: n =>
      `${register}/records?province=${asked(n).province}&sector=${asked(n).isic2}&sort=-registered_on&limit=20${isCounted ? '&count=exact' : ''}`,
    floor: n => `/list?province=${asked(n).province}&sector=${asked(n).isic2}${isCounted ? '&total' : ''}`,
    checkOurs(body, n) {
      const { records, count } = JSON.parse(body) as { records: Answered[]; count?: unknown };
      checkRows(
        records.map(record => record.item),
        count,
        n,
      );
    },
    checkFloor(body, n) {
      const { records, total } = JSON.parse(body) as { records: Record<string, unknown>[]; total: unknown };
      checkRows(records, total, n);
    },
  };
}

// The floor is given the words ready cut; ours finds them in running Lao text and ranks what it finds.
function searchJob(band: string, words: readonly Word[], holders: ReadonlyMap<string, Holders>): Job {
  const asked = (n: number) => at(words, n).w;
  return {
    what: `search, ${band} word, ranked`,
    target: 2,
    turns: 120,
    ours: n => oursPath(asked(n)),
    floor: n => floorPath(asked(n)),
    checkOurs: (body, n) => checkOurs(body, asked(n), holders),
    checkFloor: (body, n) => checkFloor(body, asked(n), holders),
  };
}

function countsJob({ queries }: Sample): Job {
  const check = (rows: readonly { value?: string; province?: string; count: number }[]) => {
    const wanted = queries.province;
    wrongUnless(rows.length === Object.keys(wanted).length, 'counts by place', rows.length);
    for (const { value, province, count } of rows) {
      wrongUnless(count === wanted[value ?? province ?? ''], `count of ${value ?? province}`, count);
    }
  };
  return {
    what: 'aggregate by place',
    target: 0.1,
    turns: 50,
    note: 'the floor scans',
    ours: () => `${register}/counts?by=province`,
    floor: () => '/agg',
    checkOurs: body => check((JSON.parse(body) as { counts: { value: string; count: number }[] }).counts),
    checkFloor: body => check(JSON.parse(body) as { province: string; count: number }[]),
  };
}

function at<T>(list: readonly T[], n: number): T {
  const one = list[n % list.length];
  if (one === undefined) throw new Error('the sample has no such list');
  return one;
}
