// Recognises a table whose letters were lost before it came here: saved in an encoding without Lao, each letter became "?".
// It never takes a question mark here and there for a loss.
import { SheetProblem } from './problem.ts';
import type { Row } from './workbook.ts';

const lost = /\?{3}/;
const lao = /[\u0e80-\u0eff]/;
const words = /[\p{L}?]/u;

/** Refuses when at least three cells, and 30 % of those with words, hold "???" and no cell holds Lao. */
export function refuseLostLetters(rows: readonly Row[]): void {
  let withWords = 0;
  let withLoss = 0;
  let firstRow = 0;
  for (const { number, texts } of rows) {
    for (const text of texts) {
      if (lao.test(text)) return;
      if (!words.test(text)) continue;
      withWords += 1;
      if (!lost.test(text)) continue;
      withLoss += 1;
      firstRow ||= number;
    }
  }
  if (withLoss >= 3 && withLoss >= withWords * 0.3) throw new SheetProblem('lost-letters', { row: firstRow });
}
