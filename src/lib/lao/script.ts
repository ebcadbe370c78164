// Which script a text is in, by its letters. Digits, marks of punctuation and spaces say nothing.

/** The script of a text: 'mixed' for letters of more than one, 'none' for no letters at all, 'other' for one not named here. */
export type Script = 'lao' | 'thai' | 'latin' | 'other' | 'mixed' | 'none';

const COUNTED: readonly (readonly [Script, RegExp])[] = [
  ['lao', /(?=\p{L})\p{Script=Lao}/gu],
  ['thai', /(?=\p{L})\p{Script=Thai}/gu],
  ['latin', /(?=\p{L})\p{Script=Latin}/gu],
  ['other', /(?=\p{L})[^\p{Script=Lao}\p{Script=Thai}\p{Script=Latin}]/gu],
];

function lettersByScript(text: string): (readonly [Script, number])[] {
  return COUNTED.map(([script, letters]) => [script, text.match(letters)?.length ?? 0] as const);
}

/** The script of the text's letters. A column said to be Lao whose texts are 'latin' is wrong, or typed in a legacy font. */
export function scriptOf(text: string): Script {
  const present = lettersByScript(text).filter(([, letters]) => letters > 0);
  const [only] = present;
  if (only === undefined) return 'none';
  return present.length > 1 ? 'mixed' : only[0];
}

/** True if more of the text's letters are Lao than all others together. */
export function isLao(text: string): boolean {
  const counts = lettersByScript(text);
  const all = counts.reduce((sum, [, letters]) => sum + letters, 0);
  return 2 * (counts[0]?.[1] ?? 0) > all;
}
