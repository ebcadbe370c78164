// Files too large to be held: they are refused or their findings counted with flat memory, and nothing of them stays behind.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, before, describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { findingSentence, Refusal } from '#register';
import { type Traces, tracesOf } from '#test/traces';
import { bringIn, define, openWalk, type Walk } from '#test/walk';
import { sample } from './bad-input.fixture.ts';
import { hugeInputs } from './huge-input.fixture.ts';

// What lives, not what waits to be collected: bounds hold whatever the collector is about to do.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const mostBytes = 40 << 20;
const everyMs = 200;

/** Runs it, and answers how much more memory was alive at any time than before. */
async function growthOf(run: () => Promise<unknown>): Promise<number> {
  const alive = () => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = alive();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, alive());
  }, everyMs);
  try {
    await run();
  } finally {
    clearInterval(timer);
  }
  return Math.max(most, alive()) - before;
}

describe('huge input', () => {
  let walk: Walk;
  let traces: Traces;

  before(async () => {
    walk = await openWalk();
    await define(walk, sample);
    traces = await tracesOf(walk.store);
  });
  after(() => walk.close());

  const waiting = () => readdirSync(tmpdir()).filter(name => name.startsWith('sheet-stream-')).length;

  for (const huge of hugeInputs)
    it(`${huge.item}: ${huge.name}`, async context => {
      const files = waiting();
      const grown = await growthOf(async () => {
        const bringing = bringIn(walk, 'sample', { stream: huge.stream() });
        if (huge.rows === 0) await assertRefused(bringing, huge.code);
        else assertCounted(await bringing, huge);
      });
      context.diagnostic(`${(grown / (1 << 20)).toFixed(1)} MB more were alive at most`);
      assert.ok(grown < mostBytes, `${grown} bytes more were alive`);
      assert.deepEqual(await tracesOf(walk.store), traces);
      assert.ok(waiting() <= files, 'a temporary file was left');
    });
});

async function assertRefused(bringing: Promise<unknown>, code: string): Promise<void> {
  await assert.rejects(bringing, (refusal: unknown) => {
    assert.ok(refusal instanceof Refusal, String(refusal));
    assert.equal(refusal.code, code);
    assert.match(refusal.words.lo, /ແຖວ\/row [12]\b/);
    assert.match(refusal.words.en, /row [12]\b/);
    return true;
  });
}

function assertCounted(
  { proposed, summary, published }: Awaited<ReturnType<typeof bringIn>>,
  huge: { code: string; rows: number },
) {
  const { code, rows } = huge;
  assert.deepEqual([proposed.id, published], [null, undefined]);
  assert.deepEqual([proposed.rows, proposed.blocking, summary.blocked], [rows, rows, rows]);
  assert.equal(proposed.findingCounts.get(code), rows);
  assert.equal(summary.findings[code as 'number/unreadable'], rows);
  const shown = proposed.findings.filter(finding => finding.code === code);
  assert.equal(shown.length, 1000);
  assert.deepEqual(
    shown.map(finding => finding.row),
    Array.from({ length: 1000 }, (_, at) => at + 2),
  );
  const [first] = shown;
  assert.match(first === undefined ? '' : findingSentence(first).lo, /^ແຖວ 2 ຖັນ “count”/);
}
