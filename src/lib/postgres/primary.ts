// An address of several servers (`//one:5432,two:5432/`): each connection goes to the one that is the primary now. The driver's own
// way leaves questions unanswered for ever while no host answers (porsager/postgres#1174), so it is only ever given a socket.
import { connect } from 'node:net';
import { Duplex } from 'node:stream';
import { driver } from './driver.ts';

/** A server of such an address. */
interface Host {
  readonly host: string;
  readonly port: number;
  readonly url: string;
}

/** What the driver is given for such an address. */
export interface PrimaryAddress {
  /** The address of the first server, for all but the host. */
  readonly url: string;
  socket(): Promise<Duplex>;
}

const defaultPort = 5432;
const freshMs = 1000;
/** So long others may take to say that they are a primary too. */
const graceMs = 300;
const connectSeconds = 3;
const severalHosts = /^(postgres(?:ql)?:\/\/(?:[^/?@]*@)?)([^/?@]*,[^/?@]*)((?:\/[^?]*)?)(?:\?(.*))?$/;

/** The servers of an address; undefined where there is only one. */
export function hostsOf(url: string): readonly Host[] | undefined {
  const [, begin = '', hosts, path = '', query = ''] = severalHosts.exec(url) ?? [];
  if (hosts === undefined) return undefined;
  const asked = new URLSearchParams(query);
  asked.delete('target_session_attrs');
  return hosts.split(',').map(text => {
    const one = new URL(`${begin}${text}${path}${asked.size === 0 ? '' : `?${asked}`}`);
    return { host: one.hostname.replace(/^\[|\]$/g, ''), port: Number(one.port || defaultPort), url: one.href };
  });
}

const searches = new Map<string, () => Promise<Host>>();

/** The driver's side of an address of several servers. Pools of one address share what was found, for a second. */
export function primaryAddress(url: string, hosts: readonly Host[]): PrimaryAddress {
  const search = searches.get(url) ?? searchOf(hosts);
  searches.set(url, search);
  return {
    url: hosts[0]?.url ?? url,
    async socket() {
      try {
        const { host, port } = await search();
        return Object.assign(connect(port, host), { host, port });
      } catch (problem) {
        // The driver forgets a connection whose socket could not be made; one that ends with an error it knows how to lose.
        return broken(problem as Error);
      }
    },
  };
}

function searchOf(hosts: readonly Host[]): () => Promise<Host> {
  let found: { readonly host: Host; readonly at: number } | undefined;
  let searching: Promise<Host> | undefined;
  return () => {
    if (found !== undefined && performance.now() - found.at < freshMs) return Promise.resolve(found.host);
    searching ??= findPrimary(hosts)
      .then(host => {
        found = { host, at: performance.now() };
        return host;
      })
      .finally(() => {
        searching = undefined;
      });
    return searching;
  };
}

async function findPrimary(hosts: readonly Host[]): Promise<Host> {
  const primaries: Host[] = [];
  const looks = hosts.map(async host => {
    if (await isPrimary(host)) primaries.push(host);
    else throw new Error('not the primary');
  });
  await Promise.any(looks).catch(() => {});
  const grace = Promise.withResolvers<void>();
  const timer = setTimeout(grace.resolve, graceMs);
  await Promise.race([Promise.allSettled(looks), grace.promise]);
  clearTimeout(timer);
  const [first] = primaries;
  if (first !== undefined && primaries.length === 1) return first;
  const said = primaries.length === 0 ? 'none' : 'more than one';
  throw Object.assign(new Error(`${said} of the ${hosts.length} servers of this address is the primary`), {
    code: 'CONNECT_TIMEOUT',
  });
}

async function isPrimary({ url }: Host): Promise<boolean> {
  const sql = driver(url, { max: 1, connect_timeout: connectSeconds, fetch_types: false, onnotice: () => {} });
  try {
    const [row] = await sql`select not pg_is_in_recovery() as yes`;
    return row?.['yes'] === true;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function broken(problem: Error): Duplex {
  const socket = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() });
  setImmediate(() => socket.destroy(problem));
  return socket;
}
