// Puts candidates in order: what was surely meant first, then by what they share with the words and how alike the names are.
import { fold, prepareQuery, type Rarity } from '#lib/lao';
import type { Asked } from './asked.ts';
import type { Candidate } from './candidate.ts';
import { bonesOf } from './name-key.ts';
import { sureOf } from './sure.ts';

/** A candidate with its score: only the order and the zero mean something. */
export interface Ranked {
  readonly candidate: Candidate;
  readonly score: number;
}

// Of several words, who has all comes before who has the rarest of them.
const sureness = { code: 4000, name: 3000, allWords: 500, prefix: 20 };
const titleWorth = 1.5;
const alikeWorth = 12;

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
      const { title, body, way } = candidate;
      const words = (title === '' ? 0 : titleWorth * prepared.score(title)) + (body === '' ? 0 : prepared.score(body));
      const likeness = way === 'words' ? 0 : alikeWorth * alike(candidate);
      return { candidate, score: surenessOf(asked, candidate) + words + likeness };
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
  if (candidate.way === 'words' && asked.parts.length > 0) return sureness.allWords;
  return candidate.way === 'prefix' ? sureness.prefix : 0;
}

// A name is judged by its folded spelling and by its sound, each as letter pairs in common. What it begins with is the name
// itself, what follows is often where it stands: ບ້ານດອນ ເມືອງປາກລາຍ is not what Paklay means.
function likenessTo({ nameKey, latinKey }: Asked): (candidate: Candidate) => number {
  if (latinKey === '') return () => 0;
  const [spelling, sound, bones] = [pairsOf(fold(nameKey)), pairsOf(latinKey), bonesOf(latinKey)];
  const soundOf = (key: string) => dice(sound, pairsOf(key)) + (bonesOf(key) === bones ? sameBones : 0);
  return candidate => {
    if (candidate.latinKey === '') return 0;
    const parts = candidate.latinKey.split(' ');
    const spelled = candidate.nameKey.split(' ').map(key => dice(spelling, pairsOf(fold(key))));
    const sounding = parts.map((key, at) => soundOf(key) - (at === 0 ? 0 : laterPart));
    return Math.max(...sounding, ...spelled);
  };
}

const sameBones = 0.3;
const laterPart = 0.2;

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
