// Lao text for laws: any letters in any order, words as the language builds them, and one text typed in another encoding.
import fc from 'fast-check';
import { normalise } from '#lib/lao';

/** The assigned code points of the Lao block. */
export const laoLetters: readonly string[] = Array.from({ length: 128 }, (_, i) =>
  String.fromCharCode(0x0e80 + i),
).filter(letter => /\p{Assigned}/u.test(letter));

/** Lao letters, spaces, figures and other scripts in any order, with what cannot be read. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: fc.constantFrom(...laoLetters, ...' aÉ7\n-'), maxLength: 24 }),
  fc.string({ unit: fc.constantFrom(...'ັິີຶືຸູົຼໍ່້໊໋໌ຳາເແຫນມລກ\u0eba\u200b\u0301'), maxLength: 9 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: fc.constantFrom('\ud83d', '\ude42', 'ກ', '່', 'າ', 'e', '\u0301', ' '), maxLength: 12 }),
);

const initials = [...'ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢລວຫອຮໜໝ', 'ຫຼ', 'ກວ', 'ຂວ', 'ຄວ'];
// Where the consonant stands (C), the tone (T) and the final, if there may be one (F).
const frames = 'CTະ CັTF CTາF CິTF CີTF CຶTF CືTF CຸTF CູTF CTຳ ເCTະ ເCTF ແCTF ໂCTF CົTF CໍT ໄCT ໃCT ເCົTາ CTຽF CົTວ ເCືTອF'.split(
  ' ',
);

/** A syllable as Lao builds it, in its normal spelling. */
export const syllableText: fc.Arbitrary<string> = fc
  .record({
    initial: fc.constantFrom(...initials),
    frame: fc.constantFrom(...frames),
    tone: fc.constantFrom('', '', '່', '້', '໊', '໋'),
    final: fc.constantFrom('', ...'ກງຍດນບມວ'),
  })
  .map(({ initial, frame, tone, final }) => frame.replace('C', initial).replace('T', tone).replace('F', final));

/** A row of syllables in normal spelling, with spaces, figures and Latin between. */
export const laoPhrase: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: syllableText },
      { weight: 1, arbitrary: fc.constantFrom(' ', ' 12', ' ict ', ', ', '-') },
    ),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map(parts => normalise(parts.join('')));

// Each rule: what stands in the normal spelling, and how else people type it.
const respellings: readonly (readonly [RegExp, readonly string[]])[] = [
  [/([່-໋])ຳ/gu, ['$1\u0ecd\u0eb2', '\u0ecd$1\u0eb2', '\u0eb3$1']],
  [/(?<![່-໋])ຳ/gu, ['\u0ecd\u0eb2', '\u0eb3\u0eb3']],
  [/ໜ/gu, ['ຫນ', 'ຫ\u200bນ']],
  [/ໝ/gu, ['ຫມ', 'ຫ\u2060ມ']],
  [/ຫຼ/gu, ['ຫລ', 'ຫລຼ']],
  [/ແ/gu, ['ເເ', 'ເ\u200cເ']],
  [/([\u0eb1\u0eb4-\u0eb9\u0ebb\u0ecd])([່-໋])(?!\u0eb2)/gu, ['$2$1', '$1$1$2', '$1$2$2']],
  [/([\u0eb4\u0eb6])(?![\u0eb5\u0eb7])/gu, ['$1$1']],
  [/ /gu, ['\u00a0', '\u3000', '\u2009']],
  [/1/gu, ['໑']],
  [/ict/gu, ['ICT', 'I\u00adct']],
];

/** The same text typed otherwise: each rule's places are respelled or not as chance has it, with ZWSP between syllables. */
export function respelled(text: string, choose: (most: number) => number): string {
  let made = text;
  for (const [normal, otherwise] of respellings) {
    made = made.replace(normal, (...found) => {
      const pattern = otherwise[choose(otherwise.length)];
      if (pattern === undefined) return String(found[0]);
      return pattern.replace(/\$(\d)/g, (_, group: string) => String(found[Number(group)]));
    });
  }
  return made.replace(/(?=[ເແໂໃໄ])/gu, () => (choose(1) === 0 ? '\u200b' : ''));
}

/** A text and the same text in another encoding. */
export const spelledTwice: fc.Arbitrary<readonly [string, string]> = fc
  .tuple(laoPhrase, fc.array(fc.nat(), { minLength: 1, maxLength: 40 }))
  .map(([text, numbers]) => {
    let turn = 0;
    const choose = (most: number): number => (numbers[turn++ % numbers.length] ?? 0) % (most + 1);
    return [text, respelled(text, choose)] as const;
  });
