// Restarts under load: readers with and without kept connections ask all the time and a writer imports by the command, while the
// server is ended and started again on a port that outlives it. Answers what failed; who asks judges.

import { writeFile } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { getRegister } from '#store';
import { run, type Settings } from '#test/program';
import { judgeAtWork } from '../judgement.ts';
import { openRandom } from '../random.ts';
import { schoolDefinition } from '../school-log.ts';
import { holdPort } from './held-port.ts';
import { withStore } from './scratch.ts';

/** What a restart showed. */
export interface Restarted {
  readonly asked: number;
  /** What went wrong for readers: a status, or a network error such as ECONNREFUSED. */
  readonly failed: readonly string[];
  /** Imports acknowledged by exit code 0 since the last restart. */
  readonly written: number;
  /** What the command said where it failed. */
  readonly unwritten: readonly string[];
  /** Keys that were acknowledged, now or ever, and are not there; and what fsck says. */
  readonly wrong: readonly string[];
}

/** A server behind a held port, with readers and a writer at work. */
export interface Restarts {
  /** Ends the server at some moment and starts it again. */
  restart(how: 'SIGTERM' | 'SIGKILL'): Promise<Restarted>;
  /** Once more, when readers and writer have ended. */
  last(): Promise<Restarted>;
  close(): Promise<void>;
}

/** Sets one up. The folder is made and removed by the caller. */
export async function openRestarts(folder: string): Promise<Restarts> {
  const settings = { LAOPEDIA_DATA: join(folder, 'data'), LAOPEDIA_LOG: 'silent', LAOPEDIA_RATE: '0' };
  await run(settings, 'begin');
  const definition = join(folder, 'schools.json');
  await writeFile(definition, JSON.stringify(schoolDefinition('schools')));
  await run(settings, 'define', definition);
  const port = await holdPort(settings);
  let pid = await port.start();
  const address = `${port.address}/api/v1/registers/schools`;
  await ask(address, undefined, { asked: 0, failed: [] });
  const ending = new AbortController();
  const seen: Seen = { asked: 0, failed: [] };
  const agents = [new Agent({ keepAlive: true }), new Agent({ keepAlive: true }), undefined, undefined];
  const reading = agents.map(agent => read(address, agent, seen, ending.signal));
  const told: Written = { written: [], unwritten: [] };
  const writing = write(settings, folder, told, ending.signal);
  const random = openRandom();
  let counted = 0;
  const look = async (): Promise<Restarted> => {
    const keys = [...told.written];
    const wrong = await lostOrUnsound(settings.LAOPEDIA_DATA, keys);
    const [asked, failed, unwritten] = [seen.asked, seen.failed, told.unwritten];
    [seen.asked, seen.failed, told.unwritten] = [0, [], []];
    const written = keys.length - counted;
    counted = keys.length;
    return { asked, failed: failed.filter(what => !isTurnedAway(what)), written, unwritten, wrong };
  };
  const rest = async () => {
    ending.abort();
    await Promise.all([writing, ...reading]);
  };
  return {
    async restart(how) {
      await pause(500 + random.below(1000));
      await endProcess(pid, how);
      pid = await port.start();
      await ask(address, undefined, { asked: 0, failed: [] });
      return look();
    },
    async last() {
      await rest();
      return look();
    },
    async close() {
      await rest();
      await endProcess(pid, 'SIGTERM');
      await port.release();
    },
  };
}

// Turned away with a time to come again, since the machine was too busy: no fault of the restart.
function isTurnedAway(what: string): boolean {
  return what.startsWith('503 ') && what.includes('app/too-busy');
}

interface Seen {
  asked: number;
  failed: string[];
}

async function read(address: string, agent: Agent | undefined, seen: Seen, ending: AbortSignal): Promise<void> {
  while (!ending.aborted) {
    await ask(address, agent, seen);
    await pause(2);
  }
  agent?.destroy();
}

function ask(address: string, agent: Agent | undefined, seen: Seen): Promise<void> {
  seen.asked += 1;
  return new Promise(resolve => {
    const end = (failure: string | undefined) => {
      if (failure !== undefined) seen.failed.push(failure);
      resolve();
    };
    const request = get(address, { agent: agent ?? false }, answer => {
      let said = '';
      answer.setEncoding('utf8').on('data', text => {
        said = `${said}${text}`.slice(0, 300);
      });
      answer.once('end', () => end(answer.statusCode === 200 ? undefined : `${answer.statusCode} ${said}`));
      answer.once('error', problem => end(String(problem)));
    });
    request.once('error', problem => end((problem as NodeJS.ErrnoException).code ?? String(problem)));
  });
}

interface Written {
  readonly written: string[];
  unwritten: string[];
}

async function write(settings: Settings, folder: string, told: Written, ending: AbortSignal): Promise<void> {
  const file = join(folder, 'one.csv');
  const officers = ['--officer', 'a', '--approver', 'b'];
  for (let at = 0; !ending.aborted; at++) {
    const key = `W${at}`;
    await writeFile(file, `code,name\n${key},ໂຮງຮຽນ ${at}\n`);
    const { code, out, err } = await run(settings, 'import', 'schools', file, ...officers, '--json');
    if (code === 0) told.written.push(key);
    else told.unwritten.push(`${code} ${out}${err}`);
  }
}

function lostOrUnsound(dataFolder: string, keys: readonly string[]): Promise<string[]> {
  return withStore(dataFolder, 'command', async store => {
    const { id } = await getRegister(store.app, 'schools');
    const rows = await store.app.unsafe(`select key from records.r${id} where not withdrawn`);
    const there = new Set(rows.map(row => String(row['key'])));
    const lost = keys.filter(key => !there.has(key)).map(key => `${key} was acknowledged and is not there`);
    return [...lost, ...(await judgeAtWork(store, []))];
  });
}

async function endProcess(pid: number, how: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  process.kill(pid, how);
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await pause(20);
  }
}
