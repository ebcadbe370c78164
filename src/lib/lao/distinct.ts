// The distinct numbers of a row, in the order they came: an open-addressed table kept between calls.
// It never sorts (a GIN index does that itself) and never makes a Set, which cost more than the analysis.

const SLOTS_KEPT = 1 << 16;
let values = new Int32Array(SLOTS_KEPT);
// A slot is taken if it holds the current round, so that the table need not be cleared for each text.
let rounds = new Uint32Array(SLOTS_KEPT);
let round = 0;

function prepare(slots: number): void {
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

/** Moves the first of each distinct value of row[0, count) to the front, and returns how many there are. */
export function keepDistinct(row: Int32Array, count: number): number {
  let slots = 64;
  while (slots < 2 * count) slots *= 2;
  prepare(slots);
  const mask = slots - 1;
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const value = row[i] ?? 0;
    let slot = value & mask;
    while (rounds[slot] === round && values[slot] !== value) slot = (slot + 1) & mask;
    if (rounds[slot] === round) continue;
    rounds[slot] = round;
    values[slot] = value;
    row[kept++] = value;
  }
  return kept;
}
