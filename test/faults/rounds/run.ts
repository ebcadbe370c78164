// Runs the rounds of a kind, each within a time, and counts. A round that does not end is a fault like any other.
import { setTimeout as pause } from 'node:timers/promises';
import { type Control, isLoss, type Kind, type Outcome, type Rounds } from './kind.ts';

/** What a kind came to. */
export interface Tally {
  readonly kind: string;
  readonly rounds: number;
  readonly acknowledged: number;
  readonly lost: number;
  /** Rounds after which fsck or the judge found something else. */
  readonly unsound: number;
  readonly seconds: number;
  readonly sentences: readonly string[];
  readonly controls: readonly Control[];
}

const longestRoundMilliseconds = 180_000;
const sentencesKept = 20;
/** Then a fresh installation: a log that grows for ever makes each look of fsck longer. */
const roundsOfOne = 20;

/** How rounds are run: who hears of each, and what ends them before their number; what was begun is finished and judged. */
export interface RunOptions {
  readonly tell?: (line: string) => void;
  readonly ending?: AbortSignal;
  readonly longestMinutes?: number;
}

/** Runs the rounds of a kind. It is opened anew after a round that did not end. */
export async function runKind(
  kind: Kind,
  count: number,
  { tell = () => {}, ending, longestMinutes = Number.POSITIVE_INFINITY }: RunOptions = {},
): Promise<Tally> {
  const began = performance.now();
  const sum = { rounds: 0, acknowledged: 0, lost: 0, unsound: 0, sentences: [] as string[] };
  const add = ({ acknowledged, wrong }: Outcome) => {
    const losses = wrong.filter(isLoss).length;
    sum.acknowledged += acknowledged;
    sum.lost += losses;
    if (wrong.length > losses) sum.unsound += 1;
    sum.sentences.push(...wrong.slice(0, Math.max(0, sentencesKept - sum.sentences.length)));
    for (const sentence of wrong.slice(0, 5)) tell(`${kind.name}: round ${sum.rounds + 1}: ${sentence}`);
  };
  let rounds: Rounds | undefined;
  const end = async (isWhole: boolean) => {
    try {
      if (isWhole && rounds?.last !== undefined) add(await lastOf(rounds));
    } finally {
      await rounds?.close();
      rounds = undefined;
    }
  };
  const isOver = () => ending?.aborted === true || performance.now() - began > longestMinutes * 60_000;
  try {
    while (sum.rounds < count && !isOver()) {
      const open = rounds ?? (await kind.open());
      rounds = open;
      const done = await inTime(() => open.round());
      add(done ?? { acknowledged: 0, wrong: ['the round did not end'] });
      sum.rounds += 1;
      tell(`${kind.name}: ${sum.rounds} of ${count}, ${sum.acknowledged} acknowledged, ${sum.lost} lost`);
      if (done === undefined || sum.rounds % roundsOfOne === 0) await end(done !== undefined);
    }
  } finally {
    await end(true);
  }
  const controls = count === 0 ? [] : await kind.controls();
  return { kind: kind.name, ...sum, seconds: Math.round((performance.now() - began) / 1000), controls };
}

async function inTime(act: () => Promise<Outcome>): Promise<Outcome | undefined> {
  const stop = new AbortController();
  try {
    const late = pause(longestRoundMilliseconds, undefined, { signal: stop.signal }).catch(() => undefined);
    return await Promise.race([act().catch(failed), late]);
  } finally {
    stop.abort();
  }
}

function failed(problem: unknown): Outcome {
  return {
    acknowledged: 0,
    wrong: [`the round failed: ${problem instanceof Error ? problem.stack : String(problem)}`],
  };
}

async function lastOf(rounds: Rounds): Promise<Outcome> {
  return (
    (await inTime(async () => (await rounds.last?.()) ?? { acknowledged: 0, wrong: [] })) ??
    failed('the last look did not end')
  );
}
