// Which base copies go, and which WAL a base needs: whatever is asked, something can always be restored.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { baseForm } from './base.ts';
import { readInventory } from './inventory.ts';
import { goingBases, readKeep } from './prune.ts';
import { nextSegment, segmentOf, segmentsBetween, startOf } from './segment.ts';
import { writeStatement } from './statement.ts';
import { readTarget } from './target.ts';

const now = Date.parse('2026-11-30T12:00:00Z');
const day = 86_400_000;
const bases = fc
  .uniqueArray(fc.integer({ min: 0, max: 60 * 24 }), { minLength: 1, maxLength: 40 })
  .map(hours => hours.map(ago => ({ name: `b${ago}`, ended: new Date(now - ago * 3_600_000).toISOString() })));

test('the newest base never goes, and of so many bases so many stay', () => {
  fc.assert(
    fc.property(bases, fc.integer({ min: 1, max: 50 }), (all, count) => {
      const gone = goingBases(all, { bases: count }, now);
      assert.equal(all.length - gone.length, Math.min(all.length, count));
      const newest = all.reduce((one, other) => (one.ended > other.ended ? one : other));
      assert.equal(gone.includes(newest.name), false);
    }),
  );
});

test('every moment of the days that are kept can be restored to, if it ever could', () => {
  fc.assert(
    fc.property(bases, fc.integer({ min: 1, max: 30 }), fc.nat({ max: 1000 }), (all, days, part) => {
      const gone = goingBases(all, { days }, now);
      const moment = new Date(now - (days * day * part) / 1000).toISOString();
      const could = all.some(base => base.ended <= moment);
      const can = all.some(base => base.ended <= moment && !gone.includes(base.name));
      assert.equal(can, could);
      const limit = new Date(now - days * day).toISOString();
      assert.ok(all.filter(base => base.ended <= limit && !gone.includes(base.name)).length <= 1);
    }),
  );
});

test('a statement that names another place than its own is damaged: nothing is removed by a name that it chose', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'laopedia-set-'));
  const line = 'line-20261130T000000Z-0000';
  const write = async (base: string, name: string) => {
    await mkdir(join(folder, line, 'base', base), { recursive: true });
    await writeStatement(join(folder, line, 'base', base, 'base.json'), { form: baseForm, name, line });
  };
  await write('own', 'own');
  await write('other', '../../../elsewhere');
  const set = { form: 'laopedia-backup/v1', id: 'a', system: '1', made: '', folder } as const;
  const [found] = await readInventory(set);
  await rm(folder, { recursive: true });
  assert.deepEqual(
    [found?.bases.map(base => base.name), found?.damaged.map(one => one.code)],
    [['own'], ['backup/damaged']],
  );
});

test('how long is kept is said in days or in copies', () => {
  assert.deepEqual([readKeep('7d'), readKeep('5')], [{ days: 7 }, { bases: 5 }]);
  for (const text of ['', '0', '0d', '-1', '7 d', '7w', '1e3']) assert.equal(readKeep(text), undefined);
});

test('segments follow each other across the ends of 4 GB, and lie where PostgreSQL says', () => {
  assert.equal(nextSegment('0000000100000000000000FF'), '000000010000000100000000');
  assert.equal(segmentOf('00000002', '16/B374D848'), '0000000200000016000000B3');
  assert.equal(startOf('0000000200000016000000B3'), '16/B3000000');
  fc.assert(
    fc.property(fc.nat({ max: 0xffff }), fc.nat({ max: 255 }), (log, at) => {
      const hex = (number: number) => number.toString(16).toUpperCase().padStart(8, '0');
      const name = `00000001${hex(log)}${hex(at)}`;
      assert.equal(segmentOf('00000001', startOf(name)), name);
      assert.equal(segmentsBetween(name, nextSegment(name)), 1);
      assert.ok(nextSegment(name) > name);
    }),
  );
});

test('a moment is a time with its zone, kept to the microsecond, or an entry', () => {
  assert.deepEqual(readTarget('2026-11-30T13:05:09.123456+07:00'), {
    kind: 'time',
    time: '2026-11-30T06:05:09.123456Z',
  });
  assert.deepEqual(readTarget('enterprise#12'), { kind: 'entry', register: 'enterprise', entry: 12 });
  assert.deepEqual(readTarget(undefined), { kind: 'newest' });
});
