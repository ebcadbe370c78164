// The two servers that are compared, each in a process of its own on the database that an import left: the product and the floor.
import { fileURLToPath } from 'node:url';
import { program } from '#test/program';
import { type ServingChild, startChild } from './child.ts';
import type { Sides } from './http.ts';
import { type Places, settingsOf } from './import.ts';

const floorScript = fileURLToPath(new URL('./floor.ts', import.meta.url));

/** Starts the product. */
export async function startOurs(places: Places): Promise<ServingChild> {
  const settings = { ...settingsOf(places), LAOPEDIA_LOG: 'error', PORT: '0' };
  const child = await startChild(program, ['start'], settings);
  return { ...child, address: child.address.replace('localhost', '127.0.0.1') };
}

/** Starts the floor. */
export function startFloor({ floor }: Pick<Places, 'floor'>): Promise<ServingChild> {
  return startChild(floorScript, [floor]);
}

/** Starts both, lets the work use them, and ends them. */
export async function withSides<T>(places: Places, work: (sides: Sides, ours: ServingChild) => Promise<T>): Promise<T> {
  const ours = await startOurs(places);
  try {
    const floor = await startFloor(places);
    try {
      const children = { ours, floor };
      const sides: Sides = {
        ours: ours.address,
        floor: floor.address,
        cpuMs: async side => (await children[side].cpuMs()) + (await places.server.cpuMs()),
      };
      return await work(sides, ours);
    } finally {
      await floor.stop();
    }
  } finally {
    await ours.stop();
  }
}
