// A list of codes: finds a code by its value or by its words, and suggests the nearest when there is none.
import { matchingKey } from '#lib/lao';
import { flawed, type Reading, read } from './datatype/reading.ts';
import type { Code } from './field.ts';
import { nearest } from './nearest.ts';

const keyed = new WeakMap<readonly Code[], Map<string, string>>();
const mostShown = 8;

/** Reads a text as one of the codes: by its value, else by its Lao or English words (a note). */
export function readCode(text: string, codes: readonly Code[]): Reading {
  const byKey = keysOf(codes);
  if (codes.some(code => code.value === text)) return read(text);
  const code = byKey.get(matchingKey(text, { kind: 'plain' }));
  if (code !== undefined) return read(code, [{ code: 'code/by-title', facts: { code } }]);
  const suggestion = nearest(
    text,
    codes.flatMap(one => [one.lo, one.en, one.value]),
  );
  if (suggestion !== undefined) return flawed('code/suggested', { suggestion });
  const known = codes
    .slice(0, mostShown)
    .map(one => one.value)
    .join(', ');
  return flawed('code/unknown', { known: codes.length > mostShown ? `${known}, …` : known });
}

function keysOf(codes: readonly Code[]): Map<string, string> {
  const known = keyed.get(codes);
  if (known !== undefined) return known;
  const made = new Map<string, string>();
  for (const { value, lo, en } of codes)
    for (const word of [en, lo, value]) made.set(matchingKey(word, { kind: 'plain' }), value);
  keyed.set(codes, made);
  return made;
}
