// Remembers the mappings that persons gave: next month's file of the same office has the same headers.
import type { JsonObject } from '#lib/canonical-json';
import type { Speaker } from '#store';
import type { Intake, Mapping } from '#workflow/intake';

const mostRemembered = 20;

/** The headers of a file, by which its mapping is known again. */
export function headersOf({ sheets }: Pick<Intake, 'sheets'>): string {
  return JSON.stringify(sheets.map(({ headers }) => headers));
}

/** Remembers the mapping a file was read by. */
export async function rememberMapping(
  sql: Speaker,
  registerId: number,
  headers: string,
  mapping: Mapping,
): Promise<void> {
  await sql`
    insert into laopedia.mapping (register_id, headers, mapping)
    values (${registerId}, ${headers}, ${sql.json(mapping as unknown as JsonObject)})
    on conflict (register_id, headers) do update set mapping = excluded.mapping, used = now()`;
}

/**
 * Opens a file by a mapping that is remembered for exactly its headers; undefined where none is. `open` is tried with
 * each, the latest first: a mapping says where the header stands, so it must be used to find it.
 */
export async function openRemembered(
  sql: Speaker,
  registerId: number,
  open: (mapping: Mapping) => Promise<Intake>,
): Promise<Intake | undefined> {
  const rows = await sql`
    select headers, mapping from laopedia.mapping where register_id = ${registerId}
    order by used desc limit ${mostRemembered}`;
  if (rows.length === 0) return undefined;
  // Only who reads a file needs the room that reads files; a server that looks for old proposals does not.
  const { readMapping } = await import('#workflow/intake');
  for (const row of rows) {
    const intake = await open(readMapping(row['mapping'] as JsonObject)).catch(() => undefined);
    if (intake !== undefined && headersOf(intake) === row['headers']) return intake;
    await intake?.close();
  }
  return undefined;
}
