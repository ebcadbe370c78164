// The distinct numbers of a row, in the order they came: an open-addressed table kept between calls.
// It never sorts (a GIN index does that itself) and never makes a Set, which cost more than the analysis.

const SLOTS_KEPT = 1 << 16;
let values = new Int32Array(SLOTS_KEPT);
// A slot is taken if it holds the current round, so that the table need not be cleared for each text.
let rounds = new Uint32Array(SLOTS_KEPT);
let round = 0;

let mask = 0;

/** Forgets all values; at most so many are asked about before it is called again. */
export function beginDistinct(most: number): void {
  let slots = 64;
  while (slots < 2 * most) slots *= 2;
  mask = slots - 1;
  const keep = values.length >= slots && (values.length === SLOTS_KEPT || slots > SLOTS_KEPT);
  if (!keep) {
    const size = Math.max(slots, SLOTS_KEPT);
    values = new Int32Array(size);
    rounds = new Uint32Array(size);
    round = 0;
  }
  if (round === 0xffffffff) {
    rounds.fill(0);
    round = 0;
  }
  round++;
}

/** Moves each value of row[from, end) that was not met since beginDistinct to row[to, ...); returns where they end. */
export function keepNew(row: Int32Array, from: number, end: number, to: number): number {
  const [held, heldIn, now, last] = [values, rounds, round, mask];
  let kept = to;
  for (let i = from; i < end; i++) {
    const value = row[i] ?? 0;
    let slot = value & last;
    while (heldIn[slot] === now && held[slot] !== value) slot = (slot + 1) & last;
    if (heldIn[slot] === now) continue;
    heldIn[slot] = now;
    held[slot] = value;
    row[kept++] = value;
  }
  return kept;
}

/** Moves the first of each distinct value of row[0, count) to the front, and returns how many there are. */
export function keepDistinct(row: Int32Array, count: number): number {
  beginDistinct(count);
  return keepNew(row, 0, count, 0);
}
