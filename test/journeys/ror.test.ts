// The real history of a register: 59,007 changes in 76 releases, its schema changed between two of them. Each release goes
// in as one file; at the end, and at any release in between, the register says what a fold of the raw file says.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { readCounts } from '#projection/counts';
import { findRecord, listRecords, readHistory } from '#projection/record';
import { search } from '#projection/search';
import { findField } from '#register';
import { type Appended, readFsckReport, type StoredRegister } from '#store';
import { openAppServer, signAll } from '#test/app-server';
import { goIsMissing, judgeByGo } from '#test/go-verifier';
import { run } from '#test/program';
import { readShared, skipWithout } from '#test/shared';
import { bringIn, define, jsonLines, openWalk, standing, type Walk } from '#test/walk';
import { type Change, type Expected, type Facts, foldAlone, sorted } from './ror.alone.ts';
import { organisations } from './ror.definition.ts';

const path = 'data/registers/ror-changes-v1.0-v1.74.ndjson.gz';
const name = 'research-organisation';
const today = '2026-01-01';

/** A release that went in: its changes, and where the log stood then. */
interface Release {
  readonly changes: readonly Change[];
  readonly published: Appended | undefined;
  readonly unchanged: number;
}

describe('the register of research organisations', { skip: skipWithout(path) }, () => {
  let walk: Walk;
  let stored: StoredRegister;
  let whole: Expected;
  const changes: Change[] = [];
  const releases = new Map<string, Release>();
  const noted = new Map<string, number>();
  const bent = new Map<string, string>();

  before(async () => {
    walk = await openWalk();
    for (const line of readShared(path).toString('utf8').trimEnd().split('\n')) {
      changes.push(JSON.parse(cured(line)));
      if (cured(line) !== line) bent.set(String(changes.at(-1)?.release), line);
    }
    assert.equal(bent.size, 3);
    whole = foldAlone(changes);
  });
  after(() => walk.close());

  /** All changes up to a release, that one too. */
  const upTo = (release: string) => changes.slice(0, changes.findLastIndex(one => one.release === release) + 1);

  /** What stops one line as it was published. */
  const findingsOf = async (line = '') => {
    const { proposed } = await bringIn(walk, name, line, { format: 'jsonl', approvers: [] });
    assert.equal(proposed.id, null);
    return proposed.findings.filter(({ blocks }) => blocks).map(({ row, field, code }) => `${row} ${field} ${code}`);
  };

  test('76 releases go in one after the other, the schema changing at v1.45; a mark that turns the writing stops three', async () => {
    await define(walk, organisations(1));
    for (const [release, lines] of Map.groupBy(changes, change => change.release)) {
      if (release === 'v1.45') await define(walk, organisations(2));
      if (bent.has(release)) assert.deepEqual(await findingsOf(bent.get(release)), ['1 names value/bidi-override']);
      const { proposed, published } = await bringIn(walk, name, jsonLines(lines), { format: 'jsonl', basis: release });
      assert.equal(proposed.blocking, 0, JSON.stringify(proposed.findings[0]));
      assert.equal(proposed.rows, lines.length);
      for (const [code, count] of proposed.findingCounts) noted.set(code, (noted.get(code) ?? 0) + count);
      releases.set(release, { changes: lines, published, unchanged: proposed.counts.unchanged });
    }
    stored = await standing(walk, name);
    assert.equal(releases.size, 76);
    assert.equal(changes.length, 59_007);
  });

  test('the 40,824 records are the raw file folded alone, field by field', async () => {
    const { facts } = whole;
    assert.equal(facts.size, 40_824);
    assert.equal(stored.records, 40_824);
    assert.deepEqual(differences(await allRecords(walk, stored), facts), []);
  });

  test('2,548 changes change nothing and make no entry: the log holds the others, the publications and the schemas', async () => {
    const { idle } = whole;
    assert.equal(idle, 2548);
    assert.equal(
      [...releases.values()].reduce((sum, one) => sum + one.unchanged, 0),
      idle,
    );
    const publications = [...releases.values()].filter(one => one.published !== undefined).length;
    assert.equal(stored.size, 59_007 - idle + publications + 2 * 2);
  });

  test('withdrawn there is a status, a value like others: 1,305 organisations end with it', async () => {
    const status = findField(stored.register.schema, 'status');
    assert.ok(status);
    const counts = await readCounts(walk.store.public, stored.id, status);
    const { facts } = whole;
    const expected = Map.groupBy(facts.values(), one => String(one['status']));
    assert.equal(expected.get('withdrawn')?.length, 1305);
    assert.deepEqual(
      Object.fromEntries(counts.map(({ value, count }) => [value, count])),
      Object.fromEntries([...expected].map(([value, list]) => [value, list.length])),
    );
  });

  test('37 texts are not in the standard form of Unicode: each value with one is noted, and kept in that form', () => {
    const texts = changes.flatMap(({ name: one, names }) => [one, ...(names as { v: string }[]).map(({ v }) => v)]);
    assert.equal(texts.filter(text => String(text).normalize('NFC') !== text).length, 37);
    assert.ok(whole.composed > 0);
    assert.equal(noted.get('value/composed'), whole.composed);
  });

  for (const release of ['v1.17.1', 'v1.44', 'v1.45', 'v1.59'])
    test(`as at ${release}: list and record are the fold of the raw file until then, under today's names`, async () => {
      const { facts } = foldAlone(upTo(release));
      const asAt = String(releases.get(release)?.published?.number);
      assert.deepEqual(differences(await allRecords(walk, stored, asAt), facts), []);
      for (const { id } of releases.get(release)?.changes.slice(0, 20) ?? []) {
        const record = await findRecord(walk.store.public, stored, id, { moment: { asAt }, today });
        assert.equal(sorted(record?.item), sorted(facts.get(id)), id);
      }
    });

  test('an organisation renamed three times and more shows each name in its history, the newest first', async () => {
    const { names } = whole;
    const renamed = [...names].filter(([, had]) => had.length > 3);
    assert.ok(renamed.length > 0);
    for (const [id, had] of renamed) {
      const history = await readHistory(walk.store.public, stored, id);
      const shown = history.flatMap(({ entries }) =>
        entries.flatMap(entry => entry.changes.filter(({ field }) => field.name === 'name')),
      );
      assert.deepEqual(shown.map(change => change.after).reverse(), had, id);
      assert.deepEqual(shown.map(change => change.before ?? null).reverse(), [null, ...had.slice(0, -1)], id);
    }
  });

  test('a history across the change of schema names the renamed field as today and makes no change of it', async () => {
    const moved = [...(releases.get('v1.45')?.changes ?? [])].find(({ id, cc }) =>
      upTo('v1.44').some(one => one.id === id && one['cc'] === cc),
    );
    assert.ok(moved);
    const history = await readHistory(walk.store.public, stored, moved.id);
    const fields = history.flatMap(block =>
      block.entries.flatMap(entry => entry.changes.map(({ field }) => field.name)),
    );
    assert.equal(fields.includes('cc'), false);
    assert.equal(fields.filter(field => field === 'country').length, 1, 'once, when it was first published');
    assert.ok(fields.includes('modified'));
  });

  test('an organisation is found by a name in Lao among its names', async () => {
    const hits = await search(walk.store.public, { words: 'ມະຫາວິທະຍາໄລແຫ່ງຊາດລາວ', registers: [stored.id], limit: 5 });
    assert.equal(hits[0]?.title, 'National University of Laos');
  });

  test('the log and everything folded from it hold all invariants', async () => {
    const report = await readFsckReport(walk.store, { register: name });
    assert.deepEqual(
      report.checks.flatMap(check => check.findings),
      [],
    );
  });

  test('anybody checks its log over HTTP without trusting the server: by our command, and by a verifier of Go', async t => {
    await signAll(walk);
    const server = await openAppServer(walk);
    t.after(() => server.close());
    const address = `${await server.http.listen({ port: 0, host: '127.0.0.1' })}/log/${name}`;
    const key = (await (await fetch(`${address}/key`)).text()).trim();
    const { code, out } = await run({}, 'verify', address, '--key', key, '--json');
    assert.equal(code, 0, out);
    const report = JSON.parse(out);
    assert.deepEqual([report.holds, report.keySource, report.entries], [true, 'given', stored.size]);
    const reason = goIsMissing();
    if (reason !== false) return t.diagnostic(reason);
    const folder = await mkdtemp(join(tmpdir(), 'laopedia-ror-'));
    t.after(() => rm(folder, { recursive: true }));
    assert.match(await judgeByGo(folder, address, key), new RegExp(`^accepted: .*size ${stored.size} `));
  });
});

/** As an officer mends it: without marks that turn the direction of writing. Everything else stays as it was published. */
function cured(line: string): string {
  return line.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
}

async function allRecords(walk: Walk, stored: StoredRegister, asAt?: string): Promise<Map<string, Facts>> {
  const records = new Map<string, Facts>();
  let after: string | undefined;
  do {
    const page = await listRecords(walk.store.public, stored, {
      limit: 1000,
      ...(after === undefined ? {} : { after }),
      ...(asAt === undefined ? {} : { moment: { asAt } }),
    });
    for (const { key, item } of page.records) records.set(key, item);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return records;
}

/** The first few organisations that differ, with both sides. */
function differences(found: ReadonlyMap<string, Facts>, wanted: ReadonlyMap<string, Facts>) {
  const ids = new Set([...found.keys(), ...wanted.keys()]);
  const differing = [...ids].filter(id => sorted(found.get(id) ?? null) !== sorted(wanted.get(id) ?? null));
  return differing.slice(0, 3).map(id => ({ id, found: found.get(id), wanted: wanted.get(id) }));
}
