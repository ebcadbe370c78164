// The measure of the Pollock benchmark, re-made by its description: whether a file was loaded at all, and precision, recall and F1 of
// header, records and cells as multisets: ten numbers, so that a file read rightly gets 10.
import type { Table } from './dialect-table.ts';

/** Ten points at most, and their parts: `loaded` of 1, the others of 3. */
export interface Points {
  readonly loaded: number;
  readonly header: number;
  readonly records: number;
  readonly cells: number;
  readonly all: number;
}

/** The points of what was read beside what is right; `read` undefined says that the file was not loaded. */
export function pointsOf(read: Table | undefined, truth: Table): Points {
  if (read === undefined) return { loaded: 0, header: 0, records: 0, cells: 0, all: 0 };
  if (truth.length === 0) return sum(3, 3, 3);
  const joined = (rows: Table) => rows.slice(1).map(row => row.map(plainOf).join(''));
  return sum(
    threeOf((read[0] ?? []).map(plainOf), (truth[0] ?? []).map(plainOf)),
    threeOf(joined(read), joined(truth)),
    threeOf(read.flat(), truth.flat()),
  );
}

function sum(header: number, records: number, cells: number): Points {
  return { loaded: 1, header, records, cells, all: 1 + header + records + cells };
}

// Precision, recall and F1 together; the benchmark calls nothing wanted all right.
function threeOf(read: readonly string[], truth: readonly string[]): number {
  if (truth.length === 0) return 3;
  const left = new Map<string, number>();
  for (const one of truth) left.set(one, (left.get(one) ?? 0) + 1);
  let both = 0;
  for (const one of read) {
    const count = left.get(one) ?? 0;
    if (count === 0) continue;
    left.set(one, count - 1);
    both += 1;
  }
  if (both === 0) return 0;
  const [precision, recall] = [both / truth.length, both / read.length];
  return precision + recall + (2 * precision * recall) / (precision + recall);
}

// Header and records are compared by value, as the benchmark does: case does not count, nor how a number is written.
function plainOf(text: string): string {
  const plain = text.trim();
  return /^[-+]?\d+(\.\d+)?$/.test(plain) && plain.length < 16 ? String(Number(plain)) : text.toLowerCase();
}
