// Other spellings of mistyped Lao words, one letter away, of which the index knows every pair of syllables. It has no list of
// words, and asks no database: whoever offers one looks first whether it is found.
import { indexLexemes } from '#lib/lao';
import type { Knowledge } from './knowledge.ts';

// One letter for each sound: what folding makes one needs no other spelling.
const letters = [...'ກຄງຈຊຍດຕທນບປພຟມຢລວຮອາີູເແໂໄຳຽົັື'];
const longestPart = 24;
const longestWords = 60;
const mostOptions = 3;
/** A lexeme that was seen once at most is known by less. */
const seenLeast = 1;

/**
 * At most three respellings of words, those whose pairs of syllables are in most records first; words between spaces are
 * respelled one by one. None where the words are known or longer than 60 characters, or where a word that is not known has none.
 */
export function respellings(words: string, knowledge: Knowledge): string[] {
  if (words.length > longestWords) return [];
  const options = words.split(/\s+/u).map(part => optionsFor(part, knowledge));
  if (options.some(one => one.length === 0)) return [];
  const made = Array.from({ length: mostOptions }, (_, at) =>
    options.map(one => one[Math.min(at, one.length - 1)]).join(' '),
  );
  return [...new Set(made)].filter(text => text !== words);
}

function optionsFor(part: string, knowledge: Knowledge): string[] {
  const known = knownIn(part, knowledge);
  if (known === undefined || known >= seenLeast) return [part];
  if (part.length > longestPart) return [];
  const options = [...editsOf(part)].map(text => ({ text, worth: knownIn(text, knowledge) ?? 0 }));
  return options
    .filter(({ worth }) => worth >= seenLeast)
    .sort((one, other) => other.worth - one.worth)
    .slice(0, mostOptions)
    .map(({ text }) => text);
}

// About how many records have the rarest pair; undefined of what has none: a single syllable, Latin, a number.
function knownIn(text: string, knowledge: Knowledge): number | undefined {
  const { row, pairs } = indexLexemes(text);
  if (pairs === 0) return undefined;
  return Math.min(...Array.from(row.subarray(0, pairs), lexeme => knowledge.count(lexeme)));
}

// One letter left out, put in, mistaken, or two that changed places.
function editsOf(part: string): Set<string> {
  const edits = new Set<string>();
  for (let at = 0; at <= part.length; at++) {
    const [before, after] = [part.slice(0, at), part.slice(at)];
    for (const letter of letters) edits.add(before + letter + after).add(before + letter + after.slice(1));
    edits.add(before + after.slice(1)).add(before + after.slice(1, 2) + after.slice(0, 1) + after.slice(2));
  }
  return edits.add(part);
}
