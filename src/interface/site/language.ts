// The two languages of the site, and which language a run of text is in. It translates nothing.
import type { Bilingual } from '#register';

/** Lao or English: the first part of every page's address. */
export type Language = 'lo' | 'en';

/** The languages of the site, the first of them first. */
export const languages: readonly Language[] = ['lo', 'en'];

/** A title that may be known in one language only. */
export type Title = Partial<Bilingual>;

/** A text with the language it is in; `undefined` for one of digits and signs alone. */
export interface Run {
  readonly text: string;
  readonly lang: Language | undefined;
}

/** The other language. */
export function otherLanguage(lang: Language): Language {
  return lang === 'lo' ? 'en' : 'lo';
}

/** The language of a text by its letters: Lao where there is a Lao letter, else English where there is a Latin one. */
export function runOf(text: string): Run {
  if (/[\u0e81-\u0edf]/.test(text)) return { text, lang: 'lo' };
  return { text, lang: /[a-z\u00c0-\u024f]/i.test(text) ? 'en' : undefined };
}

/** The title in the wanted language, else in the other one, else the text given for none. */
export function titleIn(title: Title, lang: Language, none: string): Run {
  const own = title[lang];
  const text = own !== undefined && own !== '' ? own : (title[otherLanguage(lang)] ?? '');
  return runOf(text === '' ? none : text);
}
