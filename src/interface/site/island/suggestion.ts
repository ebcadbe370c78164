// What the box of a search asks for while a person types, and how it reads the answer. It touches no page.

/** A name to choose. `also` is its name in other letters, `title` what register it stands in. */
export interface Suggestion {
  readonly name: string;
  readonly also?: string;
  readonly title: Readonly<Record<string, string>>;
}

const lettersLeast = 2;
const most = 8;

/** Whether what was typed is worth a question: two letters, or a syllable of Lao, which is never shorter. */
export function isWorthAsking(typed: string): boolean {
  return [...typed.trim()].length >= lettersLeast;
}

/** The address that answers it; in one register where one is named. */
export function questionAddress(from: string, typed: string, register: string | undefined): string {
  const query = new URLSearchParams({ q: typed.trim(), limit: String(most) });
  if (register !== undefined) query.set('register', register);
  return `${from}?${query}`;
}

/** The names in an answer; none in what is no answer. */
export function readSuggestions(answer: unknown): readonly Suggestion[] {
  const { suggestions } = (answer ?? {}) as { readonly suggestions?: unknown };
  return Array.isArray(suggestions) ? suggestions : [];
}

/** The place after a step up or down in a list of so many; -1 is the box itself, before the first and behind the last. */
export function stepFrom(place: number, step: 1 | -1, count: number): number {
  const next = place + step;
  if (next >= count) return -1;
  return next < -1 ? count - 1 : next;
}
