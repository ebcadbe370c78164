// Starts a postmaster again that was killed under a running server, at the same socket, so that pools find it by
// themselves. It never acts while the server is leaving.

import { type Held, throughDoor } from './membership.ts';
import { withRoom } from './problem.ts';
import { isAlive } from './process-identity.ts';
import { joinRun, startRun } from './run.ts';
import { writeRunFile } from './run-file.ts';

const lookEveryMilliseconds = 500;
/** After a failed start (a full disk, say) it is tried less often. */
const retryMilliseconds = 10_000;

/** Looks after the postmaster until the returned function is called. Does not keep the process alive. */
export function keepRunning(held: Held): () => void {
  let timer: NodeJS.Timeout;
  const next = (milliseconds: number): void => {
    timer = setTimeout(() => void look(held).then(next), milliseconds);
    timer.unref();
  };
  next(lookEveryMilliseconds);
  return () => clearTimeout(timer);
}

/** Milliseconds until the next look. */
async function look(held: Held): Promise<number> {
  if (held.left || (await isAlive(held.run.postgresPid))) return lookEveryMilliseconds;
  const { engine } = held;
  try {
    await throughDoor(engine.places, async () => {
      if (held.left) return;
      engine.log(`PostgreSQL (process ${held.run.postgresPid}) has died; starting it again`);
      const { serverPid, http } = held.run;
      const startAgain = async () => (await joinRun(engine, false, true)) ?? (await startRun(engine, held.run));
      const run = await withRoom(engine.makeRoom, startAgain);
      held.run = { ...run, ...(serverPid === undefined ? {} : { serverPid }), ...(http === undefined ? {} : { http }) };
      await writeRunFile(engine.places, held.run);
    });
    return lookEveryMilliseconds;
  } catch (error) {
    engine.log(`PostgreSQL could not be started again: ${(error as Error).message}`);
    return retryMilliseconds;
  }
}
