// Every kind of fault of the durability suite.
import { flippedBits } from './bits.ts';
import { clockJumps } from './clock.ts';
import { fullDisk } from './full-disk.ts';
import { heldRestarts } from './held-restarts.ts';
import { killed } from './kills.ts';
import type { Kind } from './kind.ts';
import { interruptedMigrations } from './migration.ts';
import { mutatedFiles } from './mutated.ts';
import { flippedPages } from './pages.ts';
import { namedPoints } from './points.ts';
import { powerLoss } from './power.ts';
import { killedPostgres, killedServer, restartedPostgres } from './restarts.ts';
import { slowCrowd, slowFew } from './slow-clients.ts';
import { twoServers } from './standby.ts';

// The longest first, since CI runs some at a time.
export const kinds: readonly Kind[] = [
  slowFew,
  fullDisk,
  killedServer,
  killedPostgres,
  killed,
  namedPoints,
  restartedPostgres,
  heldRestarts,
  powerLoss,
  clockJumps,
  interruptedMigrations,
  twoServers,
  mutatedFiles,
  flippedPages,
  flippedBits,
];

/** Those of a release: what CI has a test of its own for comes last. */
export const releaseKinds: readonly Kind[] = [...kinds, slowCrowd];
