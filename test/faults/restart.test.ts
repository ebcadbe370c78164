// A server that is restarted under load refuses nobody and loses nothing, when its port outlives it; and one that is killed does fail
// those it was answering, which shows that a failure would be seen.
import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { cannotHold } from './held-port.ts';
import { restartRound } from './restart.ts';

const folder = () => mkdtemp(join(tmpdir(), 'laopedia-restart-'));

const restarts = process.env['CI'] === undefined ? 2 : 5;

test('restarts under readers and a writer: no request fails and no write is lost', {
  skip: cannotHold(),
}, async context => {
  const round = await restartRound(await folder(), restarts, 'SIGTERM');
  context.diagnostic(
    `${round.asked} requests, ${round.written} imports, slowest ${round.slowestAnswerMs.toFixed(0)} ms`,
  );
  assert.deepEqual([round.failed, round.unwritten, round.lost], [[], [], []]);
  assert.ok(round.written > 0 && round.asked > 100);
});

test('a server that is killed fails readers who were waiting, and loses no write all the same', {
  skip: cannotHold(),
}, async () => {
  const round = await restartRound(await folder(), 1, 'SIGKILL');
  assert.notEqual(round.failed.length, 0);
  assert.deepEqual(round.lost, []);
});
