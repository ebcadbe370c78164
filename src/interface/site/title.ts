// What a record is called: its title fields in the reader's language, else its key. It looks nothing up.
import type { JsonValue } from '#lib/canonical-json';
import { decodeKey, type Item, type Register } from '#register';
import { type Language, type Run, runOf, type Title, titleIn } from './language.ts';

/** The title of a record in one language. */
export function titleOf(
  record: { readonly register: Register; readonly key: string; readonly item: Item },
  lang: Language,
): Run {
  return titleIn(titlesOf(record.register, record.item), lang, decodedKey(record.key));
}

/** The title in the other language, where it is another text. */
export function secondTitleOf(
  record: { readonly register: Register; readonly key: string; readonly item: Item },
  lang: Language,
): Run | undefined {
  const titles = titlesOf(record.register, record.item);
  const second = lang === 'lo' ? titles.en : titles.lo;
  return second === undefined || second === titleOf(record, lang).text ? undefined : runOf(second);
}

/** The first title field of each language, by the letters that stand in it. */
export function titlesOf(register: Register, item: Item): Title {
  const titles: { lo?: string; en?: string } = {};
  for (const field of register.schema.fields) {
    if (field.search !== 'title' || field.type !== 'string') continue;
    for (const text of textsOf(item[field.name])) {
      const lang = runOf(text).lang ?? 'en';
      titles[lang] ??= text;
    }
  }
  return titles;
}

/** The names of the fields that make the title: a page need not say them again. */
export function titleFields(register: Register): ReadonlySet<string> {
  const fields = register.schema.fields.filter(field => field.search === 'title' && field.type === 'string');
  return new Set(fields.map(field => field.name));
}

/** A key as a reader sees it. */
export function decodedKey(key: string): string {
  try {
    return decodeKey(key).join(' · ');
  } catch {
    return key;
  }
}

function textsOf(value: JsonValue | undefined): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.values(value).filter(one => typeof one === 'string');
}
