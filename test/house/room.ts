// Where a file stands in the plan: its room, its floor, and to which file a `#room` or `./name.ts` leads.
import { posix } from 'node:path';
import { type Floor, floors } from '../../src/floors.ts';

/** The room of a path below `src/`, or undefined for what stands in no room: the plan itself, tests, benches. */
export function roomOf(path: string, plan: readonly Floor[] = floors): string | undefined {
  const parts = path.split('/');
  if (parts[0] !== 'src' || parts.length < 3) return undefined;
  const [, first = '', second = ''] = parts;
  const rooms = plan.flatMap(floor => floor.rooms);
  if (rooms.includes(first)) return first;
  return rooms.includes(`${first}/*`) && parts.length > 3 ? `${first}/${second}` : undefined;
}

/** The number of a room's floor; throws for a room that is not in the plan. */
export function floorOf(room: string, plan: readonly Floor[] = floors): number {
  const family = `${room.split('/')[0]}/*`;
  const floor = plan.find(one => one.rooms.includes(room) || one.rooms.includes(family));
  if (floor === undefined) throw new Error(`${room} is not in src/floors.ts`);
  return floor.number;
}

/** The file a specifier leads to, relative to the checkout; undefined for `node:` and packages. */
export function targetOf(specifier: string, from: string): string | undefined {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  if (!specifier.startsWith('#')) return undefined;
  const name = specifier.slice(1);
  if (name === 'floors') return 'src/floors.ts';
  if (name.startsWith('test/')) return `test/support/${name.slice('test/'.length)}.ts`;
  return `src/${name}/index.ts`;
}

/** The name of the package a specifier means: `@scope/name` or `name`; undefined for ours and for Node's. */
export function packageOf(specifier: string): string | undefined {
  if (/^[.#]/.test(specifier) || specifier.startsWith('node:')) return undefined;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
