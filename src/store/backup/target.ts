// To which moment a backup is restored: the newest, a time, or just after the publication that holds an entry. Pure.
import type { BaseStatement } from './base.ts';
import { refuseBackup } from './refusals.ts';

/** The moment as a person gives it. */
export type Target =
  | { readonly kind: 'newest' }
  | { readonly kind: 'time'; readonly time: Date }
  | { readonly kind: 'entry'; readonly register: string; readonly entry: number };

const entryForm = /^([a-z][a-z0-9-]{0,39})#(\d{1,15})$/;
// A time without its zone means another moment on another machine.
const timeForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/;

/** Reads `--to`: `2026-11-30T13:05:09+07:00`, `enterprise#1234`, or nothing for the newest. */
export function readTarget(text: string | undefined): Target {
  if (text === undefined || text === 'newest') return { kind: 'newest' };
  const entry = entryForm.exec(text);
  if (entry !== null) return { kind: 'entry', register: entry[1] ?? '', entry: Number(entry[2]) };
  const time = new Date(text);
  if (!timeForm.test(text) || Number.isNaN(time.getTime())) throw refuseBackup('bad-target', { to: text });
  return { kind: 'time', time };
}

/** A target in words. */
export function targetText(target: Target): string {
  if (target.kind === 'time') return target.time.toISOString();
  return target.kind === 'entry' ? `${target.register}#${target.entry}` : 'newest';
}

/** May a restore to this moment begin with this base? For an entry: `publication` is the number of its publication. */
export function reaches(base: BaseStatement, target: Target, publication = 0): boolean {
  if (target.kind === 'newest') return true;
  if (target.kind === 'time') return base.ended <= target.time.toISOString();
  const log = base.logs.find(one => one.register === target.register);
  return (log?.size ?? 0) <= publication;
}
