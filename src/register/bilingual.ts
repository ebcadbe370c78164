// A text in the two languages of the house. It never guesses one from the other.
import { showable } from './showable.ts';

/** A sentence, title or word in Lao and in English. */
export interface Bilingual {
  readonly lo: string;
  readonly en: string;
}

/**
 * Fills `{name}` places of both languages with facts; a fact that is itself bilingual fills each language with its own
 * words. A place without a fact stays as it is, so that the gap is seen. Facts may come from anybody: at most 1,000
 * characters of one are shown, and none that turns the sentence round.
 */
export function fill(words: Bilingual, facts: Readonly<Record<string, unknown>>): Bilingual {
  const into = (language: keyof Bilingual) =>
    words[language].replace(/\{(\w+)\}/g, (place, name: string) =>
      Object.hasOwn(facts, name) ? cut(showable(shown(facts[name], language))) : place,
    );
  return { lo: into('lo'), en: into('en') };
}

const longestFact = 1000;

function cut(text: string): string {
  return text.length > longestFact ? `${text.slice(0, longestFact).toWellFormed()}…` : text;
}

function shown(fact: unknown, language: keyof Bilingual): string {
  if (typeof fact !== 'object' || fact === null) return String(fact);
  const words = fact as Partial<Bilingual>;
  return typeof words[language] === 'string' ? words[language] : JSON.stringify(fact);
}
