// The system clock going back and forward under an installation at work: server, signer, PostgreSQL and application all see it.
// Times of publications never go back, everybody goes on. The clock of this machine itself is left alone.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openRandom } from '../random.ts';
import type { Control, Kind } from './kind.ts';
import { openLive } from './live.ts';
import { makeScratch, removeScratch, withStore } from './scratch.ts';

const libraries = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map(
  machine => `/usr/lib/${machine}/faketime/libfaketime.so.1`,
);
const library = libraries.find(path => existsSync(path));

/** Jumps in seconds: a second, an hour of summer time, a day, a battery that was empty. */
const jumps = [-1, 3600, -3600, 86_400, -3 * 86_400, 400 * 86_400, -410 * 86_400, 30, -120];

/** Times of the publications of each register, in order of their numbers, that go back. */
async function goingBack(dataFolder: string): Promise<string[]> {
  return withStore(dataFolder, 'command', async store => {
    const rows = await store.app`
      select register_id, number from (
        select register_id, number, time, lag(time) over (partition by register_id order by number) as before
        from laopedia.publication) one
      where time < before`;
    return rows.map(row => `the time of publication ${row['number']} of register ${row['register_id']} went back`);
  });
}

async function openClock() {
  const scratch = await makeScratch();
  const file = join(scratch, 'clock');
  let offset = 0;
  const set = async (seconds: number) => {
    offset = seconds;
    await writeFile(file, `${seconds < 0 ? '' : '+'}${seconds}`);
  };
  await set(0);
  const env = {
    LD_PRELOAD: library ?? '',
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    FAKETIME_DONT_RESET: '1',
  };
  const live = await openLive(env);
  return {
    live,
    jump: (seconds: number) => set(offset + seconds),
    async close() {
      await live.close();
      await removeScratch(scratch);
    },
  };
}

// A clock taken as it is does go back: what every publication would say if the log asked the clock alone.
async function bareClock(): Promise<Control> {
  const { live, jump, close } = await openClock();
  try {
    const read = () =>
      withStore(live.dataFolder, 'command', async store => {
        const [row] = await store.owner`select clock_timestamp() as time`;
        return Number(row?.['time']);
      });
    const before = await read();
    await jump(-3600);
    return { name: "times straight from PostgreSQL's clock", noticed: (await read()) < before };
  } finally {
    await close();
  }
}

/** Jumps of the clock. */
export const clockJumps: Kind = {
  name: 'clock',
  about: 'the clock jumps between a second and 400 days, back and forward, under load',
  // each of the nine jumps twice
  ciRounds: 20,
  unable: async () => (library === undefined ? 'no libfaketime' : undefined),
  async open() {
    const { live, jump, close } = await openClock();
    const random = openRandom();
    return {
      async round() {
        await jump(jumps[random.below(jumps.length)] ?? 0);
        const stopped = await live.goesOn();
        const { acknowledged, wrong } = await live.judge();
        return { acknowledged, wrong: [...stopped, ...wrong, ...(await goingBack(live.dataFolder))] };
      },
      last: () => live.last(),
      close,
    };
  },
  controls: async () => [await bareClock()],
};
