// The schematic map of the provinces, from the standard registers' folder.
import { readFile } from 'node:fs/promises';
import type { MapCell } from './site/shelf.ts';
import { registersFolder } from './standard-registers.ts';

/** The cells; none where an installation has no such map. */
export async function readMap(): Promise<readonly MapCell[]> {
  try {
    const map = JSON.parse(await readFile(`${registersFolder}/jurisdiction/map.json`, 'utf8')) as { cells: MapCell[] };
    return map.cells;
  } catch {
    return [];
  }
}
