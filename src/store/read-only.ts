// Whether the installation may be written to, asked within the transaction that would. It makes nothing read-only itself.
import type { Speaker } from './fold.ts';
import { refuseStore } from './refusals.ts';
import { findShortage } from './shortage.ts';
import { shortRefusal } from './space.ts';

/** Refuses while a log disagrees with its anchor (`store/read-only`) or the disk is nearly full (`store/disk-full`). */
export async function refuseReadOnly(sql: Speaker): Promise<void> {
  const rows = await sql`select value from laopedia.installation where name = 'read-only'`;
  const why = rows[0]?.['value'];
  if (why !== undefined && why !== null) {
    const { lo, en } = why as { readonly lo?: string; readonly en?: string };
    throw refuseStore('read-only', { whyLo: lo ?? en ?? String(why), whyEn: en ?? lo ?? String(why) });
  }
  const shortage = await findShortage(sql);
  if (shortage !== undefined) throw shortRefusal(shortage);
}
