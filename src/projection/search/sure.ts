// Whether a record is exactly what was asked for: its key or a code of it, or its whole name.
import { matchingKey, placeLevel } from '#lib/lao';
import type { Asked } from './asked.ts';
import type { Candidate } from './candidate.ts';
import { comparableCode, decodedKey } from './code.ts';

/** By what a candidate is surely meant, if it is. */
export function sureOf({ code, nameKey, words }: Asked, candidate: Candidate): 'code' | 'name' | undefined {
  if (candidate.way === 'code' && code !== '' && codesOf(candidate).includes(code)) return 'code';
  // Keys are made only where the length of a title allows that it is the name: making them costs more than ranking.
  const { title } = candidate;
  if (nameKey === '' || title === '') return undefined;
  const near = title.split('\n').some(one => Math.abs(one.length - words.length) <= farthest);
  return near && candidate.nameKey.split(' ').includes(nameKey) && isOfLevel(words, nameKey, title)
    ? 'name'
    : undefined;
}

// ແຂວງຫຼວງນ້ຳທາ is not what ເມືອງຫຼວງນ້ຳທາ asks for.
function isOfLevel(words: string, nameKey: string, title: string): boolean {
  const wanted = placeLevel(words);
  if (wanted === undefined) return true;
  return title.split('\n').some(one => (placeLevel(one) ?? wanted) === wanted && matchingKey(one) === nameKey);
}

// A level word (ນະຄອນຫຼວງ, ເທດສະບານ) and marks typed twice.
const farthest = 16;

/** All codes of a candidate as they are compared, the key's first. */
function codesOf({ key, codes }: Candidate): string[] {
  return [comparableCode(decodedKey(key)), ...codes.split(' ')];
}
