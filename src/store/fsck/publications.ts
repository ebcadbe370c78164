// I1, second half: publications cover the log without gap or overlap, and each row says what its entry says.
import type { JsonObject } from '#lib/canonical-json';
import type { Speaker } from '../fold.ts';
import { type Examined, timeForm } from './examined.ts';
import { type LoggedEntry, placeOf } from './logged-entry.ts';
import type { Tally } from './tally.ts';

/** Is told of every batch of the log, in order, and of its end. */
export interface Examiner {
  take(batch: readonly LoggedEntry[]): Promise<void>;
  end(): Promise<void>;
}

interface Row {
  readonly number: number;
  readonly first: number;
  readonly count: number;
  readonly time: string;
  readonly proposal: string;
  readonly organisations: readonly string[];
}

/** Examines the publications of a log. */
export function examinePublications(sql: Speaker, examined: Examined, tally: Tally): Examiner {
  let next = 0;
  let last: Row | undefined;
  const hold = (row: Row) => {
    const place = placeOf(row.number);
    if (row.first !== next || row.number !== row.first + row.count) tally.found('I1', 'publication-gap', place);
    if (last !== undefined && row.time < last.time) tally.found('I1', 'publication-earlier', place);
    next = row.number + 1;
    last = row;
  };
  return {
    async take(batch) {
      const rows = await readRows(sql, examined.id, batch);
      for (const { number, entry } of batch) {
        const row = rows.get(number);
        const isPublication = entry?.['op'] === 'publication';
        if (row === undefined) {
          if (isPublication) tally.found('I1', 'publication-missing', placeOf(number));
          continue;
        }
        if (entry === undefined || !isPublication || !saysTheSame(row, entry)) {
          tally.found('I1', 'publication-differs', placeOf(number));
        }
        hold(row);
      }
    },
    async end() {
      if (next !== examined.size) tally.found('I1', 'log-open', placeOf(examined.size - 1));
      if (last !== undefined && examined.headTime !== last.time) tally.found('I1', 'head-differs', 'time');
      const outside = await sql`
        select count(*) as count from laopedia.publication
        where register_id = ${examined.id} and (number < 0 or number >= ${examined.size})`;
      const count = Number(outside[0]?.['count']);
      if (count > 0) tally.found('I1', 'publication-outside', 'log', { count });
    },
  };
}

async function readRows(
  sql: Speaker,
  registerId: number,
  batch: readonly LoggedEntry[],
): Promise<ReadonlyMap<number, Row>> {
  const rows = await sql`
    select number, first, count, proposal, organisations, to_char(time at time zone 'UTC', ${timeForm}) as time
    from laopedia.publication
    where register_id = ${registerId} and number >= ${batch[0]?.number ?? 0} and number <= ${batch.at(-1)?.number ?? 0}`;
  return new Map(
    rows.map(row => {
      const number = Number(row['number']);
      const [first, count] = [Number(row['first']), Number(row['count'])];
      const { time, proposal, organisations } = row;
      return [number, { number, first, count, time, proposal, organisations } as Row];
    }),
  );
}

function saysTheSame(row: Row, entry: JsonObject): boolean {
  const { first, count, time, proposal, organisations } = entry;
  return (
    first === row.first &&
    count === row.count &&
    String(time).replace('Z', '.000000Z') === row.time &&
    proposal === row.proposal &&
    JSON.stringify(organisations) === JSON.stringify(row.organisations)
  );
}
