// How late the event loop is: the one sign of too much work that no queue shows. It decides nothing.
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** The delay as it was just now. */
export interface Pressure {
  /** Milliseconds that a turn of the event loop came late, on the average of the last quarter second. */
  readonly delayMs: number;
  close(): void;
}

const resolutionMs = 10;
const everyMs = 250;
const nanoseconds = 1e6;

/** Begins to watch. */
export function watchPressure(): Pressure {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs });
  delays.enable();
  let delayMs = 0;
  const timer = setInterval(() => {
    const mean = delays.mean / nanoseconds - resolutionMs;
    delayMs = Number.isFinite(mean) ? Math.max(0, mean) : 0;
    delays.reset();
  }, everyMs);
  timer.unref();
  return {
    get delayMs() {
      return delayMs;
    },
    close() {
      clearInterval(timer);
      delays.disable();
    },
  };
}
