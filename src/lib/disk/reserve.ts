// How much of a disk is kept free: a share, never more than so many bytes, never less than a database needs to end in order.
import type { Disk } from './free.ts';

/** What is kept free: a share of the disk up to a size, or a size whatever the disk. `undefined` in settings means the usual. */
export type Reserve =
  | { readonly kind: 'off' }
  | { readonly kind: 'share'; readonly share: number; readonly mostBytes: number }
  | { readonly kind: 'size'; readonly bytes: number };

const mebibyte = 2 ** 20;
/** Four WAL segments: a PostgreSQL that stops writing, checkpoints and ends needs about half of it. */
const leastBytes = 64 * mebibyte;

/** A tenth of the disk, at most 2 GiB. */
export const usualReserve: Reserve = { kind: 'share', share: 0.1, mostBytes: 2 * 2 ** 30 };

/** Reads `off`, `5%`, `512MiB` or `4GiB`; undefined for anything else. */
export function readReserve(text: string): Reserve | undefined {
  if (text === 'off') return { kind: 'off' };
  const [, number = '', unit = ''] = /^(\d{1,5}(?:\.\d{1,3})?) ?(%|MiB|GiB|MB|GB)$/.exec(text) ?? [];
  const value = Number(number);
  if (number === '' || value === 0) return undefined;
  if (unit === '%') return value < 100 ? { kind: 'share', share: value / 100, mostBytes: Infinity } : undefined;
  const one = { MiB: mebibyte, GiB: 2 ** 30, MB: 1e6, GB: 1e9 }[unit] ?? Number.NaN;
  return { kind: 'size', bytes: value * one };
}

/** Bytes to keep free on a disk: 0 where the watch is off, else at least 64 MiB, but never over half of a tiny disk. */
export function reserveBytes({ totalBytes }: Pick<Disk, 'totalBytes'>, reserve: Reserve): number {
  if (reserve.kind === 'off') return 0;
  const wanted = reserve.kind === 'size' ? reserve.bytes : Math.min(totalBytes * reserve.share, reserve.mostBytes);
  return Math.round(Math.min(Math.max(wanted, leastBytes), totalBytes / 2));
}

/** `1.4 GiB`, `310 MiB`: for a sentence. */
export function bytesText(bytes: number): string {
  return bytes >= 2 ** 30 ? `${(bytes / 2 ** 30).toFixed(1)} GiB` : `${Math.round(bytes / mebibyte)} MiB`;
}
