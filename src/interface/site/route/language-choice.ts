// Which language a person chose by the visible link: kept in a cookie of two letters, and nothing else about them.
import { type Language, languages } from '../language.ts';

const heldSeconds = 365 * 24 * 3600;
const longestAddress = 2000;

/** The language in a cookie header, or nothing. */
export function chosenLanguage(cookies: string | undefined): Language | undefined {
  const value = /(?:^|;\s*)lang=([a-z]{2})(?:;|$)/.exec(cookies ?? '')?.[1];
  return languages.find(lang => lang === value);
}

/** The cookie that keeps a choice for a year. */
export function languageCookie(lang: Language): string {
  return `lang=${lang}; Path=/; Max-Age=${heldSeconds}; SameSite=Lax; HttpOnly`;
}

/** Where to go after the choice: an address of this site in a language, else that language's front page. */
export function addressAfterChoice(to: string | undefined, lang: Language): string {
  const front = `/${lang}/`;
  // One slash and a language: neither `//host` nor `/\host` nor anything a browser could read as another origin.
  if (to === undefined || to.length > longestAddress || !/^\/(?:lo|en)(?:[/?]|$)/.test(to)) return front;
  if (/[\\\u0000-\u0020\u007f]/.test(to) || to.includes('//')) return front;
  return URL.canParse(to, 'http://here') ? addressOf(new URL(to, 'http://here'), front) : front;
}

function addressOf(url: URL, front: string): string {
  return url.host === 'here' ? url.pathname + url.search : front;
}
