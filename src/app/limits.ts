// How much the server takes upon itself at once. Numbers only; what each is for stands beside it, and why in decision 0018.
import type { LaneLimits } from '#lib/traffic';

/** Kinds of work that do not take each other's places. */
export type LaneName = 'read' | 'search' | 'count' | 'export';

/** The limits of a server. Milliseconds, bytes and numbers of things; a control in a test lifts them. */
export interface Limits {
  readonly lanes: Readonly<Record<LaneName, LaneLimits>>;
  /** An answer that is not begun by then is refused; its work keeps its place until it ends. */
  readonly answerMs: number;
  /** Delay of the event loop from which searches, counts and exports are turned away, and from which everything is. */
  readonly heavyDelayMs: number;
  readonly delayMs: number;
  /** Answers kept packed. */
  readonly keptBytes: number;
  /** Requests at once beyond the rate, in seconds of it. */
  readonly burstSeconds: number;
  readonly networks: number;
  /** Exports under way for one network: a slow reader keeps his place for as long as he reads. */
  readonly exportsOfNetwork: number;
  /** The whole head of a request, and the whole request. */
  readonly headMs: number;
  readonly requestMs: number;
  /** A connection without a request. */
  readonly idleMs: number;
  readonly checkMs: number;
  /** An answer that waits for its reader must move at least so many bytes in each such time. */
  readonly stalledMs: number;
  readonly stalledBytes: number;
  /** Bytes of all answers that wait in memory for their readers; beyond it the slowest are cut, and nobody is let in. */
  readonly unreadBytes: number;
  readonly connections: number;
}

const second = 1000;

/** What a server has unless told otherwise. The pool of the public role has 16 connections, those of heavy work 4 each. */
export const standardLimits: Limits = {
  lanes: {
    read: { most: 24, waiting: 400, waitMs: 5 * second },
    search: { most: 6, waiting: 60, waitMs: 5 * second },
    count: { most: 2, waiting: 10, waitMs: 5 * second },
    export: { most: 4, waiting: 8, waitMs: 2 * second },
  },
  answerMs: 25 * second,
  heavyDelayMs: 250,
  delayMs: second,
  keptBytes: 16 * 1024 * 1024,
  burstSeconds: 10,
  networks: 20_000,
  exportsOfNetwork: 2,
  headMs: 15 * second,
  requestMs: 30 * second,
  idleMs: 30 * second,
  checkMs: second,
  stalledMs: 20 * second,
  // 1 kB a second: a tenth of what the slowest phone network of the country still gives.
  stalledBytes: 20 * 1024,
  unreadBytes: 64 * 1024 * 1024,
  connections: 10_000,
};
