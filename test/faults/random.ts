// Random numbers that can be had again: a failed test names its seed, and LAOPEDIA_TEST_SEED repeats it.

/** A generator of whole numbers below a limit. */
export interface Random {
  readonly seed: number;
  below(limit: number): number;
}

/** One that begins with the seed of the environment, or with a new one. */
export function openRandom(): Random {
  const given = process.env['LAOPEDIA_TEST_SEED'];
  const seed = given === undefined ? Date.now() % 0x7fffffff : Number(given);
  let state = seed;
  return {
    seed,
    // mulberry32: every state gives another number, 2^32 of them
    below(limit) {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
    },
  };
}
