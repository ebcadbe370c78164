// What a person typed, made ready to be asked for: cut to a sane length, and known by its lexemes, code and name keys.
import { analyse, lexemes, matchingKey, normalise, queryLexemes, thaiToLao } from '#lib/lao';
import { comparableCode } from './code.ts';
import { latinKey } from './name-key.ts';

/** A query, ready. Arrays and keys are empty where the words have nothing of the kind. */
export interface Asked {
  /** The words that are searched: normalised, at most 200 characters and 30 syllables or words. */
  readonly words: string;
  readonly code: string;
  readonly nameKey: string;
  readonly latinKey: string;
  /**
   * Sets of lexemes of which a record must have all, from the strictest: the phrase as spelled, as folded, then its words
   * anywhere, as spelled and as folded.
   */
  readonly conjunctions: readonly Int32Array[];
  /** Every lexeme, with what finding it is worth. */
  readonly worths: ReadonlyMap<number, number>;
}

const charsMax = 200;
const tokensMax = 30;
const codeCharsMax = 60;
const nameCharsMax = 60;
const streamWorth = { exactBigrams: 1, foldedBigrams: 0.6, exactUnigrams: 0.35, foldedUnigrams: 0.15 } as const;

/** Makes words ready; undefined where they hold no letter and no digit. Any string will do. */
export function askedOf(given: string): Asked | undefined {
  const words = cutWords(given);
  if (words === '') return undefined;
  const code = comparableCode(words);
  const short = words.length <= nameCharsMax;
  return {
    words,
    code: code.length <= codeCharsMax ? code : '',
    nameKey: short ? matchingKey(words) : '',
    latinKey: short ? latinKey(words) : '',
    conjunctions: conjunctionsOf(words),
    worths: worthsOf(words),
  };
}

function cutWords(given: string): string {
  const text = normalise(thaiToLao(given.slice(0, charsMax).replaceAll('\0', ' ')))
    .toWellFormed()
    .trim();
  const { count, ends } = analyse(text);
  if (count === 0) return '';
  return count > tokensMax ? text.slice(0, ends[tokensMax - 1]) : text;
}

function conjunctionsOf(words: string): Int32Array[] {
  const parts = words.split(/\s+/u);
  const anywhere = (kind: 'exact' | 'folded') => Int32Array.from(parts.flatMap(part => [...closest(part, kind)]));
  const made = [closest(words, 'exact'), closest(words, 'folded')];
  if (parts.length > 1) made.push(anywhere('exact'), anywhere('folded'));
  return made.filter(one => one.length > 0);
}

// Pairs say where words stand; a single syllable has none.
function closest(words: string, kind: 'exact' | 'folded'): Int32Array {
  const pairs = lexemes(words, [`${kind}Bigrams`]);
  return pairs.length > 0 ? pairs : lexemes(words, [`${kind}Unigrams`]);
}

function worthsOf(words: string): Map<number, number> {
  const streams = queryLexemes(words);
  const worths = new Map<number, number>();
  for (const stream of ['foldedUnigrams', 'exactUnigrams', 'foldedBigrams', 'exactBigrams'] as const) {
    for (const lexeme of streams[stream]) worths.set(lexeme, streamWorth[stream]);
  }
  return worths;
}
