// Questions over HTTP: one after another, ours and the floor's by turns, then eight at once. It reads every answer whole.
import { createWriteStream } from 'node:fs';
import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { type Figure, median, msText, percentile, timed } from './figures.ts';

/** A question to both servers; `n` counts the turns, so that parameters change. A check throws when the answer is wrong. */
export interface Job {
  readonly what: string;
  readonly target: number | undefined;
  readonly turns: number;
  ours(n: number): string;
  floor(n: number): string;
  checkOurs(body: string, n: number): void;
  checkFloor(body: string, n: number): void;
  readonly note?: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });
const atOnce = 8;
const warmTurns = 10;

/** An answer as it came: `body` is as on the wire, unpacked by nobody. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** GETs an address and gives whatever is answered. Throws only when nothing is, or its end does not come. */
export function ask(
  address: string,
  { by = agent, headers = {} }: { readonly by?: Agent; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(address, { agent: by, headers }, response => {
      const parts: Buffer[] = [];
      response.on('data', part => parts.push(part as Buffer));
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode: status = 0, headers: told } = response;
        resolve({ status, headers: told, body: Buffer.concat(parts) });
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** GETs an address and gives the whole body; anything but 200 is an error. */
export async function fetchText(address: string): Promise<string> {
  const { status, body } = await ask(address);
  if (status === 200) return body.toString();
  throw new Error(`${address} answered ${status}: ${body.toString().slice(0, 300)}`);
}

/** GETs an address into a file, and gives the milliseconds until its last byte was there. */
export async function fetchFile(address: string, file: string): Promise<number> {
  const begun = performance.now();
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(address, { agent }, resolve).on('error', reject).end();
  });
  await pipeline(response, createWriteStream(file));
  if (response.statusCode !== 200) throw new Error(`${address} answered ${response.statusCode}`);
  return performance.now() - begun;
}

/** Both sides' addresses. */
export interface Sides {
  readonly ours: string;
  readonly floor: string;
  /** Milliseconds that a side has been on the processor so far: its own processes and all of PostgreSQL. */
  cpuMs(side: 'ours' | 'floor'): Promise<number>;
}

async function took(address: string, check: (body: string) => void): Promise<number> {
  const begun = performance.now();
  const body = await fetchText(address);
  const ms = performance.now() - begun;
  check(body);
  return ms;
}

async function oneByOne(job: Job, sides: Sides): Promise<{ ours: number[]; floor: number[] }> {
  const [ours, floor]: [number[], number[]] = [[], []];
  for (let n = -warmTurns; n < job.turns; n++) {
    const turn = n + warmTurns;
    const oursMs = await took(sides.ours + job.ours(turn), body => job.checkOurs(body, turn));
    const floorMs = await took(sides.floor + job.floor(turn), body => job.checkFloor(body, turn));
    if (n < 0) continue;
    ours.push(oursMs);
    floor.push(floorMs);
  }
  return { ours, floor };
}

interface Cost {
  readonly wallMs: number;
  readonly cpuMs: number;
}

// What all turns cost, eight under way at any time; answers were checked one by one before.
async function together(side: 'ours' | 'floor', job: Job, sides: Sides): Promise<Cost> {
  let next = 0;
  const [begun, cpu] = [performance.now(), await sides.cpuMs(side)];
  const worker = async () => {
    while (next < job.turns) await fetchText(sides[side] + job[side](next++));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { wallMs: performance.now() - begun, cpuMs: (await sides.cpuMs(side)) - cpu };
}

/** The figures of one question: medians one by one with the 95th percentiles in the note, then eight at once, and what each cost. */
export async function measureJob(job: Job, sides: Sides): Promise<Figure[]> {
  const { ours, floor } = await oneByOne(job, sides);
  const late = `p95 ${msText(percentile(ours, 0.95))} / ${msText(percentile(floor, 0.95))}`;
  const note = job.note === undefined ? late : `${late}; ${job.note}`;
  const single = timed(job.what, median(ours), median(floor), job.target, note);
  const rounds = [0, 1, 2];
  const [oursAll, floorAll]: [Cost[], Cost[]] = [[], []];
  for (const _ of rounds) {
    oursAll.push(await together('ours', job, sides));
    floorAll.push(await together('floor', job, sides));
  }
  const each = (costs: readonly Cost[], part: keyof Cost) => median(costs.map(cost => cost[part])) / job.turns;
  return [
    single,
    timed('  eight at once', each(oursAll, 'wallMs'), each(floorAll, 'wallMs')),
    timed('  time on the processor', each(oursAll, 'cpuMs'), each(floorAll, 'cpuMs')),
  ];
}
