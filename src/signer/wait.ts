// Waiting for a checkpoint from any process, by looking into the database. It signs nothing.
import { setTimeout as pause } from 'node:timers/promises';
import { findCheckpoint, type Speaker, type StoredCheckpoint } from '#store';

const pauseMs = 25;

/**
 * The newest anchored checkpoint of a register once it covers `size` entries, or undefined when that took longer than
 * `withinMs`: the publication stands all the same, and is signed as soon as the signer gets to it.
 */
export async function waitForCheckpoint(
  sql: Speaker,
  registerId: number,
  size: number,
  withinMs: number,
): Promise<StoredCheckpoint | undefined> {
  const until = performance.now() + withinMs;
  for (;;) {
    const checkpoint = await findCheckpoint(sql, registerId);
    if (checkpoint !== undefined && checkpoint.size >= size) return checkpoint;
    if (performance.now() >= until) return undefined;
    await pause(pauseMs);
  }
}
