// What can be missing in a text of two languages: a side, the Lao letters, a place, the right spelling. It mends nothing.
import type { Breach } from './breach.ts';

const tone = '\u0EC8-\u0ECB';

/** Spellings the house does not write, each with its cure; the letters are spelled out, since some of them cannot be seen. */
const misspellings: readonly (readonly [RegExp, string, string])[] = [
  [new RegExp(`\u0ECD[${tone}]?\u0EB2`), 'writes ຳ in two letters', 'use U+0EB3'],
  [new RegExp(`\u0EB3[${tone}]`), 'has a tone behind ຳ', 'write the tone before U+0EB3'],
  [/\u0EAB\u0EA5/, 'writes ຫ + ລ', 'use ຫຼ (U+0EAB U+0EBC)'],
  [/\u0EAB\u0E99/, 'writes ຫ + ນ', 'use ໜ (U+0EDC)'],
  [/\u0EAB\u0EA1/, 'writes ຫ + ມ', 'use ໝ (U+0EDD)'],
  [/\u0EC0\u0EC0/, 'writes ແ in two letters', 'use U+0EC1'],
  [/[\u00AD\u200B-\u200F\u2060\uFEFF]/, 'holds an invisible letter', 'delete it; breaks are made on output'],
  [
    new RegExp(`[${tone}][\u0EB1\u0EB4-\u0EB9\u0EBB\u0EBC\u0ECD]`),
    'has a tone before its vowel',
    'write the vowel first',
  ],
  [new RegExp(`([${tone}\u0EB1\u0EB4-\u0EB9\u0EBB\u0EBC\u0ECD])\\1`), 'has a mark twice', 'keep one'],
  [/[\u0E01-\u0E5B]/, 'holds a Thai letter', 'write it in Lao'],
];

/** Texts that are right as they are, by their place, each with the reason. */
const goodAsTheyAre: Readonly<Record<string, string>> = {
  'pageWords.otherLanguage': 'each page names the other language in that language',
};

/** Walks a value of any shape and tells every gap in its texts of two languages; `file` and the path name the place. */
export function bilingualGaps(file: string, value: unknown): Breach[] {
  return gapsAt(value, '', new Set()).map(([place, rule, cure]) => ({ file, rule: `${place}: ${rule}`, cure }));
}

/** How many texts of two languages a value holds. */
export function countBilinguals(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const below = Object.values(value).reduce((sum: number, one) => sum + countBilinguals(one), 0);
  return 'lo' in value || 'en' in value ? below + 1 : below;
}

type Gap = readonly [place: string, rule: string, cure: string];

function gapsAt(value: unknown, place: string, seen: Set<object>): Gap[] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  const own = ('lo' in value || 'en' in value) && !(place in goodAsTheyAre) ? gapsOf(value, place) : [];
  const below = Object.entries(value).flatMap(([name, one]) =>
    gapsAt(one, place === '' ? name : `${place}.${name}`, seen),
  );
  return [...own, ...below];
}

function gapsOf(words: { readonly lo?: unknown; readonly en?: unknown }, place: string): Gap[] {
  const { lo, en } = words;
  if (typeof lo === 'function' && typeof en === 'function') return [];
  if (typeof lo !== 'string' || lo.trim() === '')
    return [[place, 'has no Lao', 'write it, or mark it for a native reader']];
  if (typeof en !== 'string' || en.trim() === '') return [[place, 'has no English', 'write it']];
  const gaps: Gap[] = [];
  if (!/[\u0E81-\u0EDF]/.test(lo) && !isSign(lo, en))
    gaps.push([place, `its Lao "${lo}" holds no Lao letter`, 'write it in Lao']);
  const [loPlaces, enPlaces] = [placesOf(lo, 'Lo'), placesOf(en, 'En')];
  if (loPlaces !== enPlaces)
    gaps.push([place, `has the places ${loPlaces} in Lao and ${enPlaces} in English`, 'use the same in both']);
  if (lo !== lo.normalize('NFC')) gaps.push([place, 'is not NFC', 'normalise it']);
  for (const [wrong, rule, cure] of misspellings)
    if (wrong.test(lo)) gaps.push([place, `its Lao "${lo}" ${rule}`, cure]);
  return gaps;
}

/** A sign that both languages write alike: CSV, SHA-256, ISO 8601. */
function isSign(lo: string, en: string): boolean {
  return lo === en && /^[A-Z0-9][\w .,:+/-]*$/.test(lo);
}

// A fact that itself has two languages ends in Lo on the Lao side and in En on the English one.
function placesOf(text: string, ownEnding: 'Lo' | 'En'): string {
  const places = [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) =>
    name.endsWith(ownEnding) ? name.slice(0, -ownEnding.length) : name,
  );
  return [...new Set(places)].sort().join(', ') || 'none';
}
