// kill -9 at named points: the real command, the real server and its signer are held in PostgreSQL where they are to die, by a
// trigger that waits for a lock of ours. What was under way is whole or absent; the same command then succeeds.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { getRegister, openRolePool, openStore, type Store } from '#store';
import { endOf, ordinaryEnvironment, program, type RunningServer, run, start } from '#test/program';
import { folds } from '../../../src/app/folds.ts';
import { judge, judgeAtWork } from '../judgement.ts';
import { childrenOf, commandOf, killFamily, killPostgres, type Told } from '../killing.ts';
import { defineSchools, school } from '../school-log.ts';
import { earlyControl } from './controls.ts';
import type { Kind, Outcome } from './kind.ts';
import { endPostgres, makeScratch, removeScratch, withStore } from './scratch.ts';

/** Where it is held, and who dies there. The lock is the trigger's, or one that the product itself takes. */
interface Point {
  readonly name: string;
  readonly table?: string;
  readonly when?: string;
  readonly by: 'command' | 'server' | 'signer';
}

const points: readonly Point[] = [
  { name: 'rows staged, not proposed', table: 'before insert on laopedia.proposal', by: 'command' },
  { name: 'within the commit of the proposal', table: 'constraint insert on laopedia.proposal', by: 'command' },
  { name: 'proposed, not approved', table: 'before insert on laopedia.approval', by: 'command' },
  { name: 'among the entries', table: 'after insert on laopedia.entry', when: 'register_id', by: 'command' },
  {
    name: 'folds applied, not published',
    table: 'before insert on laopedia.publication',
    when: 'register_id',
    by: 'command',
  },
  {
    name: 'tiles written, head not moved',
    table: 'before update on laopedia.head',
    when: 'register_id',
    by: 'command',
  },
  {
    name: 'within the commit of the publication',
    table: 'constraint insert on laopedia.publication',
    when: 'register_id',
    by: 'command',
  },
  { name: 'committed, not signed', by: 'server' },
  { name: 'anchored, not stored', table: 'before insert on laopedia.checkpoint', when: 'register_id', by: 'server' },
  {
    name: 'within the commit of the checkpoint',
    table: 'constraint insert on laopedia.checkpoint',
    when: 'register_id',
    by: 'signer',
  },
];

const ours = 4_711_000;
/** The signer's own lock of a log (its first number). */
const signersLock = 7_102_027;
const patienceMilliseconds = 60_000;
const blows = ['process', 'process and PostgreSQL', 'PostgreSQL'] as const;

/** Plants a trigger for each point, once; where nobody holds its lock it stops nobody. */
async function plant(sql: Sql, registerId: number): Promise<void> {
  await sql.unsafe(`
    create function public.hold_here() returns trigger language plpgsql security definer as $$
      begin perform pg_advisory_xact_lock_shared(${ours}, tg_argv[0]::int); return new; end $$`);
  for (const [at, { table, when }] of points.entries()) {
    if (table === undefined) continue;
    const condition = when === undefined ? '' : `when (new.${when} = ${registerId})`;
    const isDeferred = table.startsWith('constraint');
    const head = isDeferred
      ? `constraint trigger point_${at} ${table.replace('constraint', 'after')} deferrable initially deferred`
      : `trigger point_${at} ${table}`;
    await sql.unsafe(`create ${head} for each row ${condition} execute function public.hold_here('${at}')`);
  }
}

async function killSigner(dataFolder: string): Promise<void> {
  const { serverPid } = JSON.parse(await readFile(join(dataFolder, 'run.json'), 'utf8')) as { serverPid: number };
  const signer = childrenOf(serverPid).find(pid => /signer\/process/.test(commandOf(pid)));
  if (signer !== undefined) killFamily(signer);
}

/** A session whose locks last. */
function openHolder({ url }: Store): Sql {
  return openRolePool(url, undefined, 1, { idle_timeout: 0, max_lifetime: null });
}

/** The installation whose parts are killed. */
class PointRounds {
  readonly #scratch: string;
  readonly #settings: Record<string, string>;
  readonly #told: Told[] = [];
  #server: RunningServer;
  #store: Store;
  #holder: Sql;
  #registerId = 0;
  #at = 0;

  private constructor(scratch: string, settings: Record<string, string>, server: RunningServer, store: Store) {
    this.#scratch = scratch;
    this.#settings = settings;
    this.#server = server;
    this.#store = store;
    this.#holder = openHolder(store);
  }

