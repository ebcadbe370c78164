// To which moment a backup is restored: the newest, a time, or just after the publication that holds an entry. Pure.
import type { BaseStatement } from './base.ts';
import { refuseBackup } from './refusals.ts';

/** The moment as a person gives it; a time in UTC, to the microsecond. */
export type Target =
  | { readonly kind: 'newest' }
  | { readonly kind: 'time'; readonly time: string }
  | { readonly kind: 'entry'; readonly register: string; readonly entry: number };

const entryForm = /^([a-z][a-z0-9-]{0,39})#(\d{1,15})$/;
// A time without its zone means another moment on another machine.
const timeForm = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/;

/** Reads `--to`: `2026-11-30T13:05:09+07:00`, `enterprise#1234`, or nothing for the newest. */
export function readTarget(text: string | undefined): Target {
  if (text === undefined || text === 'newest') return { kind: 'newest' };
  const entry = entryForm.exec(text);
  if (entry !== null) return { kind: 'entry', register: entry[1] ?? '', entry: Number(entry[2]) };
  const time = new Date(text);
  if (!timeForm.test(text) || Number.isNaN(time.getTime())) throw refuseBackup('bad-target', { to: text });
  // To the microsecond: between two publications there may be less than one thousandth of a second.
  const fraction = (/\.(\d+)/.exec(text)?.[1] ?? '').padEnd(6, '0');
  return { kind: 'time', time: `${time.toISOString().slice(0, 19)}.${fraction}Z` };
}

/** A target in words. */
export function targetText(target: Target): string {
  if (target.kind === 'time') return target.time;
  return target.kind === 'entry' ? `${target.register}#${target.entry}` : 'newest';
}

/** May a restore to this moment begin with this base? For an entry: `publication` is the number of its publication. */
export function reaches(base: BaseStatement, target: Target, publication = 0): boolean {
  if (target.kind === 'newest') return true;
  if (target.kind === 'time') return base.ended <= target.time;
  const log = base.logs.find(one => one.register === target.register);
  return (log?.size ?? 0) <= publication;
}
