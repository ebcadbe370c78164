// What is kept of a passage so that it is found: its lexemes with its marks, and keys of its name. Made from what stands in
// the row itself, so that rows of an older analyser are made again without their records.
import { markLexeme } from './code.ts';
import { textLexemes, titleLexemes } from './lexeme-row.ts';
import { keptLatinKeys, latinKeys, nameKeys, soundLexemes } from './name-key.ts';

/** A passage and what is known of its record. */
export interface Said {
  /** A title a line; empty for a register without any. */
  readonly title: string;
  readonly body: string;
  /** As comparableCode makes them, the key's first; none for passages after the first. */
  readonly codes: readonly string[];
  readonly places: readonly string[];
}

/** How a passage is found. The rows of lexemes are one after another, and may share some. */
export interface Found {
  readonly lexemes: readonly ArrayLike<number>[];
  readonly nameKey: string;
  readonly latinKey: string;
}

// A name longer than this is a firm's whole style: its beginning leads near enough to it.
const nameKeyUnits = 12;
const none = new Int32Array(0);

/** What is kept of the first passage of a record. */
export function firstFound({ title, body, codes, places }: Said): Found {
  const titles = title === '' ? [] : title.split('\n');
  const latin = title === '' ? '' : latinKeys(titles);
  // Names of several words may sound alike.
  const sounds = [...new Set(soundLexemes(latin))];
  const marks = [
    ...places.map(place => markLexeme('place', place)),
    ...codes.map(code => markLexeme('code', code)),
    ...sounds,
  ];
  return {
    lexemes: [title === '' ? none : titleLexemes(title), textLexemes(body), marks],
    nameKey: title === '' ? '' : nameKeys(titles).slice(0, nameKeyUnits),
    latinKey: keptLatinKeys(latin),
  };
}

/** What is kept of a later passage: found by the words of its title too, but not by its name or code. */
export function laterFound({ title, body, places }: Said): Found {
  const marks = places.map(place => markLexeme('place', place));
  return { lexemes: [title === '' ? none : titleLexemes(title), textLexemes(body), marks], nameKey: '', latinKey: '' };
}
