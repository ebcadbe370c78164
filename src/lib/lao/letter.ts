// The letters of the Lao block (Unicode U+0E80-0EFF) by what they do in a syllable.
// Only tables and tests on one code unit; it never looks at a neighbour.

export const SARA_AA = 0x0eb2;
export const SARA_AM = 0x0eb3;
export const SARA_A = 0x0eb0;
export const MAI_KAN = 0x0eb1;
export const MAI_KON = 0x0ebb;
export const SEMIVOWEL_LO = 0x0ebc;
export const SEMIVOWEL_NYO = 0x0ebd;
export const SARA_E = 0x0ec0;
export const SARA_EI = 0x0ec1;
export const SARA_O = 0x0ec2;
export const SARA_AY = 0x0ec3;
export const SARA_AI = 0x0ec4;
export const CANCELLATION = 0x0ecc;
export const NIGGAHITA = 0x0ecd;
export const HO_SUNG = 0x0eab;
export const HO_NO = 0x0edc;
export const HO_MO = 0x0edd;
export const NGO = 0x0e87;
export const NYO = 0x0e8d;
export const NO = 0x0e99;
export const MO = 0x0ea1;
export const RO = 0x0ea3;
export const LO = 0x0ea5;
export const WO = 0x0ea7;
export const O = 0x0ead;

/** What a letter is; 0 for what is not Lao, or has no part in a syllable. */
export const CONSONANT = 1;
export const PREVOWEL = 2;
/** A vowel written above or below its base: ັ ິ ີ ຶ ື ຸ ູ ົ ໍ */
export const VOWEL_MARK = 3;
/** A vowel written after its base that cannot begin a syllable: ະ າ ຳ */
export const POSTVOWEL = 4;
export const TONE = 5;
/** Marks that are neither vowel nor tone: ຼ ໌ and the rare U+0EBA, U+0ECE */
export const OTHER_MARK = 6;
export const SEMIVOWEL = 7;

// By code unit: a table of all costs less than asking whether a unit is Lao.
const KINDS = new Uint8Array(0x10000);
const span = (kind: number, from: number, to: number = from): void => {
  KINDS.fill(kind, from, to + 1);
};
for (const c of 'ກຂຄຆງຈຉຊຌຍຎຏຐຑຒຓດຕຖທຘນບປຜຝພຟຠມຢຣລວຨຩສຫຬອຮໜໝໞໟ') span(CONSONANT, c.charCodeAt(0));
span(POSTVOWEL, SARA_A);
span(VOWEL_MARK, MAI_KAN);
span(POSTVOWEL, SARA_AA, SARA_AM);
span(VOWEL_MARK, 0x0eb4, 0x0eb9);
span(OTHER_MARK, 0x0eba);
span(VOWEL_MARK, MAI_KON);
span(OTHER_MARK, SEMIVOWEL_LO);
span(SEMIVOWEL, SEMIVOWEL_NYO);
span(PREVOWEL, SARA_E, SARA_AI);
span(TONE, 0x0ec8, 0x0ecb);
span(OTHER_MARK, CANCELLATION);
span(VOWEL_MARK, NIGGAHITA);
span(OTHER_MARK, 0x0ece);

/** The kind of one code unit or code point; NaN (the end of a text) and everything that is not Lao have kind 0. */
export function kindOf(c: number): number {
  return c < 0x10000 ? (KINDS[c] ?? 0) : 0;
}

/** True for a mark that stands above or below the letter before it, and so must never be parted from it. */
export function isLaoMark(c: number): boolean {
  const kind = kindOf(c);
  return kind === VOWEL_MARK || kind === TONE || kind === OTHER_MARK;
}
