// Measures the analysis of Lao text by itself, beside a walk of the same texts by the word segmenter that comes with Node.
import { lexemes } from '#lib/lao';
import { type Figure, median } from './figures.ts';
import { wrongUnless } from './search-answers.ts';
import type { Texts } from './search-texts.ts';

const rounds = 5;

/** Bytes a second of our analysis (normalised, cut, folded, hashed in all streams) and of the segmenter's cutting alone. */
export function measureAnalysis({ some }: Texts): Figure {
  const bytes = some.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const segmenter = new Intl.Segmenter('lo', { granularity: 'word' });
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    const oursMs = took(() => some.reduce((sum, text) => sum + lexemes(text).length, 0), some.length);
    const theirsMs = took(() => some.reduce((sum, text) => sum + wordsOf(segmenter, text), 0), some.length);
    if (round === 0) continue;
    ours.push(oursMs);
    theirs.push(theirsMs);
  }
  const speed = (ms: readonly number[]) => `${(bytes / 1e3 / median(ms)).toFixed(1)} MB/s`;
  return {
    what: 'analysis / Intl.Segmenter, time',
    ours: speed(ours),
    limit: speed(theirs),
    ratio: median(ours) / median(theirs),
    target: 1 / 3,
    note: `over ${(bytes / 1e6).toFixed(1)} MB of the same texts`,
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
