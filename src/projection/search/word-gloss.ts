// How the meanings of a word list are compared with what a person typed: in lower case, without accents, little words and the
// English plural. It knows no Lao and no register.

const accents = /[\u0300-\u036f]/g;
const aside = /\([^)]*\)?/g;
const little = new Set(
  'a an the of to in on at by for from with and or as be is are was were it its this that what which who how'.split(
    ' ',
  ),
);

/** The words of a meaning or of a question, as they are compared; none where it holds only little words. */
export function glossWords(text: string): string[] {
  const plain = text.normalize('NFD').replace(accents, '').normalize('NFC').toLowerCase();
  const words = plain.replace(/['’]s(?!\p{L})/gu, '').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.filter(word => !little.has(word)).map(singular);
}

/** The meanings of a cell, each folded to its words with a space between. `;` and `,` part them; brackets are left out. */
export function foldedGlosses(cell: string): string[] {
  const folded = cell
    .replace(aside, ' ')
    .split(/[;,]/)
    .map(gloss => glossWords(gloss).join(' '));
  return [...new Set(folded)].filter(gloss => gloss !== '');
}

// Both sides lose it in the same way: that a stem is no word does no harm.
function singular(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is|news)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return /(?:x|z|ch|sh|ss)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}
