// Answers kept packed in memory, by what they answer and their version; never more bytes than it is given. What was asked
// for once is not kept: who reads a register from end to end would push out what many ask for.

/** An answer as it goes out. */
export interface PackedBody {
  readonly headers: Readonly<Record<string, number | string | string[] | undefined>>;
  readonly bytes: Uint8Array;
}

/** The answers kept. */
export interface PackedBodies {
  get(key: string): PackedBody | undefined;
  /** Keeps it when the key was given before, and makes room by what was not asked for longest. */
  offer(key: string, body: PackedBody): void;
  /** All that is counted: bodies, keys, headers, and a round sum for each. */
  readonly keptBytes: number;
}

const rowBytes = 600;
const mostSeen = 4096;

/** Keeps at most `mostBytes`, and no answer that is more than a sixteenth of it. */
export function packedBodies(mostBytes: number): PackedBodies {
  const kept = new Map<string, PackedBody>();
  const seen = new Set<string>();
  let keptBytes = 0;
  const sizeOf = (key: string, { bytes }: PackedBody) => bytes.length + 2 * key.length + rowBytes;
  const forget = (key: string, body: PackedBody) => {
    kept.delete(key);
    keptBytes -= sizeOf(key, body);
  };
  const wasSeen = (key: string) => {
    if (seen.delete(key)) return true;
    if (seen.size >= mostSeen) seen.clear();
    seen.add(key);
    return false;
  };
  return {
    get(key) {
      const body = kept.get(key);
      if (body === undefined) return undefined;
      kept.delete(key);
      kept.set(key, body);
      return body;
    },
    offer(key, body) {
      const size = sizeOf(key, body);
      if (kept.has(key) || size > mostBytes / 16 || !wasSeen(key)) return;
      for (const [oldest, old] of kept) {
        if (keptBytes + size <= mostBytes) break;
        forget(oldest, old);
      }
      kept.set(key, body);
      keptBytes += size;
    },
    get keptBytes() {
      return keptBytes;
    },
  };
}
