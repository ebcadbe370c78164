// Starts the follower's thread and ends it. A thread that ends by itself is started again; it never takes the server with it.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { FollowOptions } from './follow.ts';

/** A follower at work. */
export interface Following {
  close(): Promise<void>;
}

const program = new URL(import.meta.url.endsWith('.ts') ? './follow-worker.ts' : './follow-worker.js', import.meta.url);
const againMs = 10_000;
const patienceMs = 5_000;

/** Follows the backup of the embedded cluster at `url`. A base copy under way at the end is given up; the next one is whole. */
export function startFollowing(url: string, options: FollowOptions, say: (line: string) => void): Following {
  let closing = false;
  let timer: NodeJS.Timeout | undefined;
  let worker: Worker;
  const begin = () => {
    worker = new Worker(program, { workerData: { url, options } });
    worker.on('message', line => say(String(line)));
    worker.on('error', problem => say(`backup: ${problem instanceof Error ? problem.message : String(problem)}`));
    worker.once('exit', () => {
      if (closing) return;
      timer = setTimeout(begin, againMs);
      timer.unref();
    });
    worker.unref();
  };
  begin();
  return {
    async close() {
      closing = true;
      clearTimeout(timer);
      if (worker.threadId < 0) return;
      const gone = once(worker, 'exit');
      worker.postMessage('stop');
      const force = setTimeout(() => void worker.terminate(), patienceMs);
      await gone;
      clearTimeout(force);
    },
  };
}
