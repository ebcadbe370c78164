// Whether the installation may be written to, asked within the transaction that would. It makes nothing read-only itself.
import type { Speaker } from './fold.ts';
import { refuseStore } from './refusals.ts';
import { holdsNow, type Shortage } from './shortage.ts';
import { shortRefusal } from './space.ts';

/** Refuses while a log disagrees with its anchor (`store/read-only`) or the disk is nearly full (`store/disk-full`). */
export async function refuseReadOnly(sql: Speaker): Promise<void> {
  const rows = await sql`select name, value from laopedia.installation where name in ('read-only', 'disk')`;
  const markOf = (name: string) => rows.find(row => row['name'] === name)?.['value'] as unknown;
  refuseMarked(markOf('read-only'), markOf('disk'));
}

/** The same by the marks themselves, where they have been read: null where there is none. */
export function refuseMarked(why: unknown, shortage: unknown): void {
  if (why !== undefined && why !== null) {
    const { lo, en } = why as { readonly lo?: string; readonly en?: string };
    throw refuseStore('read-only', { whyLo: lo ?? en ?? String(why), whyEn: en ?? lo ?? String(why) });
  }
  const held = holdsNow(shortage as Shortage | null | undefined);
  if (held !== undefined) throw shortRefusal(held);
}
