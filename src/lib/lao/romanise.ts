// Lao in Latin letters, syllable by syllable, as place names are commonly written (Louangphabang, Xiengkhouang, Bokeo).
// It leaves tones and vowel length out, so it cannot be turned back; exonyms (Vientiane) are aliases, not romanisations.
import { normalise } from './normalise.ts';
import { syllables } from './syllable.ts';

const table = (pairs: string): Map<string, string> =>
  new Map(pairs.split(' ').map(pair => [pair[0] ?? '', pair.slice(1)]));

const INITIALS = table(
  'ກk ຂkh ຄkh ງng ຈch ສs ຊx ຍny ດd ຕt ຖth ທth ນn ບb ປp ຜph ຝf ພph ຟf ມm ຢy ຣr ລl ວv ຫh ອ ຮh ໜn ໝm ໞkh ໟny',
);
const FINALS = table('ກk ຂk ຄk ງng ຍy ຽy ດt ຕt ຖt ທt ສt ຊt ຈt ນn ຣn ລn ບp ປp ຜp ພp ຝp ຟp ມm ວo ໜn ໝm ອ ຮ ຫ');
// The vowel after the initial, by the vowel before it; the first that fits.
const VOWELS: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  ເ: [
    [/^ັ?[ຍຽ]ະ?/u, 'ia'],
    [/^ົາ/u, 'ao'],
    [/^າະ?/u, 'o'],
    [/^[ຶື]ອ?/u, 'eua'],
    [/^(?:[ິີ]|ອະ?)/u, 'eu'],
    [/^[ັະ]?/u, 'e'],
  ],
  ແ: [
    [/^ະ?$/u, 'ae'],
    [/^ັ?/u, 'e'],
  ],
  ໂ: [[/^[ັະ]?/u, 'o']],
  ໃ: [[/^ຍ?/u, 'ai']],
  ໄ: [[/^ຍ?/u, 'ai']],
  '': [
    [/^[ັົ]ວ(?:ະ|$)/u, 'oua'],
    [/^ັອ/u, 'o'],
    [/^[ັະາ]/u, 'a'],
    [/^ຳ/u, 'am'],
    [/^[ິີ]/u, 'i'],
    [/^[ຶື]ອ?/u, 'eu'],
    [/^[ຸູ]/u, 'ou'],
    [/^[ົໍອ]/u, 'o'],
    [/^ວ/u, 'oua'],
    [/^ຽ/u, 'ie'],
  ],
};
const SIGN = '[ະ-ູົຽໍ]';
const SYLLABLE = new RegExp(`^([ເແໂໃໄ]?)(ຫ[ງຍຣ](?=.)|[ກ-ຮ]ຼ|[ກ-ຮ][ຣລວ](?=${SIGN}|[ອວ][ກ-ຮ])|[ກ-ຮໜ-ໟ])(.*)$`, 'u');
const AFTER_PREVOWEL = /^([ເແໂໃໄ])([ກ-ຮ])([ວຣ])([ກ-ຮ].*|)$/u;

function romanInitial(initial: string): string {
  const [first = '', second = ''] = initial;
  if (first === 'ຫ' && second !== '') return second === 'ຼ' ? 'l' : (INITIALS.get(second) ?? '');
  const head = INITIALS.get(first) ?? '';
  if (second === 'ວ') return head === '' ? 'v' : `${head}ou`;
  return head + (second === 'ຼ' ? '' : (INITIALS.get(second) ?? ''));
}

function romanRest(prevowel: string, rest: string): string | undefined {
  for (const [pattern, roman] of VOWELS[prevowel] ?? []) {
    const vowel = pattern.exec(rest)?.[0];
    if (vowel === undefined) continue;
    const final = rest.slice(vowel.length);
    return roman + (FINALS.get(final[0] ?? '') ?? '');
  }
  return undefined;
}

// In ແຂວງ, ແຫວນ and ໂຕຣ the letter after the first consonant belongs to the initial.
function withCluster(syllable: string): [string, string, string] | undefined {
  const [, prevowel = '', first = '', second = '', rest = ''] = AFTER_PREVOWEL.exec(syllable) ?? [];
  const cluster = second === 'ຣ' || rest !== '' || ((prevowel === 'ໄ' || prevowel === 'ໃ') && second === 'ວ');
  return prevowel !== '' && cluster ? [prevowel, first + second, rest] : undefined;
}

function romanSyllable(syllable: string): string {
  const bare = syllable.replace(/.໌|[່-໋໌\u0eba]/gu, '');
  const [, p = '', i = '', r = ''] = SYLLABLE.exec(bare) ?? [];
  const [prevowel, initial, rest] = withCluster(bare) ?? [p, i, r];
  const roman = initial === '' ? undefined : romanRest(prevowel, rest);
  if (roman !== undefined) return romanInitial(initial) + roman;
  return [...bare].map(letter => INITIALS.get(letter) ?? '').join('');
}

/**
 * The text with its Lao in lower-case Latin letters, syllables run together and spaces kept: ບໍ່ແກ້ວ is bokeo. What is not Lao
 * stays, normalised. For search and sorting beside Latin names; compare by foldLatin, since people spell freely.
 */
export function romanise(lao: string): string {
  const text = normalise(lao);
  let made = '';
  let end = 0;
  for (const syllable of syllables(text)) {
    made += text.slice(end, syllable.start);
    const own = text.slice(syllable.start, syllable.end);
    made += syllable.kind === 'lao' ? romanSyllable(own) : own;
    end = syllable.end;
  }
  return made + text.slice(end);
}
