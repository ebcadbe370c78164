// The public bodies that lie beside the entries, as a bundle. A redaction takes bodies out of it, so it is never immutable.
import type { Sql } from 'postgres';
import { encodeBodyBundle } from '#lib/merkle';
import { type PublicBody, readPublicBodies } from '#store';

const bodiesAtOnce = 16;

/**
 * The bundle of the entries from `from` to before `until`. For each entry, in order: a big-endian uint32 length, then
 * that many bytes: 32 bytes of salt and the canonical body in UTF-8. Length 0 where an entry has no public body or it was
 * redacted. `SHA-256("laopedia/tier/v1\0" || those bytes)` is the entry's `digests.public`. Bodies can be large, so they
 * come a few at a time.
 */
export async function* bodyBundle(
  sql: Sql,
  registerId: number,
  from: number,
  until: number,
): AsyncIterable<Uint8Array> {
  for (let at = from; at < until; at += bodiesAtOnce) {
    const bodies = await readPublicBodies(sql, registerId, at, Math.min(until, at + bodiesAtOnce));
    yield encodeBodyBundle(bodies.map(frameOf));
  }
}

function frameOf(body: PublicBody | undefined): Uint8Array {
  return body === undefined ? new Uint8Array(0) : Buffer.concat([body.salt, Buffer.from(body.body)]);
}

/** An ETag of such a bundle without reading it: bodies never change, they only go, so which are there says all. */
export async function bodiesEtag(sql: Sql, registerId: number, from: number, until: number): Promise<string> {
  const rows = await sql`
    select count(*) as there, coalesce(sum(number), 0) as numbers from laopedia.body_public
    where register_id = ${registerId} and number >= ${from} and number < ${until}`;
  return `"${registerId}-${from}-${until}-${rows[0]?.['there']}-${rows[0]?.['numbers']}"`;
}
