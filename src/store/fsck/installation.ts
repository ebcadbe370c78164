// What belongs to no single register: blobs that hash right (I7), rows of registers that are not there (I1), and proposals
// whose staged rows still hold what was redacted (I9).
import type { Speaker } from '../fold.ts';
import { stagedFrom } from '../small-staging.ts';
import type { Redactions } from './bodies.ts';
import type { Check } from './discrepancy.ts';
import { makeTally, type Tally } from './tally.ts';

const logTables = ['entry', 'publication', 'tile', 'body_public', 'body_government', 'body_custodian', 'checkpoint'];

/** Examines the installation as a whole. */
export async function examineInstallation(sql: Speaker): Promise<Check[]> {
  const tally = makeTally('', ['I1', 'I7']);
  for (const table of logTables) {
    const rows = await sql`
      select count(*) as count from laopedia.${sql(table)} t
      where not exists (select 1 from laopedia.head h where h.register_id = t.register_id)`;
    const count = Number(rows[0]?.['count']);
    tally.looked('I1');
    if (count > 0) tally.found('I1', 'register-unknown', table, { count });
  }
  const blobs = await sql`select count(*) as count from laopedia.blob`;
  tally.looked('I7', Number(blobs[0]?.['count']));
  const wrong = await sql`select encode(digest, 'hex') as digest from laopedia.blob where sha256(bytes) <> digest`;
  for (const row of wrong) tally.found('I7', 'blob-differs', `blob ${row['digest']}`);
  return tally.checks();
}

/** Looks for redacted keys among the staged rows of proposals that wait. */
export async function examineStaging(
  sql: Speaker,
  registerId: number,
  redactions: Redactions,
  tally: Tally,
): Promise<void> {
  if (redactions.size === 0) return;
  const tables = await sql`
    select p.id, p.staging from laopedia.proposal p
    where p.register_id = ${registerId} and to_regclass(p.staging) is not null`;
  const [keys, numbers] = [[...redactions.keys()], [...redactions.values()]];
  for (const { id, staging } of tables) {
    const rowsOf = stagedFrom({ id: String(id), staging: String(staging) });
    const rows = await sql`
      select s.key from ${sql.unsafe(rowsOf)} s
      join unnest(${keys}::text[], ${numbers}::bigint[]) as r (key, number) on r.key = s.key and s.base < r.number`;
    tally.looked('I9');
    for (const row of rows) tally.found('I9', 'redacted-present', `key ${row['key']}`, { where: String(staging) });
  }
}
