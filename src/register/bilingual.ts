// A text in the two languages of the house. It never guesses one from the other.

/** A sentence, title or word in Lao and in English. */
export interface Bilingual {
  readonly lo: string;
  readonly en: string;
}

/** Fills `{name}` places of both languages with facts; a place without a fact stays as it is, so that the gap is seen. */
export function fill(words: Bilingual, facts: Readonly<Record<string, unknown>>): Bilingual {
  const into = (text: string) =>
    text.replace(/\{(\w+)\}/g, (place, name: string) => (name in facts ? String(facts[name]) : place));
  return { lo: into(words.lo), en: into(words.en) };
}
