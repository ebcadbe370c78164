// What a person typed, made ready to be asked for: cut to a sane length, and known by its lexemes, code and name keys.
import { analyse, indexLexemes, matchingKey, normalise, splitSyllables, thaiToLao } from '#lib/lao';
import { comparableCode } from './code.ts';
import { textLexemes } from './lexeme-row.ts';
import { latinKey } from './name-key.ts';

/** A query, ready. Arrays and keys are empty where the words have nothing of the kind. */
export interface Asked {
  /** The words that are searched: normalised, at most 200 characters and 30 syllables or words. */
  readonly words: string;
  readonly code: string;
  readonly nameKey: string;
  readonly latinKey: string;
  /** The lexemes of the phrase: its pairs and its tokens as spelled, and its pairs alone, in which other spellings agree. */
  readonly phrase: readonly number[];
  readonly loosePhrase: readonly number[];
  /** The same of each of its words between spaces, if there are several. */
  readonly parts: readonly { readonly exact: readonly number[]; readonly loose: readonly number[] }[];
  /** The phrase with its last syllable grown by a final letter: what it has else, and one of what the longer syllable makes. */
  readonly longer: { readonly every: readonly number[]; readonly some: readonly number[] };
  /** Of a single syllable: the lexemes of that syllable under every tone. */
  readonly tones: readonly number[];
  /** Every lexeme, with what finding it is worth. */
  readonly worths: ReadonlyMap<number, number>;
}

const charsMax = 200;
const tokensMax = 30;
const codeCharsMax = 60;
const nameCharsMax = 60;
/** What finding a pair of syllables is worth, and a single token. */
export const pairWorth = 1;
const tokenWorth = 0.35;

/** Makes words ready; undefined where they hold no letter and no digit. Any string will do. */
export function askedOf(given: string): Asked | undefined {
  const { words, count } = cutWords(given);
  if (words === '') return undefined;
  const code = comparableCode(words);
  const short = words.length <= nameCharsMax;
  const parts = words.split(/\s+/u).map(part => ({ exact: [...textLexemes(part)], loose: pairsOf(part) }));
  const phrase = [...textLexemes(words)];
  const loosePhrase = loosePhraseOf(words);
  const pairs = new Set(pairsOf(words));
  return {
    words,
    code: code.length <= codeCharsMax ? code : '',
    nameKey: short ? matchingKey(words) : '',
    latinKey: short ? latinKey(words) : '',
    phrase,
    loosePhrase,
    parts: parts.length > 1 ? parts.filter(part => part.exact.length > 0) : [],
    longer: longerOf(words, phrase),
    tones: count === 1 ? tonesOf(words) : [],
    worths: new Map(phrase.map(lexeme => [lexeme, pairs.has(lexeme) ? pairWorth : tokenWorth])),
  };
}

function cutWords(given: string): { readonly words: string; readonly count: number } {
  const text = normalise(thaiToLao(given.slice(0, charsMax).replaceAll('\0', ' ')))
    .toWellFormed()
    .trim();
  const { count, ends } = analyse(text);
  if (count === 0) return { words: '', count };
  return { words: count > tokensMax ? text.slice(0, ends[tokensMax - 1]) : text, count };
}

// A Latin word or a number has no pairs and no other spelling: without it the phrase would be another.
function loosePhraseOf(words: string): number[] {
  const pairs = pairsOf(words);
  const others = words.split(/\s+/u).filter(part => !/\p{Script=Lao}/u.test(part));
  return pairs.length === 0 ? [] : [...pairs, ...others.flatMap(part => [...textLexemes(part)])];
}

function pairsOf(text: string): number[] {
  const { row, pairs } = indexLexemes(text);
  return [...row.subarray(0, pairs)];
}

// The letters a Lao syllable may end in.
const finals = [...'ກງຍດນບມວ'];
const openEnd = /[ກ-ຮໜ-ໟະ-ູົຼຽໍ່-໋]$/u;

// A person still types, or ends where a word goes on: ສະຫຼາ may become ສະຫຼາດ.
function longerOf(words: string, phrase: readonly number[]): Asked['longer'] {
  const none = { every: [], some: [] };
  if (!openEnd.test(words)) return none;
  const own = new Set(phrase);
  const grown = finals
    .map(final => words + final)
    .filter(one => splitSyllables(one).length === splitSyllables(words).length)
    .map(one => [...textLexemes(one)]);
  if (grown.length === 0) return none;
  const every = phrase.filter(lexeme => grown.every(one => one.includes(lexeme)));
  const pairs = pairsOf(words).length > 0;
  const some = grown
    .flatMap((one, at) => (pairs ? pairsOf(words + finals[at]) : one))
    .filter(lexeme => !own.has(lexeme));
  return { every, some: [...new Set(some)] };
}

const tones = ['', '່', '້', '໊', '໋'];
const toneMark = /[\u0ec8-\u0ecb]/u;
const toned = /(?<=[ກ-ຮໜ-ໟ][ຼຣລວ]?[ັິີຶືຸູົໍ]?)(?=[^ັິີຶືຸູົໍຼ]|$)/u;

// The mark stands after the first consonant and what is above or below it; where that is not plain, few are found.
function tonesOf(syllable: string): number[] {
  const bare = syllable.replace(toneMark, '');
  const at = toneMark.exec(syllable)?.index ?? toned.exec(bare)?.index;
  if (at === undefined) return [];
  return [...new Set(tones.flatMap(tone => [...textLexemes(bare.slice(0, at) + tone + bare.slice(at))]))];
}
