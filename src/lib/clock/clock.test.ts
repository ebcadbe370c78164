// The day in Vientiane, against moments computed by hand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock, vientianeDayEnd } from './clock.ts';

test('a day in Vientiane ends at 17:00 UTC', () => {
  assert.equal(vientianeDayEnd('2026-03-22').toISOString(), '2026-03-22T17:00:00.000Z');
});

test('the last day of a month, of February in a leap year and of a year ends as any other', () => {
  assert.equal(vientianeDayEnd('2024-02-29').toISOString(), '2024-02-29T17:00:00.000Z');
  assert.equal(vientianeDayEnd('2026-12-31').toISOString(), '2026-12-31T17:00:00.000Z');
});

test('what is no day gives an invalid date', () => {
  for (const day of ['', 'today', '2026-13-01', '22/03/2026', '2026-03-22T00:00:00']) {
    assert.ok(Number.isNaN(vientianeDayEnd(day).getTime()), day);
  }
});

test("the machine's clock does not go back", () => {
  const [before, after] = [systemClock(), systemClock()];
  assert.ok(before.getTime() <= after.getTime());
});
