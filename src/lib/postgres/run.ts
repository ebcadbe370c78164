// One run of PostgreSQL on a data folder: join it, start it, end it. Whoever calls holds the door (see cluster.ts).

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { giveTo, reachableBinaries, removeCopy } from './account.ts';
import { type Listening, superuser, waitForAnswer, worksOn } from './answer.ts';
import type { DataFolder } from './data-folder.ts';
import { driver } from './driver.ts';
import { hasCluster, makeCluster, setPassword } from './initdb.ts';
import { chooseListening, removeSocketFolder } from './listening.ts';
import { type Engine, startPostmaster, stopPostmaster } from './postmaster.ts';
import { disownPid, findPostmaster, isGone, type Postmaster } from './postmaster-file.ts';
import { PostgresProblem } from './problem.ts';
import { type Run, readRunFile, removeRunFile, writeRunFile } from './run-file.ts';

/** The one database of a cluster made here. */
export const databaseName = 'laopedia';

/** A postmaster listens before it recovers, so this is soon. */
const listenSeconds = 30;

/**
 * The run at work on the folder, whoever started it: a postmaster whose Node was killed is adopted like any other. One that
 * cannot be used (its socket is gone, it has another password, other settings are wanted) is ended if nobody else uses it.
 */
export async function joinRun(engine: Engine, alone: boolean, isServer: boolean): Promise<Run | undefined> {
  const found = await reach(engine);
  if (found === undefined) return undefined;
  const known = await readRunFile(engine.places);
  const told = known?.postgresPid === found.postmaster.pid ? known : undefined;
  const wanted = told !== undefined && sameSettings(told.settings, engine.settings);
  if (found.answer === 'ready' && (wanted || !alone)) {
    if (!wanted && isServer)
      engine.log('PostgreSQL runs with other settings and is in use; they apply after its next start');
    if (alone) engine.log(`PostgreSQL (process ${found.postmaster.pid}) was left running and is taken over`);
    return told ?? describe(found.postmaster, engine);
  }
  if (!alone)
    throw new PostgresProblem('start-failed', 'PostgreSQL runs and is in use, but does not let us in', {
      path: engine.places.postgres,
      pid: found.postmaster.pid,
    });
  await stopPostmaster(engine, found.postmaster);
  return undefined;
}

function sameSettings(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every(name => a[name] === b[name]);
}

/** Waits for the running postmaster's answer, if there is one and while it lives. */
async function reach(engine: Engine): Promise<{ postmaster: Postmaster; answer: string } | undefined> {
  const { postgres: folder } = engine.places;
  const listensUntil = performance.now() + listenSeconds * 1000;
  for (;;) {
    const postmaster = await findPostmaster(folder);
    if (postmaster === undefined) return undefined;
    const at = listeningOf(postmaster);
    if (at === undefined && performance.now() < listensUntil) {
      // it has not come so far as to listen
      await pause(20);
      continue;
    }
    if (at === undefined || !hasSocket(at)) return { postmaster, answer: 'no-socket' };
    const answer = await waitForAnswer(engine, at, () => isGone(folder, postmaster.pid));
    if (answer === 'ready' && !(await worksOn(at, engine.password, folder))) {
      await disownPid(folder, postmaster.pid);
      return undefined;
    }
    if (answer !== undefined) return { postmaster, answer };
  }
}

function hasSocket(at: Listening): boolean {
  return !at.host.startsWith('/') || existsSync(join(at.host, `.s.PGSQL.${at.port}`));
}

function listeningOf({ socketFolder, port }: Postmaster): Listening | undefined {
  if (process.platform === 'win32') return port > 0 ? { host: '127.0.0.1', port } : undefined;
  return socketFolder === '' ? undefined : { host: socketFolder, port };
}

function describe(postmaster: Postmaster, engine: Engine): Run {
  return {
    dataFolder: engine.places.root,
    postgresPid: postmaster.pid,
    socketFolder: listeningOf(postmaster)?.host ?? '',
    port: postmaster.port,
    startedAt: new Date().toISOString(),
    settings: engine.settings,
  };
}

/** Starts PostgreSQL, having made its data when there is none; `again` at the place where a killed one listened. */
export async function startRun(engine: Engine, again?: Run): Promise<Run> {
  const { places, account } = engine;
  const known = await hasCluster(places);
  await removeTraces(places, again ?? (await readRunFile(places)));
  const { binaries, copied } = await reachableBinaries(account, engine.binaries);
  const { at, settings } = await chooseListening(account, engine.settings, again?.socketFolder);
  const run: Omit<Run, 'postgresPid'> = {
    dataFolder: places.root,
    socketFolder: at.host,
    port: at.port,
    startedAt: new Date().toISOString(),
    settings: engine.settings,
    ...(copied === undefined ? {} : { programs: copied }),
    // a server whose PostgreSQL died is still there, and commands find it
    ...(again?.serverPid === undefined ? {} : { serverPid: again.serverPid }),
    ...(again?.http === undefined ? {} : { http: again.http }),
  };
  try {
    // noted before anything else: a kill from here on leaves traces that the next start finds
    await writeRunFile(places, { ...run, postgresPid: 0 });
    const ready = { ...engine, binaries, settings };
    const passwordFolder = process.platform === 'win32' ? places.secret : at.host;
    if (known) await giveTo(account, places.postgres);
    else await makeCluster(places, binaries, account, engine.password, passwordFolder);
    const pid = await startWithPassword(ready, at);
    await makeDatabase(ready, at);
    return { ...run, postgresPid: pid };
  } catch (error) {
    await endRun(engine, { ...run, postgresPid: 0 });
    throw error;
  }
}

async function startWithPassword(engine: Engine, at: Listening): Promise<number> {
  const first = await startPostmaster(engine, at);
  if (first.answer === 'ready') return first.pid;
  engine.log('the data came without its password; a new one is set');
  await stopPostmaster(engine, first);
  await setPassword(engine.places, engine.binaries, engine.account, engine.password);
  const second = await startPostmaster(engine, at);
  if (second.answer === 'ready') return second.pid;
  await stopPostmaster(engine, second);
  throw new PostgresProblem('start-failed', 'PostgreSQL refuses our password', { path: engine.places.postgres });
}

async function makeDatabase(engine: Engine, at: Listening): Promise<void> {
  const { password } = engine;
  const sql = driver({ ...at, database: 'postgres', username: superuser, password, max: 1, onnotice: () => {} });
  try {
    const known = await sql`select from pg_database where datname = ${databaseName}`;
    if (known.length === 0) await sql`create database ${sql(databaseName)} template template0`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Ends PostgreSQL in order and removes what it left outside the data folder. */
export async function endRun(engine: Engine, run: Run): Promise<void> {
  const postmaster = await findPostmaster(engine.places.postgres);
  if (postmaster !== undefined) await stopPostmaster(engine, postmaster);
  await removeTraces(engine.places, await readRunFile(engine.places));
  await removeTraces(engine.places, run);
  await removeRunFile(engine.places);
}

/** The run.json of a copied folder names what the original uses: that is left alone. */
async function removeTraces(places: DataFolder, run: Run | undefined): Promise<void> {
  if (run?.dataFolder !== places.root) return;
  await removeSocketFolder(run.socketFolder);
  await removeCopy(run.programs);
}
