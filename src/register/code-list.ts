// A list of codes: finds a code by its value or by its words, and suggests the nearest when there is none.
import { matchingKey } from '#lib/lao';
import { flawed, type Reading, read } from './datatype/reading.ts';
import type { Code } from './field.ts';
import { nearest } from './nearest.ts';

const keyed = new WeakMap<readonly Code[], Map<string, string>>();
const mostShown = 8;

/** Reads a text as one of the codes: by its value, else by the value or the Lao or English words in any spelling (a note). */
export function readCode(text: string, codes: readonly Code[]): Reading {
  const byKey = keysOf(codes);
  if (codes.some(code => code.value === text)) return read(text);
  const code = byKey.get(keyOf(text));
  if (code !== undefined) return read(code, [{ code: 'code/by-title', facts: { code } }]);
  const suggestion = nearest(
    text,
    codes.flatMap(one => [one.lo, one.en, one.value]),
  );
  if (suggestion !== undefined) return flawed('code/suggested', { suggestion });
  const known = codes.slice(0, mostShown).map(({ value, lo, en }) => ({
    lo: lo === value ? value : `${lo} (${value})`,
    en: en === value ? value : `${en} (${value})`,
  }));
  const list = (lang: 'lo' | 'en') => known.map(one => one[lang]).join(', ') + (codes.length > mostShown ? ', …' : '');
  return flawed('code/unknown', { knownLo: list('lo'), knownEn: list('en') });
}

// A value wins over words; a word that stands for two codes stands for none.
function keysOf(codes: readonly Code[]): Map<string, string> {
  const known = keyed.get(codes);
  if (known !== undefined) return known;
  const made = new Map<string, string>();
  const unsure = new Set<string>();
  for (const { value, lo, en } of codes) {
    for (const key of [keyOf(lo), keyOf(en)]) {
      const other = made.get(key);
      if (key === '' || (other !== undefined && other !== value)) unsure.add(key);
      else made.set(key, value);
    }
  }
  for (const key of unsure) made.delete(key);
  for (const { value } of [...codes].reverse()) if (keyOf(value) !== '') made.set(keyOf(value), value);
  keyed.set(codes, made);
  return made;
}

function keyOf(word: string): string {
  return matchingKey(word, { kind: 'plain' });
}
