// What was learnt of the registers' words (learn.ts), held in memory while searches ask for it. It is read again when the
// database has something newer; being a little old it changes an order among likes, never what is found.
import type { Speaker } from '#store';
import { largeFrom } from './learn.ts';
import { ofTitle } from './lexeme-row.ts';

/** What is known of the words of some registers. */
export interface Knowledge {
  /** About how many passages the registers' records have; at least 1. */
  readonly records: number;
  /** About how many of them have a lexeme, in a title or a text: a fraction where it was seen once at most. */
  count(lexeme: number): number;
  /** Whether a register is so large that it is asked by itself. */
  isLarge(registerId: number): boolean;
  /** Whether a lexeme, as it is kept (a title's is signed), has a best list in this register. */
  isListed(registerId: number, lexeme: number): boolean;
}

interface Learnt {
  readonly version: string;
  readonly records: number;
  /** Records for each one that was looked at. */
  readonly scale: number;
  readonly counts: Counts;
  readonly listed: ReadonlySet<number>;
}

const askedAgainAfterMs = 2000;
const heldMost = 64;
const seenOnce = 0.5;

const held = new WeakMap<object, Holding>();

interface Holding {
  readonly registers: Map<number, Learnt>;
  askedAt: number;
}

/** What is known of these registers. */
export async function knowledgeOf(sql: Speaker, registers: readonly number[]): Promise<Knowledge> {
  const holding = held.get(sql) ?? { registers: new Map<number, Learnt>(), askedAt: 0 };
  held.set(sql, holding);
  const now = performance.now();
  if (holding.askedAt === 0 || now - holding.askedAt > askedAgainAfterMs) {
    await refresh(sql, holding);
    holding.askedAt = now;
  }
  const known = registers.flatMap(id => holding.registers.get(id) ?? []);
  return {
    records: Math.max(
      1,
      known.reduce((sum, one) => sum + one.records, 0),
    ),
    count(lexeme) {
      let count = 0;
      for (const one of known) count += one.scale * (one.counts.get(lexeme) + one.counts.get(ofTitle(lexeme)));
      return Math.max(count, seenOnce);
    },
    isLarge: registerId => (holding.registers.get(registerId)?.records ?? 0) >= largeFrom,
    isListed: (registerId, lexeme) => holding.registers.get(registerId)?.listed.has(lexeme) ?? false,
  };
}

async function refresh(sql: Speaker, { registers }: Holding): Promise<void> {
  const versions =
    await sql`select register_id, version::text from laopedia.search_knowledge order by records desc limit ${heldMost}`;
  const stale = versions.filter(row => registers.get(Number(row['register_id']))?.version !== row['version']);
  for (const id of registers.keys()) if (!versions.some(row => Number(row['register_id']) === id)) registers.delete(id);
  if (stale.length === 0) return;
  const rows = await sql`
    select register_id, version::text, records, sampled, counts, listed from laopedia.search_knowledge
    where register_id = any(${stale.map(row => Number(row['register_id']))})`;
  for (const row of rows) {
    const [records, sampled] = [Number(row['records']), Number(row['sampled'])];
    registers.set(Number(row['register_id']), {
      version: String(row['version']),
      records,
      scale: sampled === 0 ? 1 : records / sampled,
      counts: new Counts(row['counts'] as Buffer),
      listed: new Set(row['listed'] as number[]),
    });
  }
}

/** Lexemes with their counts, in an open-addressed table; a lexeme that is not in it has 0. */
class Counts {
  private readonly lexemes: Int32Array;
  private readonly counts: Int32Array;

  constructor(pairs: Buffer) {
    let slots = 16;
    while (slots < pairs.length / 4) slots *= 2;
    this.lexemes = new Int32Array(slots);
    this.counts = new Int32Array(slots);
    for (let at = 0; at + 8 <= pairs.length; at += 8) {
      const lexeme = pairs.readInt32BE(at);
      const slot = this.slotOf(lexeme);
      this.lexemes[slot] = lexeme;
      this.counts[slot] = pairs.readInt32BE(at + 4);
    }
  }

  get(lexeme: number): number {
    return this.counts[this.slotOf(lexeme)] ?? 0;
  }

  private slotOf(lexeme: number): number {
    const mask = this.lexemes.length - 1;
    let slot = lexeme & mask;
    while (this.counts[slot] !== 0 && this.lexemes[slot] !== lexeme) slot = (slot + 1) & mask;
    return slot;
  }
}
