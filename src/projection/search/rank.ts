// Puts candidates in order: what was surely meant first, then by what they share with the words and how alike the names are.
import { fold, latinSkeleton, prepareQuery, type Rarity } from '#lib/lao';
import type { Asked } from './asked.ts';
import type { Candidate, Way } from './candidate.ts';

/** A candidate with its score: only the order and the zero mean something. */
export interface Ranked {
  readonly candidate: Candidate;
  readonly score: number;
}

const sureness: Readonly<Record<Way, number>> = { code: 4000, name: 3000, prefix: 20, words: 0, some: 0, alike: 0 };
const titleWorth = 0.5;
const alikeWorth = 12;

/** Orders candidates, the best first; equals by register and key, so that pages of an answer never overlap. */
export function rankCandidates(asked: Asked, candidates: readonly Candidate[], rarity: Rarity): Ranked[] {
  const prepared = prepareQuery(asked.words, rarity);
  const alike = likenessTo(asked);
  return candidates
    .map(candidate => {
      const { title, body } = candidate;
      const text = title === '' ? body : body === '' ? title : `${title}\n${body}`;
      const words = prepared.score(text) + (title === '' ? 0 : titleWorth * prepared.score(title));
      return { candidate, score: sureness[candidate.way] + words + alikeWorth * alike(candidate) };
    })
    .sort(
      (one, other) =>
        other.score - one.score ||
        one.candidate.registerId - other.candidate.registerId ||
        (one.candidate.key < other.candidate.key ? -1 : 1),
    );
}

// A name is judged by its folded spelling and by its sound, each as letter pairs in common.
function likenessTo(asked: Asked): (candidate: Candidate) => number {
  if (asked.latinKey === '') return () => 0;
  const [spelling, sound, bones] = [
    pairsOf(fold(asked.nameKey)),
    pairsOf(asked.latinKey),
    latinSkeleton(asked.latinKey),
  ];
  return ({ nameKey, latinKey }) => {
    if (latinKey === '') return 0;
    let best = 0;
    for (const key of latinKey.split(' ')) {
      const own = dice(sound, pairsOf(key)) + (latinSkeleton(key) === bones ? 0.3 : 0);
      if (own > best) best = own;
    }
    let spelled = 0;
    for (const key of nameKey.split(' ')) spelled = Math.max(spelled, dice(spelling, pairsOf(fold(key))));
    return Math.max(best, spelled);
  };
}

function pairsOf(text: string): Map<string, number> {
  const padded = `^${text}$`;
  const pairs = new Map<string, number>();
  for (let i = 1; i < padded.length; i++) {
    const pair = padded.slice(i - 1, i + 1);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

function dice(one: Map<string, number>, other: Map<string, number>): number {
  let [shared, all] = [0, 0];
  for (const [pair, count] of one) {
    shared += Math.min(count, other.get(pair) ?? 0);
    all += count;
  }
  for (const count of other.values()) all += count;
  return all === 0 ? 0 : (2 * shared) / all;
}
