// What a right answer of a search is: which records hold the words, and in which order they may come.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Sample } from './sample.ts';

/** Keys of the records that have all words of a question: as words of their own, and anywhere in their text, as Lao is written. */
export interface Holders {
  readonly words: Set<string>;
  readonly texts: Set<string>;
}

/** As many hits as each side is asked for. */
export const page = 20;

/** Where ours is asked. */
export function oursPath(question: string): string {
  return `/api/v1/search?register=bench-enterprise&limit=${page}&q=${encodeURIComponent(question)}`;
}

/** Where the floor is asked: for words of Latin letters in the English names, else in the words that come ready cut. */
export function floorPath(question: string): string {
  return `/search?q=${encodeURIComponent(question)}${isLatin(question) ? '&in=name_en' : ''}`;
}

function isLatin(question: string): boolean {
  return /^[A-Za-z ]+$/.test(question);
}

/** Reads the sample once for the right answers to all questions; the words of a question have a space between them. */
export async function holdersOf(
  { csv, words }: Sample,
  questions: readonly string[],
): Promise<ReadonlyMap<string, Holders>> {
  const asked = questions.map(question => ({
    parts: question.split(' '),
    whole: isLatin(question) ? question.split(' ').map(part => new RegExp(`\\b${part}\\b`)) : undefined,
    holders: { words: new Set<string>(), texts: new Set<string>() },
  }));
  for await (const line of createInterface(createReadStream(words))) {
    const [key = '', text = ''] = line.split('\t');
    const own = new Set(text.split(' '));
    for (const { parts, holders } of asked) if (parts.every(part => own.has(part))) holders.words.add(key);
  }
  for await (const line of createInterface(createReadStream(csv))) {
    for (const { parts, whole, holders } of asked) {
      if (!parts.every(part => line.includes(part))) continue;
      const key = line.slice(0, line.indexOf(','));
      holders.texts.add(key);
      if (whole?.every(word => word.test(line))) holders.words.add(key);
    }
  }
  return new Map(
    questions.map((question, at) => [question, asked[at]?.holders ?? { words: new Set(), texts: new Set() }]),
  );
}

/** Throws unless every record that has the words is given as far as the page goes, and nothing else before them. */
export function checkOurs(body: string, question: string, holders: ReadonlyMap<string, Holders>): void {
  const found = (JSON.parse(body) as { results: readonly { readonly key: string }[] }).results.map(hit => hit.key);
  const { words, texts } = holders.get(question) ?? { words: new Set<string>(), texts: new Set<string>() };
  // Other spellings of a word may follow the word itself, when it stands in fewer than are asked for.
  const others = found.findIndex(key => !texts.has(key));
  const late = others < 0 ? [] : found.slice(others).filter(key => texts.has(key));
  wrongUnless(late.length === 0, `search ${question} ranks ${found[others]} before what holds it`, late);
  wrongUnless(found.length >= Math.min(page, words.size), `search ${question} gives too few`, found.length);
  const isWhole = found.length < page || others >= 0;
  const lost = isWhole ? [...words].filter(key => !found.includes(key)) : [];
  wrongUnless(lost.length === 0, `search ${question} gives ${found[others] ?? 'too few'} and does not give`, lost);
}

/** Throws unless the floor gives a page of records that have the words. */
export function checkFloor(body: string, question: string, holders: ReadonlyMap<string, Holders>): void {
  const found = (JSON.parse(body) as readonly { readonly reg_no: string }[]).map(row => row.reg_no);
  const words = holders.get(question)?.words ?? new Set<string>();
  wrongUnless(found.length === Math.min(page, words.size), `the floor's search ${question}`, found.length);
  wrongUnless(
    found.every(key => words.has(key)),
    `the floor's search ${question}`,
    found,
  );
}

/** An answer that is not right: it ends the run with 1, at once or when all is measured. */
export class WrongAnswer extends Error {}

/** Throws a WrongAnswer. */
export function wrongUnless(holds: boolean, what: string, got: unknown): void {
  if (!holds) throw new WrongAnswer(`wrong answer: ${what}: ${JSON.stringify(got)?.slice(0, 500)}`);
}