  static async open(): Promise<PointRounds> {
    const scratch = await makeScratch();
    const dataFolder = join(scratch, 'data');
    const settings = { LAOPEDIA_DATA: dataFolder, LAOPEDIA_LOG: 'silent' };
    await run(settings, 'begin');
    const server = await start(settings);
    const store = await openStore({ dataFolder, as: 'command', folds });
    const rounds = new PointRounds(scratch, settings, server, store);
    await defineSchools(store, 'schools');
    rounds.#registerId = (await getRegister(store.app, 'schools')).id;
    await plant(store.owner, rounds.#registerId);
    return rounds;
  }

  get #dataFolder(): string {
    return join(this.#scratch, 'data');
  }

  async round(): Promise<Outcome> {
    const at = this.#at++;
    const point = points[at % points.length] as Point;
    const blow = blows[Math.floor(at / points.length) % blows.length] ?? 'process';
    const rows = Array.from({ length: 12 }, (_, row) => school((at % 40) + row, at + 1));
    const file = join(this.#scratch, 'schools.jsonl');
    await writeFile(file, rows.map(row => `${JSON.stringify(row)}\n`).join(''));
    const wrong = (await this.#strike(point, blow, file)).map(sentence => `${point.name}, ${blow}: ${sentence}`);
    const again = await this.#import(file);
    const { code, err } = await again.ended;
    if (code !== 0)
      wrong.push(`${point.name}, ${blow}: the same import again ended with ${code}: ${err.slice(0, 300)}`);
    const acknowledged = await this.#hear(rows);
    wrong.push(...acknowledged.wrong, ...(await judgeAtWork(this.#store, this.#told)));
    return { acknowledged: acknowledged.acknowledged, wrong };
  }

  /** Holds a part at its point, kills, and lets go. */
  async #strike(point: Point, blow: (typeof blows)[number], file: string): Promise<string[]> {
    const lock = point.table === undefined ? [signersLock, this.#registerId] : [ours, points.indexOf(point)];
    await this.#holder`select pg_advisory_lock(${lock[0] ?? 0}, ${lock[1] ?? 0})`;
    const command = await this.#import(file);
    const isThere = await this.#isHeld(lock);
    if (blow !== 'process') await killPostgres(this.#dataFolder);
    if (blow !== 'PostgreSQL') await this.#killPart(point, command.child);
    await this.#letGo(lock);
    if (point.by !== 'command' && blow !== 'PostgreSQL') command.child.kill('SIGKILL');
    await command.ended;
    if (point.by === 'server' && blow !== 'PostgreSQL') {
      this.#server = await start(this.#settings);
      // With both gone PostgreSQL comes back at another place, as after a loss of power.
      if (blow === 'process and PostgreSQL') await this.#openAgain();
    }
    return isThere ? [] : ['nobody came to this point'];
  }

  async #openAgain(): Promise<void> {
    await this.#holder.end({ timeout: 1 });
    await this.#store.close();
    this.#store = await openStore({ dataFolder: this.#dataFolder, as: 'command', folds });
    this.#holder = openHolder(this.#store);
  }

  async #killPart({ by }: Point, command: ChildProcess): Promise<void> {
    if (by === 'command') command.kill('SIGKILL');
    else if (by === 'server') await this.#server.end('SIGKILL');
    else await killSigner(this.#dataFolder);
  }

  async #isHeld([space = 0, number = 0]: readonly number[]): Promise<boolean> {
    const until = performance.now() + patienceMilliseconds;
    while (performance.now() < until) {
      const rows = await this.#store.owner`
        select from pg_locks where locktype = 'advisory' and not granted and classid = ${space} and objid = ${number}`;
      if (rows.length > 0) return true;
      await pause(20);
    }
    return false;
  }

  async #letGo([space = 0, number = 0]: readonly number[]): Promise<void> {
    // With PostgreSQL the lock is gone already; a new session holds none.
    await this.#holder`select pg_advisory_unlock(${space}, ${number})`.catch(() => {});
  }

  async #import(file: string) {
    const argv = ['import', 'schools', file, '--officer', 'ກ', '--approver', 'ຂ', '--json'];
    const env = { ...ordinaryEnvironment(), ...this.#settings };
    const child = spawn(process.execPath, [program, ...argv], { env, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
    return { child, ended: endOf(child) };
  }

  /** After the second import the file's rows stand, whoever wrote them: every publication there is was acknowledged by that. */
  async #hear(rows: readonly Readonly<Record<string, unknown>>[]): Promise<Outcome> {
    const keys = rows.map(row => String(row['code']));
    const pupils = new Set(rows.map(row => String(row['pupils'])));
    const stand = await this.#store.owner.unsafe(
      `select f6 as pupils from records.r${this.#registerId} where key = any($1)`,
      [keys],
    );
    const wrong = stand
      .filter(row => !pupils.has(String(row['pupils'])))
      .map(row => `an acknowledged row does not stand: ${row['pupils']}`);
    if (stand.length !== keys.length) wrong.push(`of ${keys.length} acknowledged rows ${stand.length} stand`);
    const publications = await this.#store.app`
      select proposal, first, number, count from laopedia.publication where register_id = ${this.#registerId} and proposal not like 'define-%'`;
    const fresh = publications.filter(row => !this.#told.some(one => one.proposal === row['proposal']));
    for (const row of fresh) {
      const [first, number, count] = [Number(row['first']), Number(row['number']), Number(row['count'])];
      this.#told.push({
        step: 'published',
        register: 'schools',
        proposal: String(row['proposal']),
        first,
        number,
        count,
      });
    }
    return { acknowledged: fresh.length, wrong };
  }

  async last(): Promise<Outcome> {
    await this.#leave();
    const wrong = await withStore(this.#dataFolder, 'server', store =>
      judge(store, this.#told, join(this.#dataFolder, 'anchor')),
    );
    return { acknowledged: 0, wrong };
  }

  async #leave(): Promise<void> {
    await this.#holder.end({ timeout: 1 });
    await this.#store.close();
    await this.#server.end('SIGKILL');
  }

  async close(): Promise<void> {
    await this.#leave();
    await endPostgres(this.#dataFolder);
    await removeScratch(this.#scratch);
  }
}

/** kill -9 at named points. */
export const namedPoints: Kind = {
  name: 'points',
  about: 'kill -9 of command, server, signer and PostgreSQL at ten named points of a publication',
  ciRounds: 20,
  unable: async () => undefined,
  open: () => PointRounds.open(),
  controls: async () => [await earlyControl()],
};
