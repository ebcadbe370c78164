// The distinct numbers of a row, in the order they came: an open-addressed table kept between calls.
// It never sorts (a GIN index does that itself) and never makes a Set, which cost more than the analysis.

const SLOTS_KEPT = 1 << 16;
// Two numbers side by side for each slot: the value, and the round in which it was put there, so that the table need not be
// cleared for each text.
let slots = new Int32Array(2 * SLOTS_KEPT);
let round = 0;
const LAST_ROUND = 0x3fffffff;

let mask = 0;

/** Forgets all values; at most so many are asked about before it is called again. */
export function beginDistinct(most: number): void {
  let places = 64;
  while (places < 4 * most) places *= 2;
  mask = 2 * places - 1;
  const keep = slots.length > mask && (slots.length === 2 * SLOTS_KEPT || places > SLOTS_KEPT);
  if (!keep) {
    slots = new Int32Array(2 * Math.max(places, SLOTS_KEPT));
    round = 0;
  }
  if (round === LAST_ROUND) {
    slots.fill(0);
    round = 0;
  }
  round++;
}

/** Moves each value of row[from, end) that was not met since beginDistinct to row[to, ...); returns where they end. */
export function keepNew(row: Int32Array, from: number, end: number, to: number): number {
  const [held, now, last] = [slots, round, mask];
  let kept = to;
  for (let i = from; i < end; i++) {
    const value = row[i] ?? 0;
    let slot = (value << 1) & last;
    while (held[slot + 1] === now && held[slot] !== value) slot = (slot + 2) & last;
    if (held[slot + 1] === now) continue;
    held[slot] = value;
    held[slot + 1] = now;
    row[kept++] = value;
  }
  return kept;
}

/** Moves the first of each distinct value of row[0, count) to the front, and returns how many there are. */
export function keepDistinct(row: Int32Array, count: number): number {
  beginDistinct(count);
  return keepNew(row, 0, count, 0);
}
