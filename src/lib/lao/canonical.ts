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

// Lao (but the virama U+0EBA), Latin-1 and punctuation: lower-cased by the scan, and with one exception as NFC has them.
function isPlain(c: number): boolean {
  return c < 0x100 || (c >>> 7 === 0x1d && c !== 0x0eba) || (c >= 0x2000 && c <= 0x20cf);
}

// ຸ and ູ typed after a tone: the one place where NFC puts marks of Lao in another order.
function isMisplaced(text: string, index: number): boolean {
  const c = text.charCodeAt(index);
  const before = text.charCodeAt(index - 1);
  return (c === 0x0eb8 || c === 0x0eb9) && before >= 0x0ec8 && before <= 0x0ecb;
}

// The end of a stretch of plain characters. Its last base with its marks is left out where a mark of another script
// may follow, since NFC would then put all those marks in order.
function plainEnd(text: string, start: number): number {
  let i = start;
  while (i < text.length && isPlain(text.charCodeAt(i)) && !isMisplaced(text, i)) i++;
  if (i === text.length || i === start) return i;
  do i--;
  while (i > start && leansBack(text.charCodeAt(i)));
  return i;
}

/** The numbers 0 to length: where the units of a text stand in itself. */
export function identity(length: number): Uint32Array {
  const offsets = new Uint32Array(length + 1);
  for (let i = 0; i <= length; i++) offsets[i] = i;
  return offsets;
}

class Trace {
  private readonly parts: string[] = [];
  private offsets: Uint32Array;
  private length = 0;

  constructor(units: number) {
    this.offsets = new Uint32Array(units + 64);
  }

  /** Adds what was made of the given units from start on; unit for unit if there are as many, else all from the first. */
  add(made: string, start: number, givenLength: number): void {
    if (this.length + made.length >= this.offsets.length) {
      const grown = new Uint32Array(2 * (this.length + made.length));
      grown.set(this.offsets);
      this.offsets = grown;
    }
    const step = made.length === givenLength ? 1 : 0;
    for (let k = 0; k < made.length; k++) this.offsets[this.length++] = start + k * step;
    this.parts.push(made);
  }

  end(givenLength: number): Traced {
    this.offsets[this.length] = givenLength;
    return { text: this.parts.join(''), offsets: this.offsets.subarray(0, this.length + 1) };
  }
}

/**
 * NFC and lower case, cluster by cluster, so that each unit still knows its origin. Should a later Unicode join letters over
 * the edges of clusters (Unicode 16 does for Kirat Rai), the text is taken whole, and every unit comes from its start.
 */
export function traceCanonical(text: string): Traced {
  const traced = traceClusters(text);
  if (traced.text.normalize('NFC') === traced.text) return traced;
  const whole = new Trace(text.length);
  whole.add(canonicalCluster(text), 0, -1);
  return whole.end(text.length);
}

function traceClusters(text: string): Traced {
  const trace = new Trace(text.length);
  for (let start = 0; start < text.length; ) {
    const plain = plainEnd(text, start);
    if (plain > start) trace.add(text.slice(start, plain), start, plain - start);
    start = plain;
    if (start === text.length) break;
    const end = clusterEnd(text, start);
    trace.add(canonicalCluster(text.slice(start, end)), start, end - start);
    start = end;
  }
  return trace.end(text.length);
}
