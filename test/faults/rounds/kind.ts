// What a kind of fault is to the durability suite: rounds that must all end well, and controls in which the same judge must find
// something. It runs nothing itself.

/** What a round came to: how many acknowledged writes it added, and sentences of what is wrong. */
export interface Outcome {
  readonly acknowledged: number;
  readonly wrong: readonly string[];
}

/** A way of working that breaks the promise on purpose, and whether the judge noticed. */
export interface Control {
  readonly name: string;
  readonly noticed: boolean;
}

/** A kind of fault at work. Closing leaves no process, mount or folder behind. */
export interface Rounds {
  round(): Promise<Outcome>;
  /** Once more when all rounds are over, with nobody at work. */
  last?(): Promise<Outcome>;
  close(): Promise<void>;
}

/** A kind of fault. */
export interface Kind {
  readonly name: string;
  /** In a sentence, for the table. */
  readonly about: string;
  /** Rounds in CI: 20, or as many as there are things to break; none where CI has a test of its own and says so. */
  readonly ciRounds: number;
  /** Why it cannot run here, or undefined. */
  unable(): Promise<string | undefined>;
  open(): Promise<Rounds>;
  controls(): Promise<readonly Control[]>;
}

/** An acknowledged write that is gone, among all that may be wrong. */
export function isLoss(sentence: string): boolean {
  return /acknowledged/.test(sentence);
}
