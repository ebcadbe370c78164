// One run of PostgreSQL on a data folder: join it, start it, end it. Whoever calls holds the door (see cluster.ts).

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { giveTo, reachableBinaries, removeCopy } from './account.ts';
import { type Listening, superuser, waitForAnswer } from './answer.ts';
import { hasCluster, makeCluster, setPassword } from './initdb.ts';
import { chooseListening, removeSocketFolder } from './listening.ts';
import { type Engine, startPostmaster, stopPostmaster } from './postmaster.ts';
import { findPostmaster, isGone, type Postmaster } from './postmaster-file.ts';
import { PostgresProblem } from './problem.ts';
import { type Run, readRunFile, removeRunFile, writeRunFile } from './run-file.ts';

/** The one database of a cluster made here. */
export const databaseName = 'laopedia';

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
    const { serverPid: _pid, http: _http, ...run } = told ?? (await describe(found.postmaster, engine));
    if (alone) engine.log(`PostgreSQL (process ${run.postgresPid}) was left running and is taken over`);
    return run;
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
  for (;;) {
    const postmaster = await findPostmaster(engine.places.postgres);
    if (postmaster === undefined) return undefined;
    const at = listeningOf(postmaster);
    if (at === undefined) {
      // it has not come so far as to listen
      await pause(20);
      continue;
    }
    if (at.host.startsWith('/') && !existsSync(join(at.host, `.s.PGSQL.${at.port}`)))
      return { postmaster, answer: 'no-socket' };
    const answer = await waitForAnswer(engine, at, () => isGone(engine.places.postgres, postmaster.pid));
    if (answer !== undefined) return { postmaster, answer };
  }
}

function listeningOf({ socketFolder, port }: Postmaster): Listening | undefined {
  if (process.platform === 'win32') return port > 0 ? { host: '127.0.0.1', port } : undefined;
  return socketFolder === '' ? undefined : { host: socketFolder, port };
}

async function describe(postmaster: Postmaster, engine: Engine): Promise<Run> {
  return {
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
  await removeTraces(again ?? (await readRunFile(places)));
  const { binaries, copied } = await reachableBinaries(account, engine.binaries);
  const { at, settings } = await chooseListening(account, engine.settings, again?.socketFolder);
  const run: Omit<Run, 'postgresPid'> = {
    socketFolder: at.host,
    port: at.port,
    startedAt: new Date().toISOString(),
    settings: engine.settings,
    ...(copied === undefined ? {} : { programs: copied }),
  };
  // noted before anything else: a kill from here on leaves traces that the next start finds
  await writeRunFile(places, { ...run, postgresPid: 0 });
  try {
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
  const sql = postgres({ ...at, database: 'postgres', username: superuser, password, max: 1, onnotice: () => {} });
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
  await removeTraces(await readRunFile(engine.places));
  await removeTraces(run);
  await removeRunFile(engine.places);
}

async function removeTraces(run: Run | undefined): Promise<void> {
  if (run === undefined) return;
  await removeSocketFolder(run.socketFolder);
  await removeCopy(run.programs);
}
