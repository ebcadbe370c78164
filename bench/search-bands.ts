// Asks for rare, medium and common words, for two words, and in Latin letters: ours, the floor's hit list and pg_trgm by
// turns, over HTTP, every answer checked.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Figure, median, msText, percentile, timed } from './figures.ts';
import { fetchText, type Sides } from './http.ts';
import type { Sample } from './sample.ts';
import {
  checkFloor,
  checkOurs,
  floorPath,
  type Holders,
  holdersOf,
  oursPath,
  WrongAnswer,
  wrongUnless,
} from './search-answers.ts';

/** Questions of one kind. */
interface Band {
  readonly name: string;
  readonly questions: readonly string[];
}

interface Times {
  readonly ours: number[];
  readonly floor: number[];
  readonly alike: number[];
  /** Of the records pg_trgm gave, those that hold the words. */
  readonly right: number[];
}

/** What came of a size. */
export interface Searched {
  readonly figures: readonly Figure[];
  readonly wrong: ReadonlySet<string>;
}

const targets = { alike: 0.1, floor: 2, bands: 2 };
const warmTurns = 8;
// Both servers are programs that are made quicker while they run: a first minute's answers are no measure.
const warmRounds = 8;

/** The figures of all bands and of the slowest beside the fastest; and every wrong answer of ours, once. */
export async function measureSearch(sample: Sample, sides: Sides): Promise<Searched> {
  const bands = await bandsOf(sample);
  const holders = await holdersOf(
    sample,
    bands.flatMap(({ questions }) => questions),
  );
  const turns = sample.queries.rows > 200_000 ? 24 : 80;
  const wrong = new Set<string>();
  const right = (body: string, question: string) => {
    try {
      checkOurs(body, question, holders);
    } catch (problem) {
      if (!(problem instanceof WrongAnswer)) throw problem;
      wrong.add(problem.message);
    }
  };
  for (let round = 0; round < warmRounds; round++) {
    for (const question of bands.flatMap(({ questions }) => questions)) {
      await fetchText(sides.ours + oursPath(question));
      await fetchText(sides.floor + floorPath(question));
    }
  }
  const measured: { readonly name: string; readonly times: Times }[] = [];
  for (const band of bands)
    measured.push({ name: band.name, times: await ask(band, { holders, right }, sides, turns) });
  const figures = measured.flatMap(({ name, times }) => figuresOf(name, times));
  return { figures: [...figures, ...overAll(measured)], wrong };
}

async function bandsOf(sample: Sample): Promise<readonly Band[]> {
  const { rare, medium, common } = sample.queries.search;
  const words = (band: readonly { readonly w: string }[]) => band.map(({ w }) => w);
  return [
    { name: 'rare word', questions: words(rare) },
    { name: 'medium word', questions: words(medium) },
    { name: 'common word', questions: words(common) },
    { name: 'two words', questions: await pairsOf(sample) },
    { name: 'Latin letters', questions: await latinOf(sample) },
  ];
}

const many = 8;

// A word of a name with the village of the address, of records all over the file.
async function pairsOf({ words, queries }: Sample): Promise<readonly string[]> {
  const pairs = new Set<string>();
  let line = 0;
  for await (const text of createInterface(createReadStream(words))) {
    if (line++ % Math.floor(queries.rows / many) !== 0) continue;
    const own = text.split('\t')[1]?.split(' ') ?? [];
    pairs.add(`${own[2]} ${own.at(-1)}`);
  }
  return [...pairs].slice(0, many);
}

// The first word of an English name: a Lao name in Latin letters, as it is written in Laos.
async function latinOf({ csv, queries }: Sample): Promise<readonly string[]> {
  const names = new Set<string>();
  let line = 0;
  for await (const text of createInterface(createReadStream(csv))) {
    const name = /,"([A-Z][a-z]+) /.exec(text)?.[1];
    if (name !== undefined && line++ % Math.floor(queries.rows / many) === 0) names.add(name);
  }
  return [...names].slice(0, many);
}

interface Answers {
  readonly holders: ReadonlyMap<string, Holders>;
  /** Takes down what is not right with our answer. */
  readonly right: (body: string, question: string) => void;
}

async function ask(
  { name, questions }: Band,
  { holders, right: checkRight }: Answers,
  sides: Sides,
  turns: number,
): Promise<Times> {
  const times: Times = { ours: [], floor: [], alike: [], right: [] };
  for (let turn = -warmTurns; turn < turns; turn++) {
    const question = questions[(turn + warmTurns) % questions.length];
    if (question === undefined) throw new Error(`the sample has no question for ${name}`);
    const ours = await took(sides.ours + oursPath(question), body => checkRight(body, question));
    const floor = await took(sides.floor + floorPath(question), body => checkFloor(body, question, holders));
    let right = 0;
    const alike = await took(`${sides.floor}/alike?q=${encodeURIComponent(question)}`, body => {
      right = rightOf(body, holders.get(question));
    });
    if (turn < 0) continue;
    times.ours.push(ours);
    times.floor.push(floor);
    times.alike.push(alike);
    times.right.push(right);
  }
  return times;
}

async function took(address: string, check: (body: string) => void): Promise<number> {
  const begun = performance.now();
  const body = await fetchText(address);
  const ms = performance.now() - begun;
  check(body);
  return ms;
}

// Likeness is no promise that the words are there: of its answers only the form is held, and what it found is shown.
function rightOf(body: string, holders: Holders | undefined): number {
  const found = JSON.parse(body) as readonly { readonly key: string; readonly text: string }[];
  wrongUnless(
    found.every(({ key, text }) => key !== '' && text !== ''),
    'pg_trgm',
    found[0],
  );
  const held = found.filter(({ key }) => holders?.texts.has(key)).length;
  return held / Math.max(1, Math.min(20, holders?.words.size ?? 0));
}

function figuresOf(name: string, { ours, floor, alike, right }: Times): Figure[] {
  const late = (other: readonly number[]) =>
    `p95 ${msText(percentile(ours, 0.95))} / ${msText(percentile(other, 0.95))}`;
  const share = Math.min(1, right.reduce((sum, one) => sum + one, 0) / right.length);
  const found = `of the records that hold it, it gives ${(share * 100).toFixed(0)} %`;
  return [
    timed(`${name} / pg_trgm`, median(ours), median(alike), targets.alike, `${late(alike)}; ${found}`),
    timed(`  / floor's hit list`, median(ours), median(floor), targets.floor, late(floor)),
  ];
}

// The three bands of words count alike, however often each is asked for.
function overAll(measured: readonly { readonly name: string; readonly times: Times }[]): Figure[] {
  const words = measured.filter(({ name }) => name.endsWith(' word'));
  const medians = words.map(({ name, times }) => ({ name, ms: median(times.ours) })).sort((a, b) => a.ms - b.ms);
  const [fastest, slowest] = [medians[0], medians.at(-1)];
  if (fastest === undefined || slowest === undefined) throw new Error('no band was measured');
  const mean = (of: (times: Times) => readonly number[]) =>
    words.reduce((sum, { times }) => sum + median(of(times)), 0) / words.length;
  const ours = mean(times => times.ours);
  return [
    timed(
      'all words / pg_trgm',
      ours,
      mean(times => times.alike),
      targets.alike,
      'means of the three medians',
    ),
    timed(
      `  / floor's hit list`,
      ours,
      mean(times => times.floor),
      targets.floor,
    ),
    timed('slowest / fastest band', slowest.ms, fastest.ms, targets.bands, `${slowest.name} / ${fastest.name}`),
  ];
}
