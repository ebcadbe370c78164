// Measures the analysis of Lao text by itself, beside a walk of the same texts by the word segmenter that comes with Node.
import { indexLexemes } from '#lib/lao';
import type { Figure } from './figures.ts';
import { readRunningText } from './lao-judge.ts';
import { wrongUnless } from './search-answers.ts';
import type { Texts } from './search-texts.ts';

const rounds = 9;
// Texts are timed by so many bytes at a time, and each part counts as it went at its quickest: who else is at work on the
// machine would otherwise be measured too.
const partBytes = 20_000;

interface Timed {
  readonly bytes: number;
  readonly oursMs: number;
  readonly theirsMs: number;
}

/** How fast the import analyses records, their titles and bodies each alone, and running text, and how fast the segmenter cuts them. */
export function measureAnalysis({ titles, bodies }: Texts): Figure[] {
  const news = readRunningText('dev');
  const [ofTitles, ofBodies] = [timed(titles), timed(bodies)];
  return [
    beside('the records', [ofTitles, ofBodies]),
    beside('titles', [ofTitles]),
    beside('bodies', [ofBodies]),
    ...(news.length === 0 ? [] : [beside('running text', [timed(news)])]),
  ];
}

function timed(texts: readonly string[]): Timed {
  const segmenter = new Intl.Segmenter('lo', { granularity: 'word' });
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  let [oursMs, theirsMs] = [0, 0];
  for (const part of partsOf(texts)) {
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      theirs.push(took(part, text => wordsOf(segmenter, text)));
      ours.push(took(part, text => indexLexemes(text).row.length));
    }
    oursMs += Math.min(...ours);
    theirsMs += Math.min(...theirs);
  }
  return { bytes, oursMs, theirsMs };
}

function beside(kind: string, all: readonly Timed[]): Figure {
  const sum = (read: (one: Timed) => number) => all.reduce((total, one) => total + read(one), 0);
  const [bytes, oursMs, theirsMs] = [sum(one => one.bytes), sum(one => one.oursMs), sum(one => one.theirsMs)];
  const speed = (ms: number) => `${(bytes / 1e3 / ms).toFixed(1)} MB/s`;
  return {
    what: `analysis of ${kind} / Intl.Segmenter`,
    ours: speed(oursMs),
    limit: speed(theirsMs),
    ratio: oursMs / theirsMs,
    target: 1 / 3,
    note: `time; ${(bytes / 1e6).toFixed(1)} MB of the same texts`,
  };
}

function partsOf(texts: readonly string[]): string[][] {
  const parts: string[][] = [[]];
  let bytes = 0;
  for (const text of texts) {
    parts.at(-1)?.push(text);
    bytes += Buffer.byteLength(text);
    if (bytes < partBytes) continue;
    parts.push([]);
    bytes = 0;
  }
  return parts.filter(part => part.length > 0);
}

function wordsOf(segmenter: Intl.Segmenter, text: string): number {
  let words = 0;
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) words += 1;
  return words;
}

// What it counts keeps the work from being left out.
function took(texts: readonly string[], work: (text: string) => number): number {
  const begun = performance.now();
  let counted = 0;
  for (const text of texts) counted += work(text);
  const ms = performance.now() - begun;
  wrongUnless(counted >= texts.length, 'the analysis of the texts', counted);
  return ms;
}
