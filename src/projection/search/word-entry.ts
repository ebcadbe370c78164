// What of an item enters the vocabulary: its word and what it means, of public fields only. It never sees a hidden one.
import { normalise } from '#lib/lao';
import type { Field, Item, Register } from '#register';
import { foldedGlosses } from './word-gloss.ts';

/** A word of a list. `gloss` holds its folded meanings with ` ; ` between them; empty where none is known. */
export interface ListedWord {
  readonly word: string;
  readonly gloss: string;
}

/** The public fields of a word list. */
export interface WordFields {
  readonly word: Field;
  readonly glosses: readonly Field[];
}

/** What is longer is no word that a text would repeat. */
const wordCharsMax = 60;
const glossCharsMax = 1000;
export const glossBetween = ' ; ';

/** The fields of a register that is a word list; undefined for any other. */
export function wordFieldsOf({ schema }: Register): WordFields | undefined {
  const open = schema.fields.filter(field => field.visibility === 'public' && field.lexical !== undefined);
  const word = open.find(field => field.lexical === 'word');
  return word === undefined ? undefined : { word, glosses: open.filter(field => field !== word) };
}

/** The word of an item; undefined where its cell holds none of Lao letters alone. */
export function listedWord({ word, glosses }: WordFields, item: Item): ListedWord | undefined {
  const lao = wordOf(item[word.name]);
  if (lao === '') return undefined;
  const meant = glosses.flatMap(field => glossesOf(item[field.name]));
  return { word: lao, gloss: [...new Set(meant)].join(glossBetween) };
}

// A remark in brackets and a second spelling after a comma are not part of the word.
function wordOf(value: Item[string] | undefined): string {
  if (typeof value !== 'string') return '';
  const [first = ''] = value.split(/[(),;/]/);
  const word = normalise(first).replace(/\s+/g, ' ').trim();
  return word.length <= wordCharsMax && laoAlone.test(word) ? word : '';
}

const laoAlone = /^\p{Script=Lao}[\p{Script=Lao} .-]*$/u;

function glossesOf(value: Item[string] | undefined): string[] {
  return typeof value === 'string' ? foldedGlosses(value.slice(0, glossCharsMax)) : [];
}
