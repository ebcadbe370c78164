// Which of the encodings from before Unicode a file is in, by how its bytes above 0x7F stand together. A guess, always noted.
// It never overrules valid UTF-8.

/** Counts of the bytes above 0x7F in the faulty pieces of a file. */
export interface HighBytes {
  /** Well-formed UTF-8 sequences. */
  valid: number;
  /** Bytes that are no part of one. */
  bad: number;
  /** Up to 1 MiB of the faulty pieces, for closer looks. */
  readonly pieces: Uint8Array[];
  /** Counts a piece; gives the offset of its first bad byte, or -1. */
  add(piece: Uint8Array): number;
}

const keptBytes = 1024 * 1024;

/** An empty count. */
export function highBytes(): HighBytes {
  let kept = 0;
  return {
    valid: 0,
    bad: 0,
    pieces: [],
    add(piece) {
      let first = -1;
      for (let at = 0; at < piece.length; ) {
        const length = sequenceLength(piece, at);
        if (length > 1) this.valid += 1;
        if (length === 0) {
          this.bad += 1;
          if (first < 0) first = at;
        }
        at += length || 1;
      }
      if (kept < keptBytes) this.pieces.push(Uint8Array.from(piece));
      kept += piece.length;
      return first;
    },
  };
}

/** Length of the UTF-8 sequence at `at` (RFC 3629, table of section 4), 0 when there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const second = bytes[at + 1] ?? 0;
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let more = 2; more < length; more += 1) if (((bytes[at + more] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

/** 'windows-874' (Thai), 'gb18030' or 'big5' (Chinese), or 'windows-1252' (everything else, legacy Lao fonts among it). */
export function guessLegacy(bytes: HighBytes): string {
  if (isThai(bytes.pieces)) return 'windows-874';
  // The common characters: GB 2312 level 1 begins with 0xB0-0xD7, Big5 level 1 with 0xA4-0xC6.
  if (isChinese(bytes.pieces, 'big5', 0xa3, 0xc6)) return 'big5';
  if (isChinese(bytes.pieces, 'gb18030', 0xb0, 0xd7)) return 'gb18030';
  return 'windows-1252';
}

/** Thai vowel signs and tones stand on a consonant or another sign, which the same bytes of a Latin or Lao font do not. */
function isThai(pieces: readonly Uint8Array[]): boolean {
  let letters = 0;
  let others = 0;
  let signs = 0;
  let signsInPlace = 0;
  for (const piece of pieces) {
    let before = 0;
    for (const byte of piece) {
      const isSign = byte === 0xd1 || (byte >= 0xd4 && byte <= 0xda) || (byte >= 0xe7 && byte <= 0xee);
      if ((byte >= 0xa1 && byte <= 0xda) || (byte >= 0xdf && byte <= 0xee)) letters += 1;
      else if (byte >= 0x80) others += 1;
      if (isSign) signs += 1;
      if (isSign && before >= 0xa1 && before <= 0xee && before !== 0xd0) signsInPlace += 1;
      before = byte;
    }
  }
  return letters > 3 && others * 20 < letters && signs * 12 > letters && signsInPlace >= signs * 0.98;
}

/** Chinese bytes come in pairs that all decode, and most pairs are common characters. */
function isChinese(pieces: readonly Uint8Array[], label: string, from: number, to: number): boolean {
  let pairs = 0;
  let common = 0;
  let highTrails = 0;
  try {
    for (const piece of pieces) {
      new TextDecoder(label, { fatal: true }).decode(wholePairs(piece));
      for (let at = 0; at < piece.length; at += 1) {
        const lead = piece[at] ?? 0;
        if (lead < 0x80) continue;
        pairs += 1;
        at += 1;
        if (lead >= from && lead <= to) common += 1;
        if ((piece[at] ?? 0) >= 0x80) highTrails += 1;
      }
    }
  } catch {
    return false;
  }
  // A Latin accent stands alone among plain letters; the second byte of a Chinese pair is mostly a high one.
  return pairs > 10 && common > pairs * 0.8 && highTrails > pairs * 0.4;
}

/** The piece up to its last line end: a pair cut off at the end is no fault. */
function wholePairs(piece: Uint8Array): Uint8Array {
  const end = Math.max(piece.lastIndexOf(10), piece.lastIndexOf(13));
  return end < 0 ? piece : piece.subarray(0, end);
}
