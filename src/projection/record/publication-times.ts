// When entries were published, remembered: a publication never changes, and a page of a list mostly holds records of a few.
// Looked up row by row it cost as much as the rows.
import type { Speaker } from '#store';

/** Entries `first` to `last` were published at `time`. */
interface Span {
  readonly first: number;
  readonly last: number;
  readonly time: Date;
}

// A register may have millions of publications, of which the newest are asked for most.
const mostSpans = 2000;

const remembered = new WeakMap<object, Map<number, Span[]>>();

/** The time of each of these entries of a register, in the same order. */
export async function publicationTimes(sql: Speaker, registerId: number, entries: readonly number[]): Promise<Date[]> {
  const spans = spansOf(sql, registerId);
  const known = entries.map(entry => find(spans, entry)?.time);
  const unknown = entries.filter((_, at) => known[at] === undefined);
  if (unknown.length === 0) return known.filter(time => time !== undefined);
  const read = await readSpans(sql, registerId, unknown);
  remember(spans, read);
  return entries.map((entry, at) => {
    const time = known[at] ?? find(read, entry)?.time;
    if (time === undefined) throw new Error(`entry ${entry} of register ${registerId} has no publication`);
    return time;
  });
}

function spansOf(sql: Speaker, registerId: number): Span[] {
  const registers = remembered.get(sql) ?? new Map<number, Span[]>();
  remembered.set(sql, registers);
  const spans = registers.get(registerId) ?? [];
  registers.set(registerId, spans);
  return spans;
}

async function readSpans(sql: Speaker, registerId: number, entries: readonly number[]): Promise<Span[]> {
  const rows = await sql`
    select distinct p.first, p.number, p.time
    from unnest(${entries as number[]}::int8[]) as e (number)
    cross join lateral (
      select p.first, p.number, p.time from laopedia.publication p
      where p.register_id = ${registerId} and p.number >= e.number order by p.number limit 1) p
    order by p.first`;
  return rows.map(row => ({
    first: Number(row['first']),
    last: Number(row['number']),
    time: row['time'] as Date,
  }));
}

function remember(spans: Span[], read: readonly Span[]): void {
  if (spans.length + read.length > mostSpans) spans.length = 0;
  for (const span of read) {
    const at = placeOf(spans, span.first);
    // Another request may have asked for it meanwhile.
    if (spans[at]?.first !== span.first) spans.splice(at, 0, span);
  }
}

function find(spans: readonly Span[], entry: number): Span | undefined {
  const at = placeOf(spans, entry);
  const span = spans[at]?.first === entry ? spans[at] : spans[at - 1];
  return span !== undefined && span.first <= entry && entry <= span.last ? span : undefined;
}

// The place of the first span that does not begin before the entry.
function placeOf(spans: readonly Span[], entry: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.first ?? 0) < entry) low = middle + 1;
    else high = middle;
  }
  return low;
}
