// Whether the port can be had, asked before anything is made: who must choose another port has not waited for nothing.
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Config } from './config.ts';
import { refuseApp } from './refusals.ts';

/** Refuses a port that is taken. */
export async function refuseTakenPort({ port, host }: Config): Promise<void> {
  const trial = createServer();
  try {
    trial.listen(port, host);
    await once(trial, 'listening');
    trial.close();
    await once(trial, 'close');
  } catch (problem) {
    throw portProblem(problem, port);
  }
}

/** What a failure to listen is to a person: a port taken, or the fault itself. */
export function portProblem(problem: unknown, port: number): unknown {
  const { code } = problem as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return refuseApp('port-taken', { port });
  if (code === 'EACCES') return refuseApp('port-forbidden', { port });
  return problem;
}
