// Whether a record is exactly what was asked for: its key or a code of it, or its whole name.
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
  return near && candidate.nameKey.split(' ').includes(nameKey) ? 'name' : undefined;
}

// A level word (ນະຄອນຫຼວງ, ເທດສະບານ) and marks typed twice.
const farthest = 16;

/** All codes of a candidate as they are compared, the key's first. */
function codesOf({ key, codes }: Candidate): string[] {
  return [comparableCode(decodedKey(key)), ...codes.split(' ')];
}
