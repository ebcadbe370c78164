// What the database says of its logs: committed heads, and how far they are signed. On the primary only: a read copy may
// lag, and what it lacks must not look like a log that shrank.
import type { Speaker } from '#store';

/** A log's committed head, and the size of its newest anchored checkpoint (0 while there is none). */
export interface Standing {
  readonly id: number;
  readonly name: string;
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly signed: number;
}

/** All logs of our own, the closed ones too; or the one asked for. A copy's checkpoints are signed where its original is. */
export async function readStandings(sql: Speaker, only: number | null = null): Promise<Standing[]> {
  const rows = await sql`
    select r.id, r.name, r.origin, h.size, h.root, pg_is_in_recovery() as copy,
      coalesce((select max(c.size) from laopedia.checkpoint c where c.register_id = r.id and c.anchored), 0) as signed
    from laopedia.register r
    join laopedia.head h on h.register_id = r.id
    where not r.copied and (${only}::integer is null or r.id = ${only})
    order by r.id`;
  if (rows[0]?.['copy'] === true) throw new Error('this database is a read copy; the signer reads the primary');
  return rows.map(row => ({
    id: Number(row['id']),
    name: String(row['name']),
    origin: String(row['origin']),
    size: Number(row['size']),
    root: row['root'] as Uint8Array,
    signed: Number(row['signed']),
  }));
}

/** Tells everybody the verifier keys. */
export async function publishKeys(sql: Speaker, registerId: number, vkeys: readonly string[]): Promise<void> {
  const text = vkeys.map(vkey => `${vkey}\n`).join('');
  await sql`
    insert into laopedia.log_key (register_id, vkeys) values (${registerId}, ${text})
    on conflict (register_id) do update set vkeys = excluded.vkeys
    where laopedia.log_key.vkeys <> excluded.vkeys`;
}
