// The paths of tiles and entry bundles (C2SP tlog-tiles): `tile/0/x001/234`, `tile/entries/003.p/17`. It knows no base
// address and opens nothing.
import { checkWhole, MerkleProblem } from './merkle-problem.ts';
import { tileWidth } from './tile.ts';

/** What a path names: hashes of a level, or the `entries` under the hashes of level 0. */
export interface TileAddress {
  readonly level: number | 'entries';
  readonly index: number;
  /** 1 to 256; 256 where the path has no `.p/`. */
  readonly width: number;
}

const pathForm = /^tile\/(entries|0|[1-9][0-9]?)\/(.+)$/;
const indexForm = /^((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;

/** The path of a tile (level 0 to 63) or entry bundle, without a leading slash. A width of 256 or none is a full one. */
export function tilePath(level: number | 'entries', index: number, width: number = tileWidth): string {
  if (level !== 'entries' && !(Number.isInteger(level) && level >= 0 && level <= 63)) {
    throw new MerkleProblem('size', `a tile's level is 0 to 63, not ${level}`);
  }
  return `tile/${level}/${tileIndexPath(index, width)}`;
}

/** The last part of such a path, for other rows of the same 256 entries: 1234067 is `x001/x234/067`, `.p/{width}` if partial. */
export function tileIndexPath(index: number, width: number = tileWidth): string {
  checkWhole(index, 'index');
  if (!(Number.isInteger(width) && width >= 1 && width <= tileWidth)) {
    throw new MerkleProblem('size', `a tile is 1 to ${tileWidth} wide, not ${width}`);
  }
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/[0-9]{3}/g) ?? [];
  const path = groups.map((group, place) => (place < groups.length - 1 ? `x${group}` : group)).join('/');
  return width === tileWidth ? path : `${path}.p/${width}`;
}

/** What a path names. Refuses (`path`) every text `tilePath` does not write, so that each tile has one address. */
export function parseTilePath(path: string): TileAddress {
  const match = pathForm.exec(path);
  if (match === null) throw notAPath(path);
  const level = match[1] === 'entries' ? 'entries' : Number(match[1]);
  if (level !== 'entries' && level > 63) throw notAPath(path);
  return { level, ...parseTileIndexPath(match[2] ?? '') };
}

/** What `tileIndexPath` wrote. Refuses (`path`) everything else. */
export function parseTileIndexPath(path: string): { readonly index: number; readonly width: number } {
  const match = indexForm.exec(path);
  if (match === null) throw notAPath(path);
  const index = Number((match[1] ?? '').replaceAll(/[x/]/g, ''));
  const width = match[2] === undefined ? tileWidth : Number(match[2]);
  // Written again it must be the same: no leading x000, no .p/256, no index beyond a safe integer.
  if (!Number.isSafeInteger(index) || width > tileWidth) throw notAPath(path);
  if (tileIndexPath(index, width) !== path) throw notAPath(path);
  return { index, width };
}

function notAPath(path: string): MerkleProblem {
  return new MerkleProblem('path', `${JSON.stringify(path.slice(0, 100))} is no path of a tile`);
}
