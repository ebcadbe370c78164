// Work that only the owner of the tables may do, within somebody else's transaction.
import type { Speaker } from './fold.ts';

/** Does the work as the owner of the tables, and goes on as whoever it was. Within a transaction; what fails ends it anyway. */
export async function asOwner<T>(sql: Speaker, work: () => Promise<T>): Promise<T> {
  const rows = await sql`select current_setting('role') as role`;
  await sql.unsafe('set local role laopedia_owner');
  const done = await work();
  await sql.unsafe(`set local role ${rows[0]?.['role']}`);
  return done;
}
