// The nearest of some words to a given one, for "did you mean". Nothing is changed by it: a person decides.
import { matchingKey } from '#lib/lao';

const longestGiven = 200;

/**
 * The nearest word by edit distance over matching keys, at most a third of the letters apart; else nothing. A level word
 * before a place (ແຂວງ ເມືອງ ບ້ານ) may be there or not. A text of more than 200 characters is near to nothing.
 */
export function nearest(given: string, words: readonly string[]): string | undefined {
  if (given.length > longestGiven) return undefined;
  const plain = matchingKey(given, { kind: 'plain' });
  const place = matchingKey(given);
  if (place.length < 2) return undefined;
  let best: string | undefined;
  let least = Math.max(1, Math.floor(place.length / 3)) + 1;
  for (const word of words) {
    const asWritten = editDistance(plain, matchingKey(word, { kind: 'plain' }), least);
    const distance = Math.min(asWritten, editDistance(place, matchingKey(word), least));
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
