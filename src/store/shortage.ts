// The mark that room is short: one row, heeded by every process before it writes. It tells a shortage from other failures,
// and knows no disk.
import type { Speaker } from './fold.ts';

/** A shortage: what was free and what is kept free, where that is known. One with `untilMs` (Unix time) ends by itself. */
export interface Shortage {
  readonly freeBytes?: number;
  readonly reserveBytes?: number;
  readonly neededBytes?: number;
  readonly untilMs?: number;
}

/** PostgreSQL's disk_full, the system's, and our launcher's. */
const fullCodes = new Set(['53100', 'ENOSPC', 'EDQUOT', 'disk-full']);

/** Did this fail because a disk is full? */
export function isShortage(problem: unknown): boolean {
  const { code } = (problem ?? {}) as { readonly code?: unknown };
  return fullCodes.has(String(code));
}

/** Was this statement ended from outside? The watch does that to save the last room. */
export function isCancelled(problem: unknown): boolean {
  return (problem as { readonly code?: unknown } | undefined)?.code === '57014';
}

/** The mark that holds now. */
export async function findShortage(sql: Speaker): Promise<Shortage | undefined> {
  const rows = await sql`select value from laopedia.installation where name = 'disk' and value <> 'null'::jsonb`;
  return holdsNow(rows[0]?.['value'] as Shortage | undefined);
}

/** The mark, unless its time is over. */
export function holdsNow(mark: Shortage | null | undefined): Shortage | undefined {
  if (mark === undefined || mark === null) return undefined;
  return mark.untilMs !== undefined && mark.untilMs < Date.now() ? undefined : mark;
}

/** Marks that room is short. */
export async function markShortage(sql: Speaker, shortage: Shortage): Promise<void> {
  await sql`
    insert into laopedia.installation (name, value) values ('disk', ${sql.json({ ...shortage })})
    on conflict (name) do update set value = excluded.value`;
}

/** Takes the mark away. True when there was one. */
export async function unmarkShortage(sql: Speaker): Promise<boolean> {
  const rows = await sql`
    update laopedia.installation set value = 'null'::jsonb
    where name = 'disk' and value <> 'null'::jsonb
    returning 1`;
  return rows.length > 0;
}
