// Asks again where PostgreSQL has ended a transaction because two waited for each other: nothing of it was done, and the
// other has gone on meanwhile. It asks nothing again that failed otherwise.

const deadlockDetected = '40P01';
const mostTries = 5;

/** Does a whole transaction, again if it was the one that a deadlock was ended by; five times at the most. */
export async function despiteDeadlock<T>(act: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await act();
    } catch (problem) {
      if (tries >= mostTries || (problem as { code?: unknown } | undefined)?.code !== deadlockDetected) throw problem;
    }
  }
}
