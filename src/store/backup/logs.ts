// The logs as a database has them: their sizes, roots and checkpoints. What a copy is held against.
import type { Speaker } from '../fold.ts';

/** One log. Roots are in base64, as checkpoints write them. */
export interface LogState {
  readonly register: string;
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  /** The newest signed note of it, where there is one. */
  readonly note?: string;
}

/** All logs, by the registers' numbers. */
export async function readLogs(sql: Speaker): Promise<LogState[]> {
  const rows = await sql`
    select r.name, r.origin, h.size, encode(h.root, 'base64') as root,
      (select note from laopedia.checkpoint c where c.register_id = r.id and c.anchored order by size desc limit 1) as note
    from laopedia.register r join laopedia.head h on h.register_id = r.id
    order by r.id`;
  return rows.map(row => ({
    register: String(row['name']),
    origin: String(row['origin']),
    size: Number(row['size']),
    root: String(row['root']),
    ...(row['note'] === null ? {} : { note: String(row['note']) }),
  }));
}
