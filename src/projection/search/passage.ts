// A long text in passages, each found and shown by itself, so that a law is found by its last article as by its first.

/** A passage is about so long, in UTF-16 units. */
export const passageUnits = 2000;
/** So many passages of one record are searched; what follows them (a million letters) is not. */
export const passagesMost = 500;
const latest = 0.75;

/**
 * Cuts a text into passages: at the last line end, else space, of their last quarter, else between two letters, never between
 * a letter and its marks nor within a surrogate pair. Joined they are the text, up to 500 passages. No text has one, empty passage.
 */
export function passagesOf(text: string): string[] {
  if (text.length <= passageUnits) return [text];
  const passages: string[] = [];
  for (let from = 0; from < text.length && passages.length < passagesMost; ) {
    const to = endOf(text, from);
    passages.push(text.slice(from, to));
    from = to;
  }
  return passages;
}

function endOf(text: string, from: number): number {
  const most = from + passageUnits;
  if (most >= text.length) return text.length;
  const least = from + passageUnits * latest;
  for (const sign of ['\n', '. ', ' ']) {
    const at = text.lastIndexOf(sign, most - sign.length);
    if (at >= least) return at + sign.length;
  }
  let end = most;
  while (end > least && !startsLetter.test(text.slice(end, end + 2))) end--;
  return end;
}

// A consonant that the letter before it does not need: not a mark, not a trailing vowel, not half of a pair.
const startsLetter = /^(?:[\u0e81-\u0eae\u0ec0-\u0ec4\u0edc-\u0edf]|(?![\u0e80-\u0eff\ud800-\udfff])\P{M})/u;
