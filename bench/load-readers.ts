// Readers at once, each with a connection of its own, each asking the next question as soon as it has its answer. They check
// every answer, count what is refused for want of room apart from errors, and take the time of each kind.
import { Agent } from 'node:http';
import { ask } from './http.ts';
import { type Mix, type Seen, type Side, wrongIn } from './load-mix.ts';

/** What the readers of one phase met. */
export interface Met {
  readonly seconds: number;
  /** Milliseconds of every right answer, by kind of question. */
  readonly times: ReadonlyMap<string, readonly number[]>;
  /** Answers 429 and 503 with a time to come again. */
  readonly shed: number;
  /** Any other answer than 200, and connections that broke. */
  readonly errors: readonly string[];
  readonly wrong: readonly string[];
}

/** The readers of a phase. */
export interface Reading {
  readonly mix: Mix;
  readonly side: Side;
  readonly address: string;
  readonly readers: number;
}

const mostWaitMs = 250;

/** Reads until `until` settles and everybody has the answer to the last question. */
export async function readUntil({ mix, side, address, readers }: Reading, until: Promise<unknown>): Promise<Met> {
  const met = { times: new Map<string, number[]>(), shed: 0, errors: [] as string[], wrong: [] as string[] };
  const timesOf = (kind: string): number[] => {
    const times = met.times.get(kind) ?? [];
    met.times.set(kind, times);
    return times;
  };
  let isOver = false;
  const over = until.finally(() => {
    isOver = true;
  });
  const begun = performance.now();
  const reader = async (first: number) => {
    const by = new Agent({ keepAlive: true, maxSockets: 1 });
    const seen: Seen = { state: 0 };
    for (let n = first; !isOver; n++) {
      const question = mix(side, n);
      const asked = performance.now();
      const answer = await ask(address + question.path, { by }).catch((problem: Error) => problem);
      const ms = performance.now() - asked;
      if (answer instanceof Error) met.errors.push(`${question.path}: ${answer.message}`);
      else if (answer.status === 200) {
        const wrong = wrongIn(question, answer.body.toString(), seen);
        if (wrong !== undefined) met.wrong.push(wrong);
        timesOf(question.kind).push(ms);
      } else if (isShed(answer.status, answer.headers['retry-after'])) {
        met.shed += 1;
        const wait = Math.min(mostWaitMs, Number(answer.headers['retry-after']) * 1000);
        await new Promise(resolve => setTimeout(resolve, wait));
      } else met.errors.push(`${question.path}: ${answer.status} ${answer.body.toString().slice(0, 200)}`);
    }
    by.destroy();
  };
  await Promise.all(Array.from({ length: readers }, (_, at) => reader(at * 7)));
  await over;
  return { seconds: (performance.now() - begun) / 1000, ...met };
}

function isShed(status: number, retryAfter: string | undefined): boolean {
  return (status === 429 || status === 503) && retryAfter !== undefined;
}
