// The server: store, signer, and the interfaces on one HTTP port. Opened in this order, closed in the other.
import type { FastifyInstance } from 'fastify';
import type { Sql } from 'postgres';
import { type SignerProcess, startSigner } from '#signer';
import { type Store, sweepStaging } from '#store';
import { dropForgotten } from '#workflow/proposal';
import { startBackingUp } from './backing-up.ts';
import { openBarred } from './barred.ts';
import { openCatalogue } from './catalogue.ts';
import type { Config } from './config.ts';
import { startDiskWatch } from './disk-watch.ts';
import { type Drain, openDrain } from './drain.ts';
import { signerOptions } from './house.ts';
import { addressOf, makeHttp } from './http.ts';
import { findInstallation } from './installation.ts';
import { type Lead, onlyServer } from './lead.ts';
import { openConfiguredStore } from './open-store.ts';
import { portProblem, refuseTakenPort } from './port.ts';
import { openReads } from './reads.ts';
import { startRefreshing } from './refreshing.ts';
import { startSequencing } from './sequencing.ts';
import { watchTraffic } from './watch/traffic.ts';
import { openWatch } from './watch/watch.ts';

const lastSignatureMs = 3000;

/** A running server. */
export interface Server {
  readonly address: string;
  close(): Promise<void>;
}

/** What a server starts with, beside its settings: the lead of its database, and a listening socket if one was handed down. */
export interface ServerStart {
  readonly lead: Lead;
  readonly descriptor: number | undefined;
}

/** Starts everything. `say` is told what a person at the terminal wants to know. */
export async function startServer(
  config: Config,
  say: (line: string) => void,
  { lead, descriptor }: ServerStart = { lead: onlyServer, descriptor: undefined },
): Promise<Server> {
  const store = await openConfiguredStore(config, 'server', say);
  // Once it serves, what happens beside the requests is told where they are told.
  let tell = say;
  const told = (line: string) => tell(line);
  const opened: { close(): Promise<unknown> }[] = [store];
  const close = async () => {
    for (const one of opened.reverse()) await one.close();
    opened.length = 0;
  };
  try {
    if (descriptor === undefined) await refuseTakenPort(config);
    await lead.claim(store.app);
    // What an import left behind that was killed: nobody was promised those rows.
    await dropForgotten(store);
    await sweepStaging(store);
    const found = await findInstallation(store);
    const fresh = found === undefined || found.filling !== undefined;
    const state = { ready: false };
    const signer: SignerProcess = await startSigner(signerOptions(config, store, told, lead.term));
    opened.push({ close: () => stopSigner(store, signer) });
    if (fresh) await (await import('./demo.ts')).fillDemo(store, say);
    opened.push(startDiskWatch(store, config.dataFolder, told));
    const demo = (await findInstallation(store))?.demo ?? false;
    opened.push(startSequencing(store, told));
    const catalogue = await openCatalogue(store);
    opened.push(catalogue);
    const reads = openReads(store, catalogue, config.readUrls, told);
    opened.push(reads);
    const traffic = watchTraffic();
    const barred = await openBarred(store);
    opened.push(barred);
    const parts = { config, store, catalogue, demo, ready: () => state.ready, traffic, reads, barred: barred.holds };
    const http = await makeHttp(parts);
    opened.push(http);
    const drain = openDrain(http.server);
    opened.push({ close: () => endRequests(drain, state, told) });
    opened.push(await openWatch({ config, store, signer, traffic, reads }));
    const address = await listen(http, config, descriptor);
    state.ready = true;
    if (process.stderr.isTTY !== true) tell = line => http.log.warn(line);
    opened.push(startRefreshing(store, told));
    opened.push(await startBackingUp(config, store, told));
    await store.cluster?.announce(address);
    return { address, close };
  } catch (problem) {
    await close();
    throw problem;
  }
}

async function listen(http: FastifyInstance, config: Config, descriptor: number | undefined): Promise<string> {
  const at = { port: config.port, host: config.host, ...(descriptor === undefined ? {} : { fd: descriptor }) };
  try {
    await http.listen(at);
  } catch (problem) {
    throw portProblem(problem, config.port);
  }
  return addressOf(http, config);
}

async function endRequests(drain: Drain, state: { ready: boolean }, say: (line: string) => void): Promise<void> {
  state.ready = false;
  const cut = await drain.end();
  if (cut > 0) say(`${cut} answers that took too long were cut`);
}

// The last head too is signed, if that can be done soon; if not, the next start does it.
async function stopSigner(store: Store, signer: SignerProcess): Promise<void> {
  const unsigned = await readUnsigned(store.app).catch(() => []);
  await Promise.all(unsigned.map(({ id, size }) => signer.settled(id, size, lastSignatureMs)));
  await signer.stop();
}

async function readUnsigned(sql: Sql): Promise<{ readonly id: number; readonly size: number }[]> {
  const rows = await sql`
    select r.id, h.size from laopedia.register r join laopedia.head h on h.register_id = r.id
    where not r.copied
      and not exists (select from laopedia.checkpoint c where c.register_id = r.id and c.size = h.size and c.anchored)`;
  return rows.map(row => ({ id: Number(row['id']), size: Number(row['size']) }));
}
