// Ten thousand idle and two thousand slow clients against the real server: visitors are served all the while, the slow are cut
// off, and what their exports held is given back. One round of it, and the same with the limits lifted as its control.
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type AppServer, openAppServer } from '#test/app-server';
import { bringIn, define, jsonLines, openWalk, type Walk } from '#test/walk';
import { type Limits, standardLimits } from '../../src/app/limits.ts';
import type { CrowdOrder, CrowdState } from './slow-clients.fixture.ts';

/** How large the crowd is. */
export interface CrowdSize {
  readonly idle: number;
  readonly slow: number;
}

/** What is asked for, in a release. */
export const fullCrowd: CrowdSize = { idle: 10_000, slow: 2000 };

const second = 1000;
const spared = 1500;
// So often a visitor comes again who was told to: half a minute.
const visits = 120;
const export_ = '/api/v1/registers/long/export.csv';
const list = '/api/v1/registers/long/records?limit=1000';
const page = '/lo/long/k1';
const rowCount = 2500;

/** Limits as they are, but sooner: nobody shall wait for them here. */
export const soonLimits: Limits = {
  ...standardLimits,
  headMs: 4 * second,
  requestMs: 5 * second,
  idleMs: 4 * second,
  checkMs: second / 4,
  stalledMs: 3 * second,
};

const never = 2 ** 30;

/** No limit at all on how slow anybody may be. */
export const liftedLimits: Limits = {
  ...soonLimits,
  headMs: 0,
  requestMs: 0,
  idleMs: never,
  stalledMs: never,
  unreadBytes: Number.POSITIVE_INFINITY,
  connections: Number.POSITIVE_INFINITY,
};

/** The full crowd, or what this process and its child may have descriptors for. */
export function crowdThatFits(wanted: CrowdSize): CrowdSize {
  const limits = readFileSync('/proc/self/limits', 'utf8');
  const most = Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? Number.POSITIVE_INFINITY) - spared;
  const share = Math.min(1, most / (wanted.idle + wanted.slow));
  return { idle: Math.floor(wanted.idle * share), slow: Math.floor(wanted.slow * share) };
}

/** A register whose export and whose longest list are more than sockets hold. */
export async function openLongRegister(): Promise<Walk> {
  const walk = await openWalk();
  const fields = [
    { name: 'id', type: 'string' },
    { name: 'text', type: 'string' },
  ];
  await define(walk, { name: 'long', schema: { primaryKey: ['id'], fields } });
  const rows = Array.from({ length: rowCount }, (_, at) => ({ id: `k${at}`, text: 'ຍາວ'.repeat(700) }));
  await bringIn(walk, 'long', jsonLines(rows));
  return walk;
}

/** One round against a server with such limits. Gives sentences of what was wrong. */
export async function slowClients(walk: Walk, limits: Limits, size: CrowdSize, patienceMs: number): Promise<string[]> {
  const wrong: string[] = [];
  // Fewer places than the crowd has heads: who comes must find room.
  const connections = Math.min(limits.connections, Math.floor((size.idle + size.slow) * 0.9));
  const held = Number.isFinite(limits.connections) ? { ...limits, connections } : limits;
  const server = await openAppServer(walk, { limits: held });
  const address = await server.http.listen({ port: 0, host: '127.0.0.1' });
  const child = fork(fileURLToPath(new URL('./slow-clients.fixture.ts', import.meta.url)));
  try {
    await told(child, orderOf(Number(new URL(address).port), size));
    await visit(address, wrong, 'while the crowd stands');
    const end = performance.now() + patienceMs;
    // Counted at the server: who reads nothing does not read that he was cut off either.
    let open = await openAt(server.http);
    while (open > 0 && performance.now() < end) {
      await new Promise(resolve => setTimeout(resolve, second / 2));
      await visit(address, wrong, 'while the crowd is cut');
      open = await openAt(server.http);
    }
    const { made } = await stateOf(child);
    if (made < size.idle + size.slow) wrong.push(`only ${made} of the crowd came in`);
    if (open > 0) wrong.push(`${open} of the crowd were not cut off`);
    await exportAll(address, wrong);
    await findHeldConnections(walk, wrong);
  } finally {
    child.disconnect();
    await server.close();
  }
  return wrong;
}

function openAt({ server }: AppServer['http']): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((problem, count) => (problem === null ? resolve(count) : reject(problem)));
  });
}

function orderOf(port: number, { idle, slow }: CrowdSize): CrowdOrder {
  const lists = Math.min(20, Math.floor(slow / 8));
  const exports = Math.min(8, Math.floor(slow / 8));
  return {
    port,
    silent: Math.ceil(idle / 2),
    staying: Math.floor(idle / 2),
    heads: slow - 2 * lists - 2 * exports,
    readers: [true, false].flatMap(drops => [
      { path: export_, count: exports, drops },
      { path: list, count: lists, drops },
    ]),
  };
}

async function told(child: ChildProcess, order: CrowdOrder): Promise<void> {
  const standing = new Promise(resolve => child.once('message', resolve));
  child.send(order);
  await standing;
}

async function stateOf(child: ChildProcess): Promise<CrowdState> {
  const said = new Promise<CrowdState>(resolve => child.once('message', state => resolve(state as CrowdState)));
  child.send('state');
  return said;
}

// A visitor comes, reads a record and goes; who is told to come again does so.
async function visit(address: string, wrong: string[], when: string): Promise<void> {
  for (let time = 0; time < visits; time++) {
    try {
      const answer = await fetch(address + page, { headers: { connection: 'close' } });
      await answer.text();
      if (answer.status === 200) return;
      if (![429, 503].includes(answer.status) || answer.headers.get('retry-after') === null)
        wrong.push(`a visitor was told ${answer.status} ${when}`);
    } catch (problem) {
      wrong.push(`a visitor was not let in ${when}: ${String((problem as Error).cause ?? problem)}`);
    }
    await new Promise(resolve => setTimeout(resolve, second / 4));
  }
  wrong.push(`a visitor read no record ${when}`);
}

// As many exports as go at once, each to its end: nobody holds their places.
async function exportAll(address: string, wrong: string[]): Promise<void> {
  const most = standardLimits.lanes.export.most;
  await Promise.all(
    Array.from({ length: most }, async () => {
      const answer = await fetch(address + export_);
      const lines = (await answer.text()).split('\n').length;
      if (answer.status !== 200) wrong.push(`an export was told ${answer.status}`);
      else if (lines !== rowCount + 2) wrong.push(`an export had ${lines} lines`);
    }),
  );
}

async function findHeldConnections(walk: Walk, wrong: string[]): Promise<void> {
  const rows = await walk.store.owner`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and state like 'idle in transaction%'`;
  const held = Number(rows[0]?.['count']);
  if (held > 0) wrong.push(`${held} connections of the database are still held`);
}
