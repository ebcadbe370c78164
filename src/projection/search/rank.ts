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

// Of several words, who has all comes before who has the rarest of them; a word as spelled before another spelling of it, also
// where what follows it is read into its last syllable.
const sureness = { code: 4000, name: 3000, allWords: 500, allFolded: 400, prefix: 200, word: 150, letters: 120 };
const titleWorth = 1.5;
// What a long text begins with says what it is about.
const laterPassageWorth = 0.9;

/** What ranking knows beside the texts: how rare any lexeme of the index is, best of all registers together. */
export interface Knowledge {
  readonly rarity: Rarity;
}

/** Orders candidates, the best first; equals by register and key, so that pages of an answer never overlap. */
export function rankCandidates(asked: Asked, candidates: readonly Candidate[], knowledge: Knowledge): Ranked[] {
  const { rarity } = knowledge;
  const prepared = prepareQuery(asked.words, rarity, { collocations: true });
  const alike = likenessTo(asked);
  return candidates
    .map(candidate => {
      const { title, body, passage } = candidate;
      const place = passage === 0 ? 1 : laterPassageWorth;
      const words =
        (title === '' ? 0 : titleWorth * prepared.score(title)) + (body === '' ? 0 : place * prepared.score(body));
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
  if (sure !== undefined) return sureness[sure];
  if (candidate.way === 'words') return asked.parts.length > 0 ? sureness.allWords : sureness.word;
  if (candidate.way === 'folded' && asked.parts.length > 0) return sureness.allFolded;
  if (candidate.way === 'prefix') return sureness.prefix;
  const hasPairs = asked.loosePhrase.length > 0;
  return hasPairs && candidate.title.includes(asked.words) ? sureness.letters : 0;
}
