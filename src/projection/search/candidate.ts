// Candidates: the records that may answer a query, found by indexes alone. Nothing is ranked here; what SQL finds in the
// order of a heap is put in order by rank.ts.
import type { Speaker } from '#store';

/** How a candidate was found, from the surest. */
export const ways = ['code', 'name', 'prefix', 'sound', 'words', 'some', 'alike'] as const;
export type Way = (typeof ways)[number];

/** A record that may answer, with the text it is judged by. */
export interface Candidate {
  readonly registerId: number;
  readonly key: string;
  readonly title: string;
  readonly body: string;
  readonly nameKey: string;
  readonly latinKey: string;
  readonly way: Way;
}

/** In which registers to look: those of these numbers, or all open ones. */
export type Registers = readonly number[] | undefined;

const candidatesMost = 200;
// Of so many bytes are candidates read at most, so that long articles cost no more than many names.
const bytesMost = 400_000;

/** The values bound to a statement, as they are named in it. */
export class Bound {
  readonly values: unknown[] = [];

  /** `$n` for a value. */
  bind(value: unknown): string {
    return `$${this.values.push(value)}`;
  }
}

/** The condition that keeps `k` within registers. */
export function within(registers: Registers, bound: Bound): string {
  if (registers === undefined) return 'k.register_id = any(array(select id from laopedia.register where open))';
  // Of one register alone the index itself knows.
  if (registers.length === 1) return `k.register_id = ${bound.bind(registers[0])}::int4`;
  return `k.register_id = any(${bound.bind(registers)}::int4[])`;
}

/**
 * Reads the best 200 that a statement found (register_id, key, way as its number, weight). `each` is given every row, with
 * whatever else the statement says.
 */
export async function readCandidates(
  sql: Speaker,
  found: string,
  bound: Bound,
  each: (row: Record<string, unknown>) => void = () => {},
): Promise<Candidate[]> {
  const rows = await sql.unsafe(
    `select * from (
       select f.*, k.title, k.body, k.name_key, k.latin_key,
         sum(octet_length(k.body)) over (order by f.weight desc, f.register_id, f.key) as bytes
       from (select * from (${found}) f order by weight desc, register_id, key limit ${candidatesMost}) f
       join laopedia.search k using (register_id, key)
     ) c where bytes <= ${bytesMost} or way < ${ways.indexOf('words')} order by weight desc, register_id, key`,
    bound.values as never[],
    { prepare: true },
  );
  return rows.map(row => {
    each(row);
    return {
      registerId: Number(row['register_id']),
      key: String(row['key']),
      title: String(row['title']),
      body: String(row['body']),
      nameKey: String(row['name_key']),
      latinKey: String(row['latin_key']),
      way: ways[Number(row['way'])] ?? 'some',
    };
  });
}
