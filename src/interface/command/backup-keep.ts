// `--keep` of a backup: `7d` is days, `5` is base copies.
import type { Keep } from '#store';
import { UsageProblem } from './exit-code.ts';

/** Reads it; undefined where it was not given. */
export function keepOf(text: string | undefined): Keep | undefined {
  if (text === undefined) return undefined;
  const [, number, unit] = /^([1-9]\d{0,4})(d?)$/.exec(text) ?? [];
  if (number === undefined) throw new UsageProblem(`--keep ${text}: 7d ຫຼື 5 · 7d or 5`);
  return unit === 'd' ? { days: Number(number) } : { bases: Number(number) };
}
