// The nearest of some words to a given one, for "did you mean". Nothing is changed by it: a person decides.
import { matchingKey } from '#lib/lao';

/** The nearest word by edit distance over matching keys, at most a third of the letters apart; else nothing. */
export function nearest(given: string, words: readonly string[]): string | undefined {
  const key = matchingKey(given);
  let best: string | undefined;
  let least = Math.max(1, Math.floor(key.length / 3)) + 1;
  if (key.length < 2) return undefined;
  for (const word of words) {
    const distance = editDistance(key, matchingKey(word), least);
    if (distance < least) {
      least = distance;
      best = word;
    }
  }
  return best;
}

// Levenshtein (1966), two rows; gives up once `limit` cannot be beaten.
function editDistance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) >= limit) return limit;
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= one.length; at++) {
    const next = [at];
    let least = at;
    for (let to = 1; to <= other.length; to++) {
      const cost = one[at - 1] === other[to - 1] ? 0 : 1;
      const value = Math.min((row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1, (row[to - 1] ?? 0) + cost);
      next.push(value);
      least = Math.min(least, value);
    }
    if (least >= limit) return limit;
    row = next;
  }
  return row[other.length] ?? limit;
}
