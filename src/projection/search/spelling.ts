// What the words of a query are to what was found by them: there as typed, under another spelling, by their sound, or nearly.
// It needs no list of words: what stands in the best hits is the vocabulary.
import {
  analyse,
  foldLatin,
  isLao,
  keySimilarity,
  latinKey,
  type NearestSpelling,
  nearestSpelling,
  normalise,
} from '#lib/lao';
import { askedOf } from './asked.ts';
import type { SearchHit } from './search.ts';

/**
 * How a query stands in its hits. `exact`: as typed, or by its code; `folded`: the same but for tones, vowels' lengths or letters of
 * one sound, where `text` is how it is spelled there; `sound`: alike in the other script; `part`: every word is in some
 * hit, or a hit has every syllable in some order, or most of many; `near`: not there, and `text` is what comes near; `loose`: not there, and
 * nothing comes near, or nothing was found.
 */
export type Spelling =
  | { readonly held: 'exact' | 'sound' | 'part' | 'loose' }
  | { readonly held: 'folded'; readonly text: string }
  | { readonly held: 'near'; readonly text: string; readonly edits: number };

const judgedHits = 40;
const likenedTokens = 12;
// Of so many syllables and words, that share in one record is enough.
const manyTokens = 6;
const shareOfMany = 0.5;
const soundsAlike = 0.7;
const nearEnough = 0.7;
const leastOfPart = 0.5;

/** Reads the titles and snippets of hits, of 40 at most, for the words by which they were found. */
export function spellingIn(words: string, hits: readonly SearchHit[]): Spelling {
  const typed = askedOf(words)?.words;
  if (typed === undefined || hits.length === 0) return { held: 'loose' };
  if (hits.some(hit => hit.sure !== undefined)) return { held: 'exact' };
  const parts = partsOf(typed);
  const texts: Line[][] = [];
  // Most often the first hit has them all, and the others need not be read.
  for (const hit of hits.slice(0, judgedHits)) {
    const lines = linesOf(hit);
    if (parts.every(part => lines.some(line => holds(line, part)))) return { held: 'exact' };
    texts.push(lines);
  }
  const tokens = new Set(analyse(typed).folded);
  const part = texts.some(lines => hasMost(lines, tokens));
  if (tokens.size > likenedTokens) return { held: part ? 'part' : 'loose' };
  const likenesses = texts.map(lines => parts.map(one => lines.map(line => nearestOf(one, line)).reduce(nearer)));
  const whole = likenesses.find(ofParts => ofParts.every(isSame));
  if (whole !== undefined) return { held: 'folded', text: whole.map(one => one.text).join(' ') };
  const known = parts.map((_, at) => likenesses.some(ofParts => isSame(ofParts[at])));
  if (!known.includes(false)) return { held: 'part' };
  const { similarity, text, edits } = likeliest(likenesses.map(ofParts => likenessOf(parts, known, ofParts)));
  // Names have many Latin spellings, and none of them is a mistake; a Lao word has one.
  const near = similarity >= nearEnough;
  if (near && isLao(typed)) return { held: 'near', text, edits };
  if (texts.some(lines => lines.some(line => soundsLike(typed, line.normalised)))) return { held: 'sound' };
  if (near) return { held: 'near', text, edits };
  return { held: part ? 'part' : 'loose' };
}

// A letter by itself is an abbreviation: ບ. ໂພນສີ, ມ. ແມດ.
function partsOf(typed: string): string[] {
  const parts = typed.split(/[^\p{L}\p{M}\p{N}]+/u).filter(part => part !== '');
  const long = parts.filter(part => part.length > 1);
  return long.length > 0 ? long : parts;
}

function hasMost(lines: readonly Line[], tokens: ReadonlySet<number>): boolean {
  if (tokens.size < 2) return false;
  let had = 0;
  for (const token of tokens) if (lines.some(line => line.tokens.has(token))) had++;
  return had === tokens.size || (tokens.size >= manyTokens && had >= tokens.size * shareOfMany);
}

interface Line {
  readonly raw: string;
  readonly normalised: string;
  readonly isTitle: boolean;
  /** Where its syllables and words begin and end. */
  readonly starts: ReadonlySet<number>;
  readonly ends: ReadonlySet<number>;
  /** Those, as folded hashes. */
  readonly tokens: ReadonlySet<number>;
}

function linesOf({ title, snippet }: SearchHit): Line[] {
  const text = snippet.map(piece => piece.text).join('');
  return [...title.split('\n').map(line => lineOf(line, true)), lineOf(text, false)];
}

function lineOf(raw: string, isTitle: boolean): Line {
  const normalised = normalise(raw);
  const { starts, ends, folded } = analyse(normalised);
  return { raw, normalised, isTitle, starts: new Set(starts), ends: new Set(ends), tokens: new Set(folded) };
}

// In whole syllables; a name is also found by its beginning.
function holds({ normalised, isTitle, starts, ends }: Line, part: string): boolean {
  for (let at = normalised.indexOf(part); at >= 0; at = normalised.indexOf(part, at + 1))
    if (starts.has(at) && (isTitle || ends.has(at + part.length))) return true;
  return false;
}

type Likeness = NearestSpelling;

// Of what is equally near, what most of the hits say.
function likeliest(likenesses: readonly Likeness[]): Likeness {
  const nearest = likenesses.reduce(nearer, nowhere);
  const said = (text: string) => likenesses.filter(one => one.text === text).length;
  const alike = likenesses.filter(one => one.similarity === nearest.similarity);
  return alike.reduce((best, one) => (said(one.text) > said(best.text) ? one : best), nearest);
}

// Of words with spaces between only those that are in no hit may be mistyped; the others stay as they are.
function likenessOf(parts: readonly string[], known: readonly boolean[], likenesses: readonly Likeness[]): Likeness {
  let [alike, letters, edits] = [0, 0, 0];
  const texts = parts.map((part, at) => {
    const { text, ...likeness } = likenesses[at] ?? nowhere;
    if (known[at] === true) return likeness.similarity === 1 ? text : part;
    alike += likeness.similarity < leastOfPart ? Number.NEGATIVE_INFINITY : likeness.similarity * part.length;
    letters += part.length;
    edits += likeness.edits;
    return text;
  });
  return alike < 0 ? nowhere : { similarity: alike / letters, text: texts.join(' '), edits };
}

function isSame(likeness: Likeness | undefined): boolean {
  return likeness?.similarity === 1;
}

const nowhere: Likeness = { text: '', similarity: 0, edits: Number.POSITIVE_INFINITY };

// A number has no spelling: another one is never what was meant.
function nearestOf(part: string, line: Line): Likeness {
  const { raw } = line;
  if (holds(line, part)) {
    const at = raw.toLowerCase().indexOf(part);
    return { text: at < 0 ? part : raw.slice(at, at + part.length), similarity: 1, edits: 0 };
  }
  if (!/\p{L}/u.test(part)) return nowhere;
  return nearestSpelling(part, raw) ?? nowhere;
}

function nearer<One extends { readonly similarity: number }>(one: One, other: One): One {
  return other.similarity > one.similarity ? other : one;
}

// Only across scripts: what sounds alike in one script is another spelling.
function soundsLike(typed: string, line: string): boolean {
  const lao = isLao(typed);
  const sound = soundOf(typed);
  const names = [line, ...line.split(' ')].filter(name => name.length <= typed.length * 3);
  return names.some(name => isLao(name) !== lao && keySimilarity(sound, soundOf(name)) >= soundsAlike);
}

function soundOf(text: string): string {
  return isLao(text) ? latinKey(text) : foldLatin(text);
}
