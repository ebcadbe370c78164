// A lane: so much work of a kind at once, so much waiting behind it for so long, and no more. It never starts work itself.

/** How wide a lane is. */
export interface LaneLimits {
  /** Running at once. */
  readonly most: number;
  /** Waiting behind those; who comes then is turned away at once. */
  readonly waiting: number;
  /** The longest anybody waits before being turned away. */
  readonly waitMs: number;
}

/** A place in a lane. Leaving twice is leaving once. */
export type Leave = () => void;

/** Bounded work of one kind. */
export interface Lane {
  /**
   * Waits for a place; `gone` ends the waiting of who went away. Rejects with `LaneFull`: at once when as many wait as may,
   * later when the wait was too long.
   */
  enter(gone?: AbortSignal): Promise<Leave>;
  readonly running: number;
  readonly waiting: number;
}

/** Said by a lane that takes nobody more. */
export class LaneFull extends Error {
  constructor() {
    super('the lane is full');
    this.name = 'LaneFull';
  }
}

interface Waiting {
  readonly admit: () => void;
}

/** Opens a lane. */
export function openLane({ most, waiting: mostWaiting, waitMs }: LaneLimits): Lane {
  let running = 0;
  const queue = new Set<Waiting>();
  const takePlace = (): Leave => {
    running += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      running -= 1;
      // First come, first served.
      const [next] = queue;
      next?.admit();
    };
  };
  const wait = (gone: AbortSignal | undefined) =>
    new Promise<Leave>((resolve, reject) => {
      const end = () => {
        queue.delete(one);
        clearTimeout(timer);
        gone?.removeEventListener('abort', turnAway);
      };
      const turnAway = () => {
        end();
        reject(new LaneFull());
      };
      const one: Waiting = {
        admit() {
          end();
          resolve(takePlace());
        },
      };
      const timer = setTimeout(turnAway, waitMs);
      timer.unref();
      gone?.addEventListener('abort', turnAway);
      queue.add(one);
    });
  return {
    async enter(gone) {
      if (gone?.aborted) throw new LaneFull();
      if (running < most) return takePlace();
      if (queue.size >= mostWaiting) throw new LaneFull();
      return wait(gone);
    },
    get running() {
      return running;
    },
    get waiting() {
      return queue.size;
    },
  };
}
