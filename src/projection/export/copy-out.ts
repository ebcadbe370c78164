// COPY to standard output as pieces of bytes, a range of keys at a time: the driver cannot break a COPY off, so who stops
// reading half-way waits for the rest of one range, and leaves a usable connection behind.
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { TransactionSql } from 'postgres';
import { tableOf } from '#projection/record';
import type { Snapshot } from './snapshot.ts';

const rangeRows = 20_000;

/** Conditions on `key` that together hold every record once, in order. The server quotes the keys in them. */
export async function* keyRanges({ sql, stored }: Snapshot): AsyncIterable<string> {
  let after = '';
  let from = '';
  for (;;) {
    const rows = await sql.unsafe(
      `select key, quote_literal(key) as quoted from ${tableOf(stored.id)} where key > $1
       order by key offset ${rangeRows - 1} limit 1`,
      [after],
    );
    const last = rows[0];
    if (last === undefined) break;
    yield `${from}key <= ${String(last['quoted'])}`;
    after = String(last['key']);
    from = `key > ${String(last['quoted'])} and `;
  }
  yield `${from}true`;
}

/** The bytes of `query`, a `copy (…) to stdout`, as they arrive. */
export async function* copyOut(sql: TransactionSql, query: string): AsyncIterable<Uint8Array> {
  const stream: Readable = await sql.unsafe(query).readable();
  // The driver pauses its socket for a full stream, and when COPY ends just then the next answer is never read
  // (postgres.js issue 499): reading on lets the socket go.
  stream.once('end', () => stream._read(0));
  let finished = false;
  try {
    for await (const piece of stream.iterator({ destroyOnReturn: false })) yield piece as Uint8Array;
    finished = true;
  } finally {
    if (!finished && !stream.closed) {
      stream.on('error', () => {});
      const closed = once(stream, 'close');
      stream.resume();
      await closed;
    }
  }
}
