// Brings text that holds other scripts to NFC and lower case while keeping, for each unit, where it came from.
// It never touches a Lao letter's meaning, and never uses a compatibility form (NFKC would take ຳ and ໜ apart).

export interface Traced {
  readonly text: string;
  /** Index of a unit of text to the index it came from; one more than the length. */
  readonly offsets: Uint32Array;
}

const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
const MARK = /^\p{M}$/u;

/** U+00AD, U+200B-200F, U+2060 and U+FEFF: characters that are typed or pasted but never read. */
export function isInvisible(c: number): boolean {
  return c === 0x00ad || (c >= 0x200b && c <= 0x200f) || c === 0x2060 || c === 0xfeff;
}

/** True where NFC could join this character to the one before it: a mark, or a Hangul vowel or final. */
function leansBack(codePoint: number): boolean {
  if (codePoint < 0x300) return isInvisible(codePoint);
  if (codePoint >= 0x1160 && codePoint <= 0x11ff) return true;
  return isInvisible(codePoint) || MARK.test(String.fromCodePoint(codePoint));
}

function clusterEnd(text: string, start: number): number {
  let i = start;
  do {
    const codePoint = text.codePointAt(i) ?? 0;
    i += codePoint > 0xffff ? 2 : 1;
  } while (i < text.length && leansBack(text.codePointAt(i) ?? 0));
  return i;
}

// Lower case can open a composition that upper case has not (J + caron), so NFC runs after it too.
function canonicalCluster(cluster: string): string {
  return cluster.replace(INVISIBLE, '').normalize('NFC').toLowerCase().normalize('NFC');
}

/** NFC and lower case, cluster by cluster, so that each unit still knows its origin. */
export function traceCanonical(text: string): Traced {
  const parts: string[] = [];
  const offsets: number[] = [];
  for (let start = 0; start < text.length; ) {
    const end = clusterEnd(text, start);
    const given = text.slice(start, end);
    const made = canonicalCluster(given);
    const kept = made.length === given.length;
    for (let k = 0; k < made.length; k++) offsets.push(kept ? start + k : start);
    parts.push(made);
    start = end;
  }
  offsets.push(text.length);
  return { text: parts.join(''), offsets: Uint32Array.from(offsets) };
}
