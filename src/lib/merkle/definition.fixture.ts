// The definitions of RFC 6962, section 2.1, written down as the RFC states them: slow, recursive, sharing no code with
// what they judge. Only tests import it.
import { createHash } from 'node:crypto';

/** Leaves for a test, each different: the decimal digits of its index. */
export function leavesUpTo(size: number): Uint8Array[] {
  return Array.from({ length: size }, (_, index) => Buffer.from(`entry ${index}`));
}

/** Bytes as hexadecimal text, to compare and to show. */
export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** MTH, PATH and PROOF over some entries. Hashes of subtrees are kept, so that asking often stays cheap. */
export class Definition {
  readonly #entries: readonly Uint8Array[];
  readonly #known = new Map<number, Buffer>();

  constructor(entries: readonly Uint8Array[]) {
    this.#entries = entries;
  }

  /** MTH(D[from:until]). */
  root(from: number, until: number): Buffer {
    const place = from * 2 ** 20 + until;
    let hash = this.#known.get(place);
    if (hash === undefined) {
      hash = this.#hash(from, until);
      this.#known.set(place, hash);
    }
    return hash;
  }

  #hash(from: number, until: number): Buffer {
    const sha256 = createHash('sha256');
    if (until === from) return sha256.digest();
    if (until - from === 1)
      return sha256
        .update('\0')
        .update(this.#entries[from] ?? '')
        .digest();
    const k = split(until - from);
    return sha256
      .update('\x01')
      .update(this.root(from, from + k))
      .update(this.root(from + k, until))
      .digest();
  }

  /** PATH(m, D[from:until]), m counted from `from`. */
  path(m: number, from: number, until: number): Buffer[] {
    if (until - from === 1) return [];
    const k = split(until - from);
    if (m < k) return [...this.path(m, from, from + k), this.root(from + k, until)];
    return [...this.path(m - k, from + k, until), this.root(from, from + k)];
  }

  /** PROOF(m, D[0:size]). */
  proof(m: number, size: number): Buffer[] {
    return m === 0 ? [] : this.#subproof(m, 0, size, true);
  }

  #subproof(m: number, from: number, until: number, complete: boolean): Buffer[] {
    const n = until - from;
    if (m === n) return complete ? [] : [this.root(from, until)];
    const k = split(n);
    if (m <= k) return [...this.#subproof(m, from, from + k, complete), this.root(from + k, until)];
    return [...this.#subproof(m - k, from + k, until, false), this.root(from, from + k)];
  }

  /** A tile by the formula of tlog-tiles: MTH(D[(n*256+i) * 256^l : (n*256+i+1) * 256^l]) for i below the width. */
  tile(level: number, index: number, width: number): Uint8Array {
    const span = 256 ** level;
    const first = index * 256;
    return Buffer.concat(
      Array.from({ length: width }, (_, i) => this.root((first + i) * span, (first + i + 1) * span)),
    );
  }
}

/** The largest power of two smaller than n. */
function split(n: number): number {
  return 2 ** (31 - Math.clz32(n - 1));
}
