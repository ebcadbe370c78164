// The keys a name is found by where words do not help: its spelling without spaces and level words, and its sound in Latin.
import { foldLatin, matchingKey, normalise, romanise, syllables } from '#lib/lao';
import { markLexeme } from './code.ts';
import { Memory } from './memory.ts';

/** Longer titles are headlines: their keys are made of their beginning. */
const nameCharsMax = 60;

/** The matching keys of the titles, with a space between: a key itself has none. */
export function nameKeys(titles: readonly string[]): string {
  return joined(titles, title => matchingKey(title));
}

/**
 * The Latin keys of the titles, so that Bokeo finds ບໍ່ແກ້ວ: one for each Lao word, romanised without its level word, and one
 * for each title in other letters.
 */
export function latinKeys(titles: readonly string[]): string {
  const keys = new Set<string>();
  for (const title of titles) {
    const text = normalise(title.slice(0, nameCharsMax));
    if (!hasLao.test(text)) keys.add(foldedWhole(text));
    else for (const word of text.split(space)) keys.add(wordKeys.of(word));
  }
  keys.delete('');
  return [...keys].join(' ');
}

/** A name in Latin letters: as romanised or written, and folded as latinKeys has it. */
export interface LatinName {
  readonly plain: string;
  readonly key: string;
}

/** The Latin names of a title: of each Lao word, without its level word, or of all of a title in other letters. */
export function latinNames(title: string): LatinName[] {
  const text = normalise(title.slice(0, nameCharsMax));
  if (!hasLao.test(text)) return [{ plain: text, key: foldedWhole(text) }];
  return text.split(space).map(word => ({ plain: plainWords.of(word), key: wordKeys.of(word) }));
}

/** The Latin key of a query: all of it is taken for one name. */
export function latinKey(words: string): string {
  const text = normalise(words);
  return foldedWhole(hasLao.test(text) ? romanised(matchingKey(text)) : text);
}

const vowels = /(?<=.)[aeiou]/gu;

/** What stays of a Latin key without its vowels but a first one, for names whose vowels were heard differently. */
export function bonesOf(key: string): string {
  return key.replace(vowels, '').replace(doubled, '$1');
}

const shortestSound = 3;
// A longer key is a firm's whole style: nobody types it by ear, and each would be a new entry of the index.
const longestSound = 16;
const shortestBones = 3;

/**
 * The lexemes of Latin keys, a space between: of each name its consonants, by which whoever hears its vowels otherwise finds it;
 * of a name with fewer than three how it sounds.
 */
export function soundLexemes(keys: string): number[] {
  const made: number[] = [];
  if (keys === '') return made;
  for (const key of keys.split(' ')) {
    if (key.length < shortestSound || key.length > longestSound) continue;
    const bones = bonesOf(key);
    made.push(bones.length >= shortestBones ? markLexeme('bones', bones) : markLexeme('sound', key));
  }
  return made;
}

const keptKeysMost = 4;
const keptUnits = 12;
const soundsAlikeUnits = 5;

/**
 * What is kept of Latin keys for likeness and beginnings: of four keys the first twelve letters, and none that begins as another
 * does, as a firm's English style begins with its Lao name.
 */
export function keptLatinKeys(keys: string): string {
  const kept: string[] = [];
  for (const key of keys.split(' ')) {
    if (kept.length === keptKeysMost) break;
    const begins = key.slice(0, soundsAlikeUnits);
    if (key.length < keptUnits || !kept.some(one => one.startsWith(begins))) kept.push(key.slice(0, keptUnits));
  }
  return kept.join(' ');
}

function plainWord(word: string): string {
  return romanised(matchingKey(word));
}

function wordKey(word: string): string {
  return foldLatin(plainWord(word));
}

// Word by word, since names share most of their words; a letter doubled over a word's end is then one again.
function foldedWhole(text: string): string {
  let made = '';
  for (const word of text.split(space)) {
    const folded = foldedWords.of(word);
    made += made.endsWith(folded.slice(0, 1)) ? folded.slice(1) : folded;
  }
  return made;
}

// Names in other languages that no rule of sounds leads to.
const exonyms = new Map([['vientiane', 'viengchan']]);

function foldWord(word: string): string {
  return foldLatin(exonyms.get(word) ?? word);
}

function joined(titles: readonly string[], keyOf: (title: string) => string): string {
  const [only] = titles;
  if (titles.length === 1 && only !== undefined) return keyOf(only.slice(0, nameCharsMax));
  const keys = new Set(titles.map(title => keyOf(title.slice(0, nameCharsMax))));
  keys.delete('');
  return [...keys].join(' ');
}

const space = /\s+/u;
const hasLao = /[\u0e80-\u0eff]/;
const doubled = /(.)\1+/g;

// Names are made of some thousands of syllables, and share most of their words.
const romanSyllables = new Memory(romanise);
const plainWords = new Memory(plainWord);
const wordKeys = new Memory(wordKey);
const foldedWords = new Memory(foldWord);

// Each syllable is romanised once.
function romanised(text: string): string {
  let made = '';
  let end = 0;
  for (const syllable of syllables(text)) {
    made += text.slice(end, syllable.start);
    const own = text.slice(syllable.start, syllable.end);
    made += syllable.kind === 'lao' ? romanSyllables.of(own) : own;
    end = syllable.end;
  }
  return made + text.slice(end);
}
