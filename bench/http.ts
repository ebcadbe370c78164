// Questions over HTTP: one after another, ours and the floor's by turns, then eight at once. It reads every answer whole.
import { Agent, request } from 'node:http';
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

/** GETs an address and gives the whole body; anything but 200 is an error. */
export function fetchText(address: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(address, { agent }, response => {
      const parts: Buffer[] = [];
      response.on('data', part => parts.push(part as Buffer));
      response.on('error', reject);
      response.on('end', () => {
        const body = Buffer.concat(parts).toString();
        if (response.statusCode === 200) resolve(body);
        else reject(new Error(`${address} answered ${response.statusCode}: ${body.slice(0, 300)}`));
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** Both sides' addresses. */
export interface Sides {
  readonly ours: string;
  readonly floor: string;
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

// Milliseconds for all turns, eight under way at any time; answers were checked one by one before.
async function together(side: string, path: (n: number) => string, turns: number): Promise<number> {
  let next = 0;
  const begun = performance.now();
  const worker = async () => {
    while (next < turns) await fetchText(side + path(next++));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return performance.now() - begun;
}

/** The figures of one question: medians one by one with the 95th percentiles in the note, then eight at once. */
export async function measureJob(job: Job, sides: Sides): Promise<Figure[]> {
  const { ours, floor } = await oneByOne(job, sides);
  const late = `p95 ${msText(percentile(ours, 0.95))} / ${msText(percentile(floor, 0.95))}`;
  const note = job.note === undefined ? late : `${late}; ${job.note}`;
  const single = timed(job.what, median(ours), median(floor), job.target, note);
  const rounds = [0, 1, 2];
  const [oursAll, floorAll]: [number[], number[]] = [[], []];
  for (const _ of rounds) {
    oursAll.push(await together(sides.ours, n => job.ours(n), job.turns));
    floorAll.push(await together(sides.floor, n => job.floor(n), job.turns));
  }
  const eight = timed(`  eight at once`, median(oursAll) / job.turns, median(floorAll) / job.turns);
  return [single, eight];
}
