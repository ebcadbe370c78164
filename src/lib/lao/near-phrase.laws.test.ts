// The bits of nearness against the table they stand for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nearnessTo } from './near-phrase.ts';

// Letters that no folding joins, so that spelling and sound are one.
const letters = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom('ກ', 'ດ', 'ມ', 'a', 'b'), minLength, maxLength });

function fewestChanges(query: string, text: string): number {
  let row = Array.from({ length: query.length + 1 }, (_, i) => i);
  let best = query.length;
  for (const letter of text) {
    const next = [0];
    for (let i = 1; i <= query.length; i++) {
      const [above = 0, beside = 0, before = 0] = [row[i], row[i - 1], next[i - 1]];
      next.push(Math.min(above + 1, before + 1, beside + (query[i - 1] === letter ? 0 : 1)));
    }
    row = next;
    best = Math.min(best, row[query.length] ?? 0);
  }
  return best;
}

test('nearness falls with the fewest changes that make a stretch of the text the query', () => {
  fc.assert(
    fc.property(letters(4, 32), letters(0, 60), (query, text) => {
      const wanted = Math.max(0, 1 - fewestChanges(query, text) / query.length / 0.4);
      assert.ok(Math.abs((nearnessTo(query)?.(text) ?? -1) - wanted) < 1e-9);
    }),
  );
});
