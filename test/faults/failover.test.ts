// The primary dies, the standby takes its place: two PostgreSQL 15 of Debian, one address with both hosts. What was acknowledged is there
// where commits wait for the standby. Where they do not, the same blow loses publications: the judge counts them, and the signer refuses
// the shorter log. The control shows that the first could fail.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type SignerProcess, startSigner } from '#signer';
import { openStore } from '#store';
import { type DebianPostgres, openPrimary, openStandby, withoutDebianPostgres } from '#test/debian-postgres';
import { folds } from '../../src/app/folds.ts';
import { judge } from './judgement.ts';
import { type Importer, startImporter, type Told } from './killing.ts';
import { openRandom } from './random.ts';

const rounds = Number(process.env['LAOPEDIA_TEST_FAILOVERS'] ?? (process.env['CI'] === undefined ? 2 : 5));
const hosts = (...servers: readonly DebianPostgres[]) => servers.map(({ port }) => `127.0.0.1:${port}`).join(',');
const addressOf = (...servers: readonly DebianPostgres[]) => `postgres://laopedia@${hosts(...servers)}/postgres`;
const published = (importer: Importer) => importer.told.filter(one => one.step === 'published').length;

/** The standby hears nothing for a while, the primary is killed, the standby takes its place. Answers what was acknowledged meanwhile. */
async function failOver(
  primary: DebianPostgres,
  standby: DebianPostgres,
  importer: Importer,
  deafMs: number,
): Promise<number> {
  // Its connection is cut, not frozen: what lies in a socket's buffer would still be read after the primary's end.
  await standby.tell(`alter system set primary_conninfo = ''`, 'select pg_reload_conf()');
  await pause(200);
  const before = published(importer);
  await pause(deafMs);
  const meanwhile = published(importer) - before;
  await primary.kill();
  await standby.promote();
  await standby.tell(`alter system set synchronous_standby_names = ''`, 'select pg_reload_conf()');
  return meanwhile;
}

async function judged(server: DebianPostgres, told: readonly Told[]): Promise<string[]> {
  const store = await openStore({ databaseUrl: server.url, dataFolder: tmpdir(), as: 'server', folds });
  try {
    return await judge(store, told);
  } finally {
    await store.close();
  }
}

test('where commits wait for the standby, no acknowledged publication is lost when the primary is killed', {
  skip: withoutDebianPostgres,
}, async context => {
  const random = openRandom();
  context.diagnostic(`LAOPEDIA_TEST_SEED=${random.seed}`);
  const told: Told[] = [];
  let primary = await openPrimary();
  try {
    for (let round = 0; round < rounds; round++) {
      const standby = await openStandby(primary, 'second');
      await primary.tell(`alter system set synchronous_standby_names = 'second'`, 'select pg_reload_conf()');
      const importer = startImporter(addressOf(primary, standby), 'sound');
      assert.ok(await importer.until('published', 3 + random.below(5)), 'the application did not begin');
      const meanwhile = await failOver(primary, standby, importer, 300 + random.below(300));
      assert.equal(meanwhile, 0, 'nothing is acknowledged that the standby does not have');
      const known = published(importer);
      assert.ok(await importer.until('published', known + 2), 'it goes on by itself on the new primary');
      await importer.kill();
      told.push(...importer.told);
      assert.deepEqual(await judged(standby, told), [], `round ${round + 1}`);
      await primary.remove();
      primary = standby;
    }
    context.diagnostic(
      `${told.filter(one => one.step === 'published').length} publications, ${rounds} failovers, none lost`,
    );
  } finally {
    await primary.remove();
  }
});

test('where they do not wait, acknowledged publications are lost; the judge counts them, and the shorter log is not signed', {
  skip: withoutDebianPostgres,
}, async context => {
  const folder = await mkdtemp(join(tmpdir(), 'laopedia-failover-'));
  const lines: string[] = [];
  const primary = await openPrimary();
  const standby = await openStandby(primary, 'second');
  let signer: SignerProcess | undefined;
  try {
    const importer = startImporter(addressOf(primary, standby), 'sound');
    assert.ok(await importer.until('published', 3));
    const folders = { keyFolder: join(folder, 'keys'), anchorFolder: join(folder, 'anchor') };
    signer = await startSigner({ databaseUrl: addressOf(primary, standby), ...folders, log: line => lines.push(line) });
    const meanwhile = await failOver(primary, standby, importer, 2500);
    await importer.kill();
    assert.ok(meanwhile > 0, 'the control must acknowledge what the standby does not have');
    const store = await openStore({ databaseUrl: standby.url, dataFolder: tmpdir(), as: 'server', folds });
    for (let waited = 0; !lines.some(line => line.startsWith('nothing is published any more')); waited++) {
      assert.ok(waited < 300, `the signer noticed nothing: ${lines.join('\n')}`);
      await pause(100);
    }
    await store.close();
    const wrong = await judged(standby, importer.told);
    const lost = wrong.filter(line => line.includes('acknowledged and is there 0 times'));
    context.diagnostic(`${lost.length} of ${meanwhile} publications acknowledged meanwhile were lost`);
    assert.ok(lost.length > 0);
    assert.match(lines.join('\n'), /but \d+ were signed before|are not those that were signed/);
  } finally {
    await signer?.stop();
    await primary.remove();
    await standby.remove();
    await rm(folder, { recursive: true, force: true });
  }
});
