// The boundaries: publications cut a log into pieces without a gap, their times never go back, and a signed log ends with
// one.
import type { Refusal } from '#register';
import { refuseVerify } from '../refusals.ts';
import type { Appearance } from './appearance.ts';

/** Publications seen so far. */
export interface Chain {
  /** The next entry, in order; undefined where it could not be read. Answers what is wrong with it. */
  next(appearance: Appearance | undefined): Refusal[];
  /** The end of the log. */
  end(): Refusal[];
}

/** A chain at the start of a log. */
export function openChain(): Chain {
  let number = 0;
  let first: number | undefined = 0; // undefined after an entry that could not be read: it may have been a publication
  let time = '';
  return {
    next(appearance) {
      const here = number++;
      if (appearance === undefined) first = undefined;
      if (appearance?.op !== 'publication') return [];
      const failures: Refusal[] = [];
      const { first: given, count, time: stated = '' } = appearance;
      if (given === undefined || given + (count ?? 0) !== here || given !== (first ?? given)) {
        failures.push(refuseVerify('publication-wrong', { number: here, first: given, count, wanted: first ?? '?' }));
      }
      if (stated < time) failures.push(refuseVerify('time-went-back', { number: here, time: stated }));
      time = stated;
      first = number;
      return failures;
    },
    end() {
      return first === undefined || first === number ? [] : [refuseVerify('end-not-published', { from: first })];
    },
  };
}
