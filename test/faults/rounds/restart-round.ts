// One round of restarts: readers with and without kept connections ask all the time and a writer imports by the command, while the
// server is ended and started again on a port that outlives it. Answers what failed; who asks judges.

import { rm, writeFile } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { run } from '#test/program';
import { schoolDefinition } from '../school-log.ts';
import { holdPort } from './held-port.ts';

/** What a round showed. */
export interface RestartRound {
  readonly asked: number;
  /** What went wrong for readers: a status, or a network error such as ECONNREFUSED. */
  readonly failed: readonly string[];
  /** Turned away with a time to come again, since the machine was too busy: no fault of the restart. */
  readonly turnedAway: number;
  /** Imports acknowledged by exit code 0. */
  readonly written: number;
  /** What the command said where it failed. */
  readonly unwritten: readonly string[];
  /** Acknowledged keys that are not there at the end. */
  readonly lost: readonly string[];
  /** Of the servers that were ended: how they ended. */
  readonly slowestAnswerMs: number;
}

/** Restarts the server so many times. The folder is made and removed by the caller. */
export async function restartRound(
  folder: string,
  restarts: number,
  how: 'SIGTERM' | 'SIGKILL',
): Promise<RestartRound> {
  const settings = { LAOPEDIA_DATA: join(folder, 'data'), LAOPEDIA_LOG: 'silent', LAOPEDIA_RATE: '0' };
  await run(settings, 'begin');
  const definition = join(folder, 'schools.json');
  await writeFile(definition, JSON.stringify(schoolDefinition('schools')));
  await run(settings, 'define', definition);
  const port = await holdPort(settings);
  let pid = await port.start();
  const address = `${port.address}/api/v1/registers/schools`;
  await ask(address, undefined, { asked: 0, failed: [], slowestMs: 0 });
  const ending = new AbortController();
  const readers = [new Agent({ keepAlive: true }), new Agent({ keepAlive: true }), undefined, undefined].map(agent =>
    read(address, agent, ending.signal),
  );
  const writing = write(settings, folder, ending.signal);
  for (let turn = 0; turn < restarts; turn++) {
    await pause(1500);
    await endProcess(pid, how);
    pid = await port.start();
    await ask(address, undefined, { asked: 0, failed: [], slowestMs: 0 });
  }
  await pause(500);
  ending.abort();
  const [{ written, unwritten }, ...seen] = [await writing, ...(await Promise.all(readers))];
  const lost = await lostKeys(settings, written);
  await endProcess(pid, 'SIGTERM');
  await port.release();
  await rm(folder, { recursive: true, force: true });
  return {
    asked: seen.reduce((sum, one) => sum + one.asked, 0),
    failed: seen.flatMap(one => one.failed).filter(what => !isTurnedAway(what)),
    turnedAway: seen.flatMap(one => one.failed).filter(isTurnedAway).length,
    written: written.length,
    unwritten,
    lost,
    slowestAnswerMs: Math.max(...seen.map(one => one.slowestMs)),
  };
}

function isTurnedAway(what: string): boolean {
  return what.startsWith('503 ') && what.includes('app/too-busy');
}

interface Seen {
  asked: number;
  failed: string[];
  slowestMs: number;
}

async function read(address: string, agent: Agent | undefined, ending: AbortSignal): Promise<Seen> {
  const seen: Seen = { asked: 0, failed: [], slowestMs: 0 };
  while (!ending.aborted) {
    await ask(address, agent, seen);
    await pause(2);
  }
  agent?.destroy();
  return seen;
}

function ask(address: string, agent: Agent | undefined, seen: Seen): Promise<void> {
  const began = performance.now();
  seen.asked += 1;
  return new Promise(resolve => {
    const end = (failure: string | undefined) => {
      if (failure !== undefined) seen.failed.push(failure);
      seen.slowestMs = Math.max(seen.slowestMs, performance.now() - began);
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

async function write(settings: Readonly<Record<string, string>>, folder: string, ending: AbortSignal) {
  const written: string[] = [];
  const unwritten: string[] = [];
  for (let at = 0; !ending.aborted; at++) {
    const key = `W${at}`;
    const file = join(folder, `${key}.csv`);
    await writeFile(file, `code,name\n${key},ໂຮງຮຽນ ${at}\n`);
    const { code, out, err } = await run(
      settings,
      'import',
      'schools',
      file,
      '--officer',
      'a',
      '--approver',
      'b',
      '--json',
    );
    if (code === 0) written.push(key);
    else unwritten.push(`${code} ${out}${err}`);
  }
  return { written, unwritten };
}

async function lostKeys(settings: Readonly<Record<string, string>>, written: readonly string[]): Promise<string[]> {
  const { out } = await run(settings, 'export', 'schools', '--format', 'csv');
  const there = new Set(out.split('\n').map(line => line.split(',')[0]));
  return written.filter(key => !there.has(key));
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
