// JSON Lines: a record a line with key, entry, time and item; the last line says how many there were and where the log
// stood, so that a file cut short shows itself.
import { type ListedRecord, tableOf } from '#projection/record';
import { copyOut, keyRanges } from './copy-out.ts';
import type { ExportRequest } from './export.ts';
import { exportedRecords, type Tally } from './rows.ts';
import type { Snapshot } from './snapshot.ts';

const pieceChars = 64 * 1024;

/** The pieces of the file. */
export async function* jsonLinePieces(
  snapshot: Snapshot,
  query: ExportRequest['query'],
  tally: Tally,
): AsyncIterable<Uint8Array> {
  const quick = query === undefined && (await allUnderOneSchema(snapshot));
  yield* quick ? copyLines(snapshot, tally) : writtenLines(snapshot, query, tally);
  const { size, root } = snapshot;
  yield Buffer.from(`${JSON.stringify({ rows: tally.rows, size, root: Buffer.from(root).toString('base64') })}\n`);
}

async function* writtenLines(
  snapshot: Snapshot,
  query: ExportRequest['query'],
  tally: Tally,
): AsyncIterable<Uint8Array> {
  let piece = '';
  for await (const record of exportedRecords(snapshot, query, tally)) {
    piece += jsonLine(record);
    if (piece.length < pieceChars) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  if (piece !== '') yield Buffer.from(piece);
}

function jsonLine({ key, entry, time, itemText }: ListedRecord): string {
  const second = `${time.toISOString().slice(0, 19)}Z`;
  return `{"key":${JSON.stringify(key)},"entry":${entry},"time":"${second}","item":${itemText}}\n`;
}

// Bodies can go out as they lie only where their field names are today's.
async function allUnderOneSchema({ sql, stored }: Snapshot): Promise<boolean> {
  const rows = await sql.unsafe(`select 1 from ${tableOf(stored.id)} where entry < $1 and not withdrawn limit 1`, [
    stored.schemaEntry,
  ]);
  return rows.length === 0;
}

// CSV of one column, with a delimiter and a quote that JSON never holds unescaped: the lines come out as they are.
async function* copyLines(snapshot: Snapshot, tally: Tally): AsyncIterable<Uint8Array> {
  const { sql, stored } = snapshot;
  const from = `from ${tableOf(stored.id)} r join laopedia.body_public b on b.register_id = ${stored.id} and b.number = r.entry`;
  const time = await timeText(snapshot);
  const line = `'{"key":' || to_json(r.key)::text || ',"entry":' || r.entry || ',"time":"' || ${time} || '","item":' || b.body || '}'`;
  for await (const range of keyRanges(snapshot)) {
    const query = `copy (select ${line} ${from} where not r.withdrawn and ${range} order by key)
      to stdout (format csv, delimiter E'\\x01', quote E'\\x02')`;
    for await (const piece of copyOut(sql, query)) {
      tally.rows += lineEnds(piece);
      yield piece;
    }
  }
}

const namedPublications = 8;

// Most records of a large register came with a few large publications: their times are written into the statement, the
// others are looked up.
async function timeText({ sql, stored }: Snapshot): Promise<string> {
  const form = `'YYYY-MM-DD"T"HH24:MI:SS"Z"'`;
  const largest = await sql.unsafe(
    `select first, number, to_char(time at time zone 'UTC', ${form}) as time from laopedia.publication
     where register_id = $1 order by count desc limit ${namedPublications}`,
    [stored.id],
  );
  const cases = largest.map(({ first, number, time }) => `when r.entry between ${first} and ${number} then '${time}'`);
  return `case ${cases.join(' ')} else to_char((select time from laopedia.publication p
    where p.register_id = ${stored.id} and p.number >= r.entry order by p.number limit 1) at time zone 'UTC', ${form}) end`;
}

const lineFeed = 10;

function lineEnds(piece: Uint8Array): number {
  let count = 0;
  for (let at = piece.indexOf(lineFeed); at !== -1; at = piece.indexOf(lineFeed, at + 1)) count += 1;
  return count;
}
