// The public bodies that lie beside the entries, as a bundle. A redaction takes bodies out of it, so it is never immutable.
import { Readable } from 'node:stream';
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

const mostHeldBytes = 1024 * 1024;

/** A bundle as it is sent: whole, so that no slow reader keeps a place from those who want to read, and piece by piece only where it is large. */
export async function sentBundle(bundle: AsyncIterable<Uint8Array>): Promise<Buffer | Readable> {
  const pieces = bundle[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  for (let bytes = 0; bytes <= mostHeldBytes; ) {
    const { done, value } = await pieces.next();
    if (done === true) return Buffer.concat(held);
    held.push(value);
    bytes += value.length;
  }
  return Readable.from(goOn(held, pieces), { objectMode: false });
}

async function* goOn(held: readonly Uint8Array[], pieces: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  yield* held;
  for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) yield next.value;
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
