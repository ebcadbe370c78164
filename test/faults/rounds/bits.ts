// One flipped bit anywhere in what the log promises, past all checksums: fsck finds it, and names the register and the invariant.
import { createHash } from 'node:crypto';
import { formatCheckpoint, generateSigner, openSigner, signNote } from '#lib/note';
import { type FsckReport, getRegister, readFsckReport, type Store } from '#store';
import { testDatabase } from '#test/database';
import { flipBit, type Target } from '../flip.ts';
import { openRandom } from '../random.ts';
import { defineSchools, openSchoolStore, publishSchools, school } from '../school-log.ts';
import type { Kind, Outcome } from './kind.ts';

async function fill(store: Store): Promise<number> {
  const plan = createHash('sha256').update('plan').digest('hex');
  await store.owner`insert into laopedia.blob (digest, bytes) values (decode(${plan}, 'hex'), 'plan'::bytea)`;
  for (const name of ['schools', 'untouched']) {
    await defineSchools(store, name);
    const rows = Array.from({ length: name === 'schools' ? 600 : 20 }, (_, at) => at);
    const versions = [rows.map(at => school(at, 0, plan)), rows.slice(0, 50).map(at => school(at, 1, plan))];
    for (const version of versions) await publishSchools(store, name, version);
    await publishSchools(
      store,
      name,
      rows.slice(10, 20).map(at => ({ code: `S${at}` })),
    );
  }
  return sign(store);
}

// As the signer would, without its process.
async function sign(store: Store): Promise<number> {
  const { id, origin, size } = await getRegister(store.app, 'schools');
  const [head] = await store.owner`select root from laopedia.head where register_id = ${id}`;
  const root = head?.['root'] as Uint8Array;
  const signer = openSigner(generateSigner('test.example.la').skey);
  const note = signNote(formatCheckpoint({ origin, size, root }), [signer]);
  await store.owner`
    insert into laopedia.checkpoint (register_id, size, root, note, anchored) values (${id}, ${size}, ${root}, ${note}, true)`;
  return id;
}

function targets(id: number): Target[] {
  const own = `register_id = ${id}`;
  const log = (invariant: string, table: string, column: string, kind: Target['kind']): Target => ({
    invariant,
    table: `laopedia.${table}`,
    column,
    kind,
    where: own,
  });
  const record = (tier: string, column: string, kind: Target['kind']): Target => ({
    invariant: 'I5',
    table: `records.r${id}${tier}`,
    column,
    kind,
  });
  return [
    log('I2', 'entry', 'bytes', 'bytes'),
    log('I3', 'tile', 'hashes', 'bytes'),
    log('I3', 'head', 'root', 'bytes'),
    log('I3', 'head', 'frontier', 'bytes'),
    log('I1', 'head', 'size', 'whole'),
    log('I1', 'head', 'time', 'time'),
    log('I5', 'head', 'records', 'whole'),
    log('I1', 'publication', 'first', 'whole'),
    log('I1', 'publication', 'count', 'whole'),
    log('I1', 'publication', 'number', 'whole'),
    log('I1', 'publication', 'proposal', 'text'),
    log('I1', 'publication', 'time', 'time'),
    log('I4', 'checkpoint', 'root', 'bytes'),
    log('I4', 'checkpoint', 'size', 'whole'),
    ...['public', 'government', 'custodian'].flatMap(tier => [
      log('I6', `body_${tier}`, 'salt', 'bytes'),
      log('I6', `body_${tier}`, 'body', 'text'),
    ]),
    record('', 'entry', 'whole'),
    record('', 'withdrawn', 'yes-no'),
    record('', 'key', 'text'),
    record('', 'f2', 'text'),
    record('', 'f4', 'text'),
    record('', 'f6', 'whole'),
    record('', 'f11', 'time'),
    record('', 'f12', 'yes-no'),
    record('_government', 'f15', 'text'),
    record('_custodian', 'f16', 'text'),
    record('_custodian', 'entry', 'whole'),
    log('I5', 'record_past', 'from_entry', 'whole'),
    log('I5', 'record_past', 'until_entry', 'whole'),
    log('I5', 'record_past', 'withdrawn', 'yes-no'),
    log('I5', 'value_count', 'count', 'whole'),
    log('I5', 'value_count', 'value', 'text'),
    log('I5', 'search', 'title', 'text'),
    log('I5', 'search', 'body', 'text'),
    log('I5', 'search', 'key', 'text'),
    log('I5', 'search_word', 'key', 'text'),
    log('I5', 'search_word', 'word', 'text'),
    log('I5', 'search_word', 'gloss', 'text'),
    log('I8', 'projection', 'version', 'whole'),
    log('I8', 'projection', 'entry', 'whole'),
    { invariant: 'I7', table: 'laopedia.blob', column: 'bytes', kind: 'bytes' },
    { invariant: 'I7', table: 'laopedia.blob', column: 'digest', kind: 'bytes' },
  ];
}

function broken(report: FsckReport): string[] {
  return report.checks.filter(check => !check.ok).map(check => `${check.register} ${check.invariant}`);
}

/** The invariants that had nothing to look at: a check of nothing finds nothing. */
function idle(report: FsckReport): string[] {
  return report.checks
    .filter(check => check.register === 'schools' && check.invariant !== 'I9' && check.checked === 0)
    .map(check => `${check.invariant} looked at nothing`);
}

/** Sentences where a flip is not found under its register and invariant, or something else is. */
async function judgeFlip(store: Store, target: Target, random: ReturnType<typeof openRandom>): Promise<string[]> {
  const flip = await flipBit(store.owner, target, random);
  const found = broken(await readFsckReport(store));
  await flip.restore();
  const isFile = target.table === 'laopedia.blob';
  const register = isFile && target.column === 'bytes' ? '' : 'schools';
  const wrong: string[] = [];
  if (!found.includes(`${register} ${target.invariant}`)) wrong.push(`${flip.name} was not named: ${found.join(', ')}`);
  if (!isFile && found.some(one => one.startsWith('untouched')))
    wrong.push(`${flip.name} was told of another register`);
  return wrong;
}

async function openBits() {
  const database = await testDatabase();
  const store = await openSchoolStore(database.url);
  const id = await fill(store);
  return {
    store,
    id,
    async close() {
      await store.close();
      await database.drop();
    },
  };
}

/** Flipped bits of values. */
export const flippedBits: Kind = {
  name: 'bits',
  about: 'a bit flipped in any value of the log, its records and signatures: fsck names register and invariant',
  // each is one look of fsck: every place once
  ciRounds: 46,
  unable: async () => undefined,
  async open() {
    const { store, id, close } = await openBits();
    const random = openRandom();
    const all = targets(id);
    let at = random.below(all.length);
    return {
      round: async (): Promise<Outcome> => ({
        acknowledged: 0,
        wrong: await judgeFlip(store, all[at++ % all.length] as Target, random),
      }),
      async last(): Promise<Outcome> {
        const report = await readFsckReport(store);
        return {
          acknowledged: 0,
          wrong: [...broken(report).map(one => `put back, still broken: ${one}`), ...idle(report)],
        };
      },
      close,
    };
  },
  async controls() {
    const { store, close } = await openBits();
    try {
      return [{ name: 'without a flip nothing is found', noticed: broken(await readFsckReport(store)).length === 0 }];
    } finally {
      await close();
    }
  },
};
