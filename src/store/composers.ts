// The threads that compose a bulk load, seen from the one that reads it: batches go to whoever has least to do, and the reader
// waits when all have enough. Memory is bounded by the batches under way.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Batch, Composed, ComposerSettings } from './composer.ts';

/** Composers at work. */
export interface Composers {
  /** Hands over a batch; a promise where there is enough under way already. Rejects when any batch failed. */
  give(batch: Batch): Promise<void> | undefined;
  /** Waits until all batches are in the database. */
  drain(): Promise<void>;
  /** Ends the threads; without `drain` what is under way is given up. */
  close(): Promise<void>;
}

const batchesUnderWay = 2;
const mostThreads = 4;
// A batch is some megabytes of text: a young space that holds two of them keeps garbage from growing old.
const resourceLimits = { maxYoungGenerationSizeMb: 48, maxOldGenerationSizeMb: 256 };

interface Thread {
  readonly worker: Worker;
  underWay: number;
}

/** Starts as many threads as there are processors, at most four; `script` is the module of the app that serves them. */
export function openComposers(script: URL, settings: ComposerSettings): Composers {
  const threads: Thread[] = [];
  let failure: Error | undefined;
  let wake = () => {};
  for (let at = 0; at < Math.min(mostThreads, availableParallelism()); at++) {
    const thread: Thread = { worker: new Worker(script, { workerData: settings, resourceLimits }), underWay: 0 };
    thread.worker.on('message', (said: Composed) => {
      thread.underWay -= 1;
      if ('failed' in said) failure ??= new Error(`a composer failed: ${said.failed}`);
      wake();
    });
    thread.worker.on('error', problem => {
      failure ??= problem instanceof Error ? problem : new Error(String(problem));
      wake();
    });
    threads.push(thread);
  }
  const until = async (holds: () => boolean) => {
    while (failure === undefined && !holds()) await new Promise<void>(resolve => (wake = resolve));
    if (failure !== undefined) throw failure;
  };
  const hasRoom = () => threads.some(({ underWay }) => underWay < batchesUnderWay);
  return {
    give(batch) {
      if (failure !== undefined) return Promise.reject(failure);
      const idlest = threads.reduce((one, other) => (other.underWay < one.underWay ? other : one));
      idlest.underWay += 1;
      idlest.worker.postMessage(batch);
      return hasRoom() ? undefined : until(hasRoom);
    },
    drain: () => until(() => threads.every(({ underWay }) => underWay === 0)),
    async close() {
      const idle = threads.every(({ underWay }) => underWay === 0);
      if (idle) for (const { worker } of threads) worker.postMessage('end');
      await Promise.all(threads.map(({ worker }) => (idle ? ended(worker) : worker.terminate())));
    },
  };
}

function ended(worker: Worker): Promise<unknown> {
  return new Promise(resolve => worker.once('exit', resolve));
}
