// Puts candidates in order: what was surely meant first, then by what they share with the words and how alike the names are.
import { prepareQuery, type Rarity } from '#lib/lao';
import type { Asked } from './asked.ts';
import type { Candidate } from './candidate.ts';
import { likenessTo } from './likeness.ts';
import { sureOf } from './sure.ts';

/** A candidate with its score: only the order and the zero mean something. */
export interface Ranked {
  readonly candidate: Candidate;
  readonly score: number;
}

const sureness = { code: 4000, name: 3000, prefix: 200 };
const titleWorth = 1.5;

/** What ranking knows of the index: how rare any lexeme of it is. */
export interface Knowledge {
  readonly rarity: Rarity;
}

/** Orders candidates, the best first; equals by register and key, so that pages of an answer never overlap. */
export function rankCandidates(asked: Asked, candidates: readonly Candidate[], { rarity }: Knowledge): Ranked[] {
  const prepared = prepareQuery(asked.words, rarity, { collocations: true });
  const alike = likenessTo(asked);
  return candidates
    .map(candidate => {
      const { title, body } = candidate;
      const words = (title === '' ? 0 : titleWorth * prepared.score(title)) + (body === '' ? 0 : prepared.score(body));
      return { candidate, score: surenessOf(asked, candidate) + words + alike(candidate) };
    })
    .sort(
      (one, other) =>
        other.score - one.score ||
        one.candidate.registerId - other.candidate.registerId ||
        (one.candidate.key < other.candidate.key ? -1 : 1),
    );
}

// The whole name may be the second title, in English.
function surenessOf(asked: Asked, candidate: Candidate): number {
  const sure = sureOf(asked, candidate);
  return sure === undefined ? (candidate.way === 'prefix' ? sureness.prefix : 0) : sureness[sure];
}
