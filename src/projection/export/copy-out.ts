// A COPY to standard output as pieces of bytes. Who stops reading half-way leaves a usable connection behind.
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { Snapshot } from './snapshot.ts';

/** The bytes of `query`, a `copy (…) to stdout`, as they arrive. */
export async function* copyOut({ sql, pool }: Snapshot, query: string): AsyncIterable<Uint8Array> {
  const [backend] = await sql`select pg_backend_pid() as pid`;
  const stream: Readable = await sql.unsafe(query).readable();
  let finished = false;
  try {
    for await (const piece of stream.iterator({ destroyOnReturn: false })) yield piece as Uint8Array;
    finished = true;
  } finally {
    if (!finished && !stream.destroyed) await giveUp(stream, pool`select pg_cancel_backend(${backend?.['pid']})`);
  }
}

// The driver pauses its socket for a stream that nobody reads; so the rest is read and forgotten until the server stops.
async function giveUp(stream: Readable, cancel: PromiseLike<unknown>): Promise<void> {
  stream.on('error', () => {});
  const closed = stream.closed ? undefined : once(stream, 'close');
  stream.resume();
  await Promise.all([closed, cancel]);
}
