// Lao read in Thai letters: letter for letter, with the few vowel frames the two write differently.
// A last resort for search input; it never makes text fit to be published.

const CONSONANTS =
  'กກ ขຂ ฃຂ คຄ ฅຄ ฆຄ งງ จຈ ฉສ ชຊ ซຊ ฌຊ ญຍ ฎດ ฏຕ ฐຖ ฑທ ฒທ ณນ ดດ ตຕ ถຖ ทທ ธທ นນ บບ ปປ ผຜ ฝຝ พພ ฟຟ ภພ มມ ยຍ รຣ ลລ วວ ศສ ษສ สສ หຫ ฬລ อອ ฮຮ';
const SIGNS = 'ะະ ัັ าາ ำຳ ิິ ีີ ึຶ ืື ุຸ ูູ เເ แແ โໂ ใໃ ไໄ ๅາ ๆໆ ฯຯ ็ັ ่່ ้້ ๊໊ ๋໋ ์໌ ํໍ ๐໐ ๑໑ ๒໒ ๓໓ ๔໔ ๕໕ ๖໖ ๗໗ ๘໘ ๙໙';
const LETTERS = new Map([...CONSONANTS.split(' '), ...SIGNS.split(' ')].map(pair => [pair[0] ?? '', pair[1] ?? '']));
LETTERS.set('ฤ', 'ຣຶ').set('ฦ', 'ລຶ').set('ฺ', '');

// Only what was Thai is rewritten: Lao beside it may well spell ອັ and ວ in its own way.
function laoOf(thai: string): string {
  return thai
    .replace(/./gu, letter => LETTERS.get(letter) ?? letter)
    .replace(/ັ([່້໊໋]?)ວ/g, 'ົ$1ວ')
    .replace(/ເ([ກ-ຮ]+)ີ([່້໊໋]?)ຍ(?=[ກ-ຮ](?![ະ-ູ]))/g, '$1$2ຽ')
    .replace(/ເ([ກ-ຮ]+)ີ([່້໊໋]?)ຍ/g, 'ເ$1$2ຍ')
    .replace(/ອຢ|ອຍ(?=[າູຸ])/g, 'ຢ');
}

/** The text with Thai letters as Lao ones (ไทย as ໄທຍ, ตัว as ຕົວ, เวียง as ວຽງ). What is not Thai stays. */
export function thaiToLao(text: string): string {
  return text.replace(/[\u0e01-\u0e5b]+/g, laoOf);
}
