// The judge of Lao search: the benchmark's documents, queries and right answers, the measures its own scorer takes, and the
// goals. It asks nobody.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const shared = fileURLToPath(new URL('../../shared/lao/bench/', import.meta.url));

/** A question, to one collection, with the documents that answer it. */
export interface Question {
  readonly id: string;
  readonly set: string;
  readonly collection: string;
  readonly query: string;
  readonly right: ReadonlySet<string>;
}

/** One half of the benchmark. */
export interface Split {
  readonly questions: readonly Question[];
  /** Name and file of each collection of documents. */
  readonly collections: readonly { readonly name: string; readonly file: string; readonly documents: number }[];
}

/** Measures of one answer, or their means over many; each from 0 to 1. */
export interface Measures {
  readonly r1: number;
  readonly r10: number;
  readonly mrr: number;
  readonly ndcg: number;
}

/** As deep as an answer is read. */
export const depth = 10;

/** What a set is held to: by which measure, and how much. */
export const goals: Readonly<Record<string, readonly [keyof Measures, number]>> = {
  a1_headline: ['mrr', 0.95],
  a3_word_precision: ['ndcg', 0.85],
  b1_encoding: ['mrr', 0.99],
  b2_spelling: ['r10', 0.88],
  b3_broken_word: ['r10', 1],
  c1_name_variant: ['r1', 0.78],
  c2_prefix: ['mrr', 0.97],
  c3_latin: ['r10', 0.9],
};

/** The mean nDCG over all sets that is wanted, without and with a list of words. */
export const meanGoal = { bare: 0.9, withWords: 0.92 };

/** Reads a half; undefined where the benchmark does not lie beside this checkout. */
export function readSplit(name: string): Split | undefined {
  const folder = `${shared}${name}/`;
  if (!existsSync(folder)) return undefined;
  const right = new Map(linesOf(`${folder}qrels.jsonl`).map(({ id, rel }) => [id, new Set(rel as string[])]));
  const questions = linesOf(`${folder}queries.jsonl`).map(line => {
    const { id, set, collection, query } = line as unknown as Question;
    return { id, set, collection, query, right: right.get(id) ?? new Set<string>() };
  });
  const collections = [...new Set(questions.map(({ collection }) => collection))].map(collection => {
    const file = `${folder}docs.${collection}.jsonl`;
    return { name: collection, file, documents: linesOf(file).length };
  });
  return { questions, collections };
}

/** Running Lao text of that half, text by text; none where the benchmark does not lie beside this checkout. */
export function readRunningText(name: string): string[] {
  const file = `${shared}${name}/docs.text.jsonl`;
  return existsSync(file) ? linesOf(file).map(({ text }) => String(text)) : [];
}

function linesOf(file: string): Record<string, unknown>[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map(line => JSON.parse(line) as Record<string, unknown>);
}

/** Judges the keys of one answer, the best first. */
export function judge(keys: readonly string[], right: ReadonlySet<string>): Measures {
  const places = keys.slice(0, depth).flatMap((key, at) => (right.has(key) ? [at] : []));
  const gain = (at: number) => 1 / Math.log2(at + 2);
  const most = Math.min(depth, right.size);
  const sum = (places: readonly number[]) => places.reduce((total, at) => total + gain(at), 0);
  const first = places[0];
  return {
    r1: first === 0 ? 1 : 0,
    r10: places.length / most,
    mrr: first === undefined ? 0 : 1 / (first + 1),
    ndcg: sum(places) / sum(Array.from({ length: most }, (_, at) => at)),
  };
}

/** The mean of each measure. */
export function meanOf(all: readonly Measures[]): Measures {
  const mean = (read: (one: Measures) => number) => all.reduce((sum, one) => sum + read(one), 0) / all.length;
  return { r1: mean(m => m.r1), r10: mean(m => m.r10), mrr: mean(m => m.mrr), ndcg: mean(m => m.ndcg) };
}
