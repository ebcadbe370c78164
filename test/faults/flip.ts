// Flips one bit of one stored value by SQL, past everything that keeps it right, and can put it back.
import { isUtf8 } from 'node:buffer';
import type { Sql } from 'postgres';
import type { Random } from './random.ts';

/** Where a bit may be flipped: a column of the rows a condition picks, and the invariant that must notice. */
export interface Target {
  readonly invariant: string;
  readonly table: string;
  readonly column: string;
  readonly kind: 'bytes' | 'text' | 'whole' | 'time' | 'yes-no';
  readonly where?: string;
}

const casts = { bytes: 'bytea', text: 'text', whole: 'bigint', time: 'timestamptz', 'yes-no': 'boolean' } as const;

/** A bit that was flipped, and how to put it back. */
export interface Flip {
  readonly name: string;
  restore(): Promise<unknown>;
}

/** Flips a bit in some row. A flip that would make two rows one is refused by PostgreSQL itself, and another is tried. */
export async function flipBit(sql: Sql, target: Target, random: Random): Promise<Flip> {
  for (;;) {
    try {
      return await tryFlip(sql, target, random);
    } catch (problem) {
      if ((problem as { code?: string }).code !== uniqueViolation) throw problem;
    }
  }
}

const uniqueViolation = '23505';

async function tryFlip(sql: Sql, target: Target, random: Random): Promise<Flip> {
  const { table, column, kind, where = 'true' } = target;
  const text = kind === 'bytes' ? `encode(${column}, 'hex')` : `${column}::text`;
  const rows = await sql.unsafe(
    `select ctid::text as place, ${text} as value from ${table} where ${where} and ${column} is not null order by ctid`,
  );
  const row = rows[random.below(rows.length)];
  if (row === undefined) throw new Error(`no row of ${table} to break`);
  const before = String(row['value']);
  const put = async (value: string, place: string) => {
    const bound = kind === 'bytes' ? `decode($1, 'hex')` : `$1::text::${casts[kind]}`;
    const done = await sql.unsafe(
      `update ${table} set ${column} = ${bound} where ctid = $2::text::tid returning ctid::text as place`,
      [value, place],
    );
    return String(done[0]?.['place']);
  };
  const place = await put(flipped(before, kind, random), String(row['place']));
  return { name: `${table}.${column}`, restore: () => put(before, place) };
}

function flipped(value: string, kind: Target['kind'], random: Random): string {
  switch (kind) {
    case 'bytes':
      return flipIn(Buffer.from(value, 'hex'), random).toString('hex');
    case 'text':
      for (;;) {
        // PostgreSQL would refuse the others before fsck could
        const bytes = flipIn(Buffer.from(value), random);
        if (isUtf8(bytes) && !bytes.includes(0)) return bytes.toString();
      }
    case 'whole':
      return String(BigInt(value) ^ (1n << BigInt(random.below(31))));
    case 'time':
      return value.replace(/^\d{4}/, year => String(Number(year) ^ (1 << random.below(4))));
    case 'yes-no':
      return value === 'true' ? 'false' : 'true';
  }
}

function flipIn(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  return bytes;
}
