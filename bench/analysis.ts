// Measures the analysis of Lao text by itself, beside a walk of the same texts by the word segmenter that comes with Node.
import { indexLexemes, lexemes } from '#lib/lao';
import { type Figure, median } from './figures.ts';
import { wrongUnless } from './search-answers.ts';
import type { Texts } from './search-texts.ts';

const rounds = 9;

/** Bytes a second of our analyses and of the segmenter's cutting alone, by turns over the same texts. */
export function measureAnalysis({ some }: Texts): Figure[] {
  const segmenter = new Intl.Segmenter('lo', { granularity: 'word' });
  const works = [
    (text: string) => wordsOf(segmenter, text),
    (text: string) => indexLexemes(text).row.length,
    (text: string) => lexemes(text).length,
  ] as const;
  const times = works.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [at, work] of works.entries()) {
      const ms = took(() => some.reduce((sum, text) => sum + work(text), 0), some.length);
      if (round > 0) times[at]?.push(ms);
    }
  }
  const [theirs = [], indexed = [], whole = []] = times;
  return [
    faster('analysis, as the index keeps it / Intl.Segmenter', indexed, theirs, some),
    faster('analysis, all four streams / Intl.Segmenter', whole, theirs, some),
  ];
}

function faster(what: string, ours: readonly number[], theirs: readonly number[], some: readonly string[]): Figure {
  const bytes = some.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const speed = (ms: readonly number[]) => `${(bytes / 1e3 / median(ms)).toFixed(1)} MB/s`;
  return {
    what,
    ours: speed(ours),
    limit: speed(theirs),
    ratio: median(ours) / median(theirs),
    target: 1 / 3,
    note: `time; over ${(bytes / 1e6).toFixed(1)} MB of the same texts`,
  };
}

function wordsOf(segmenter: Intl.Segmenter, text: string): number {
  let words = 0;
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) words += 1;
  return words;
}

// What it counts keeps the work from being left out.
function took(work: () => number, least: number): number {
  const begun = performance.now();
  const counted = work();
  const ms = performance.now() - begun;
  wrongUnless(counted > least, 'the analysis of the texts', counted);
  return ms;
}
