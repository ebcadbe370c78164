// Compares laopedia.successor with the succeed entries of the log, read and parsed one by one. They are few.
import { parseEntry, succeededBy } from '#register';
import type { Checked, Speaker } from '#store';

/** Holds every pair of a key and its successor against the last entry that names it. */
export async function checkSuccessors(sql: Speaker, { registerId, found }: Checked): Promise<void> {
  const wanted = new Map<string, string>();
  const entries = await sql`
    select number, convert_from(bytes, 'UTF8') as bytes from laopedia.entry
    where register_id = ${registerId} and position('"op":"succeed"'::bytea in bytes) > 0
    order by number`;
  for (const { number, bytes } of entries) {
    const entry = parseEntry(String(bytes)) ?? {};
    const succeeded = succeededBy(entry);
    for (const key of succeeded?.to ?? []) wanted.set(`${entry['key']} → ${key}`, `${succeeded?.how} ${number}`);
  }
  const rows = await sql`select key, successor, how, entry from laopedia.successor where register_id = ${registerId}`;
  for (const { key, successor, how, entry } of rows) {
    const pair = `${key} → ${successor}`;
    const place = { key: String(key), place: `successor ${pair}` };
    if (!wanted.has(pair)) found({ ...place, how: 'superfluous' });
    else if (wanted.get(pair) !== `${how} ${entry}`) found({ ...place, how: 'different' });
    wanted.delete(pair);
  }
  for (const pair of wanted.keys()) found({ place: `successor ${pair}`, how: 'missing' });
}
