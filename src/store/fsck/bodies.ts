// I6, I9 and the references of I7: every body has the digest its entry names, every digest has its body unless it was
// redacted, and nothing redacted is left. Digests are computed where the bodies lie, so that large ones do not travel.
import { type Tier, tiers } from '#register';
import type { Speaker } from '../fold.ts';
import type { Examined } from './examined.ts';
import { type LoggedEntry, placeOf } from './logged-entry.ts';
import type { Examiner } from './publications.ts';
import type { SchemaCollector } from './schemas.ts';
import type { Tally } from './tally.ts';

/** For each redacted key the number of its last redaction: entries of the key before it have no bodies any more. */
export type Redactions = ReadonlyMap<string, number>;

/** Whether the bodies of an entry of that key were destroyed. */
export function isRedacted(redactions: Redactions, key: unknown, number: number): boolean {
  return typeof key === 'string' && number < (redactions.get(key) ?? -1);
}

/** Reads a log's redactions; there are few. */
export async function readRedactions(sql: Speaker, registerId: number): Promise<Redactions> {
  const rows = await sql`
    select number, bytes from laopedia.entry
    where register_id = ${registerId} and position('"op":"redact"'::bytea in bytes) > 0 order by number`;
  return new Map(
    rows.flatMap(row => {
      const found = /"key":("(?:[^"\\]|\\.)*")/.exec(Buffer.from(row['bytes'] as Uint8Array).toString('utf8'));
      return found?.[1] === undefined ? [] : [[String(JSON.parse(found[1])), Number(row['number'])] as const];
    }),
  );
}

/** Examines the bodies of a log. */
export function examineBodies(
  sql: Speaker,
  examined: Examined,
  redactions: Redactions,
  schemas: SchemaCollector,
  tally: Tally,
): Examiner {
  return {
    async take(batch) {
      for (const tier of tiers) {
        const digests = await readDigests(sql, examined.id, tier, batch);
        for (const entry of batch) {
          const found = digests.get(entry.number);
          if (found !== undefined || tier === 'public' || !cameFromElsewhere(examined, entry.number))
            holdBody(entry, tier, found, redactions, tally);
        }
      }
      await holdFiles(sql, examined, batch, schemas, tally);
    },
    async end() {
      for (const tier of tiers) {
        const rows = await sql`
          select number from laopedia.${sql(`body_${tier}`)}
          where register_id = ${examined.id} and (number < 0 or number >= ${examined.size}) limit 100`;
        for (const row of rows) tally.found('I6', 'body-unnamed', placeOf(Number(row['number'])), { tier });
      }
    },
  };
}

// A copy and a mirror have no hidden bodies to give.
function cameFromElsewhere({ copied, healed }: Examined, number: number): boolean {
  return copied || healed.some(([first, until]) => number >= first && number < until);
}

async function readDigests(
  sql: Speaker,
  registerId: number,
  tier: Tier,
  batch: readonly LoggedEntry[],
): Promise<ReadonlyMap<number, string>> {
  const rows = await sql`
    select number, translate(encode(
      sha256(convert_to('laopedia/tier/v1', 'UTF8') || '\\x00'::bytea || salt || convert_to(body, 'UTF8')), 'base64'), E'\n', '') as digest
    from laopedia.${sql(`body_${tier}`)}
    where register_id = ${registerId} and number >= ${batch[0]?.number ?? 0} and number <= ${batch.at(-1)?.number ?? 0}`;
  return new Map(rows.map(row => [Number(row['number']), String(row['digest'])]));
}

function holdBody(
  { number, entry }: LoggedEntry,
  tier: Tier,
  found: string | undefined,
  redactions: Redactions,
  tally: Tally,
): void {
  const named = (entry?.['digests'] as Readonly<Record<string, unknown>> | undefined)?.[tier];
  if (isRedacted(redactions, entry?.['key'], number)) {
    tally.looked('I9');
    if (found !== undefined) tally.found('I9', 'redacted-present', placeOf(number), { where: `body_${tier}` });
    return;
  }
  if (found === undefined && named === undefined) return;
  tally.looked('I6');
  if (named === undefined) tally.found('I6', 'body-unnamed', placeOf(number), { tier });
  else if (found === undefined) tally.found('I6', 'body-missing', placeOf(number), { tier });
  else if (found !== named) tally.found('I6', 'body-differs', placeOf(number), { tier });
}

// Files are named in bodies by their digest; bodies travel only where a schema has such a field.
async function holdFiles(
  sql: Speaker,
  examined: Examined,
  batch: readonly LoggedEntry[],
  schemas: SchemaCollector,
  tally: Tally,
): Promise<void> {
  await schemas.take(batch);
  const [from, until] = [batch[0]?.number ?? 0, batch.at(-1)?.number ?? 0];
  const fields = schemas.between(from, until).flatMap(one => one.schema.fields.filter(field => field.type === 'file'));
  for (const tier of new Set(fields.map(field => field.visibility))) {
    const names = new Set(fields.filter(field => field.visibility === tier).map(field => field.name));
    const rows = await sql`
      select number, body from laopedia.${sql(`body_${tier}`)}
      where register_id = ${examined.id} and number >= ${from} and number <= ${until}`;
    const named = rows.flatMap(row =>
      blobsIn(String(row['body']), names).map(blob => ({ number: row['number'], blob })),
    );
    tally.looked('I7', named.length);
    const missing = await missingBlobs(sql, new Set(named.map(({ blob }) => blob)));
    for (const { number, blob } of named) {
      if (missing.has(blob)) tally.found('I7', 'blob-missing', placeOf(Number(number)), { blob });
    }
  }
}

function blobsIn(body: string, names: ReadonlySet<string>): string[] {
  try {
    const fields = Object.entries(JSON.parse(body) as Readonly<Record<string, unknown>>);
    return fields.flatMap(([name, value]) => (names.has(name) && typeof value === 'string' ? [value] : []));
  } catch {
    return []; // I6 tells of a body that is none.
  }
}

async function missingBlobs(sql: Speaker, blobs: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const rows = await sql`
    select wanted from unnest(${[...blobs]}::text[]) as w (wanted)
    where not exists (select 1 from laopedia.blob where encode(digest, 'hex') = wanted)`;
  return new Set(rows.map(row => String(row['wanted'])));
}
