// How nearly texts hold a query, or are it, where no rule of spelling joins the two. It counts letters; it knows no index.
import { asHeard, asTyped, LETTERS_MAX, Letters } from './letters.ts';

// Of fewer letters a change leaves too little.
const LETTERS_LEAST = 4;
// With so great a share of its letters changed it is another word.
const CHANGED_MOST = 0.4;

/**
 * How nearly texts hold a normalised query, for a query of 4 to 32 letters: 1 where it stands there letter by letter, be it within
 * syllables, 0 where two in five would have to change, or sound otherwise. Spelling and sound count alike.
 */
export function nearnessTo(query: string): ((text: string) => number) | undefined {
  const typed = new Letters(query, asTyped);
  const heard = new Letters(query, asHeard);
  if (heard.length < LETTERS_LEAST || typed.length > LETTERS_MAX) return undefined;
  return text => {
    const sound = heard.changes(text) / heard.length;
    // Most texts are dismissed by one reading.
    if (sound >= CHANGED_MOST) return 0;
    return Math.max(0, 1 - (sound + typed.changes(text) / typed.length) / 2 / CHANGED_MOST);
  };
}

/**
 * How alike normalised names are to one, 0 to 1: the share of letters that need no change, spelling and sound counting alike. Of a
 * long name the first 32 letters are compared.
 */
export function likenessTo(name: string): (other: string) => number {
  const typed = new Letters(name, asTyped);
  const heard = new Letters(name, asHeard);
  return other => (typed.likeness(other) + heard.likeness(other)) / 2;
}
