// Which server leads this database: one row with a name that is new each time. It takes no lock.
import type { Speaker } from './fold.ts';

/** Writes the name of the server that leads from now on; waits for a signature under way. */
export async function claimLead(sql: Speaker, term: string): Promise<void> {
  await sql`
    insert into laopedia.installation (name, value) values ('lead', ${sql.json(term)})
    on conflict (name) do update set value = excluded.value`;
}

/** The name of the server that leads, or led last. */
export async function findLead(sql: Speaker): Promise<string | undefined> {
  const rows = await sql`select value from laopedia.installation where name = 'lead'`;
  return rows[0]?.['value'] as string | undefined;
}

/**
 * The same, held against a change until the transaction ends: what is signed in it is signed by the one that leads. Asked as a role that may
 * change the row.
 */
export async function holdLead(sql: Speaker): Promise<string | undefined> {
  const rows = await sql`select value from laopedia.installation where name = 'lead' for share`;
  return rows[0]?.['value'] as string | undefined;
}
