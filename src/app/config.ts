// Settings from the environment, read once at start. An unknown LAOPEDIA_* is refused: a misspelt setting does nothing in
// silence otherwise.
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { type Reserve, readReserve, usualReserve } from '#lib/disk';
import { type Keep, readKeep } from '#store';
import { standardLimits } from './limits.ts';
import { refuseApp } from './refusals.ts';

/** The settings of an installation. Folders are absolute. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | undefined;
  /** Copies of the database that public reading may use. */
  readonly readUrls: readonly string[];
  readonly dataFolder: string;
  readonly anchorFolder: string;
  /** Public address for links and new logs, without a slash at its end; undefined: the address of the server. */
  readonly origin: string | undefined;
  readonly logLevel: string;
  readonly metricsPort: number | undefined;
  /** Requests a second that one network may ask for ever; 0: no limit. */
  readonly ratePerSecond: number;
  /** Addresses and ranges of proxies whose `x-forwarded-for` is believed. */
  readonly trustedProxies: readonly string[];
  readonly connections: number;
  /** Folder of the backup that a server keeps up to date; undefined: what `laopedia backup` began, if anything. */
  readonly backupFolder: string | undefined;
  /** File with the public half of the backup's key, or a pass phrase. */
  readonly backupKey: string | undefined;
  readonly backupKeep: Keep;
  /** How much of the data folder's disk is kept free: below that the installation is read-only. */
  readonly diskReserve: Reserve;
}

const known = [
  'LAOPEDIA_DATA',
  'LAOPEDIA_ORIGIN',
  'LAOPEDIA_LOG',
  'LAOPEDIA_METRICS_PORT',
  'LAOPEDIA_READ_URL',
  'LAOPEDIA_ANCHOR',
  'LAOPEDIA_RATE',
  'LAOPEDIA_TRUSTED_PROXY',
  'LAOPEDIA_CONNECTIONS',
  'LAOPEDIA_BACKUP',
  'LAOPEDIA_BACKUP_KEY',
  'LAOPEDIA_BACKUP_KEEP',
  'LAOPEDIA_DISK_RESERVE',
  'LAOPEDIA_HANDED_OVER',
];
const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const defaultPort = 8080;
// A whole province of phones may come from one address of its carrier.
const standardRate = 100;

/** Reads and checks the settings. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  for (const name of Object.keys(env)) {
    if (!name.startsWith('LAOPEDIA_') || name.startsWith('LAOPEDIA_TEST_') || known.includes(name)) continue;
    throw refuseApp('unknown-setting', { name, known: known.slice(0, -1).join(', ') });
  }
  const dataFolder = resolve(env['LAOPEDIA_DATA'] || './.laopedia');
  return {
    port: portOf(env, 'PORT') ?? defaultPort,
    host: env['HOST'] || '127.0.0.1',
    databaseUrl: env['DATABASE_URL'] || undefined,
    readUrls: readUrlsOf(env['LAOPEDIA_READ_URL']),
    dataFolder,
    anchorFolder: resolve(env['LAOPEDIA_ANCHOR'] || `${dataFolder}/anchor`),
    origin: originOf(env['LAOPEDIA_ORIGIN']),
    logLevel: levelOf(env['LAOPEDIA_LOG']),
    metricsPort: portOf(env, 'LAOPEDIA_METRICS_PORT'),
    ratePerSecond: numberOf(env, 'LAOPEDIA_RATE', 0, 1_000_000) ?? standardRate,
    trustedProxies: proxiesOf(env['LAOPEDIA_TRUSTED_PROXY']),
    connections: numberOf(env, 'LAOPEDIA_CONNECTIONS', 10, 1_000_000) ?? standardLimits.connections,
    backupFolder: pathOf(env['LAOPEDIA_BACKUP']),
    backupKey: pathOf(env['LAOPEDIA_BACKUP_KEY']),
    backupKeep: keepOf(env['LAOPEDIA_BACKUP_KEEP']),
    diskReserve: reserveOf(env['LAOPEDIA_DISK_RESERVE']),
  };
}

function portOf(env: Readonly<Record<string, string | undefined>>, name: string): number | undefined {
  return numberOf(env, name, 0, 65_535);
}

function numberOf(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  least: number,
  most: number,
): number | undefined {
  const given = env[name];
  if (given === undefined || given === '') return undefined;
  const number = Number(given);
  if (!Number.isInteger(number) || number < least || number > most)
    throw refuseApp('bad-setting', { name, given, wanted: `${least}-${most}` });
  return number;
}

function proxiesOf(given: string | undefined): readonly string[] {
  const proxies = (given ?? '')
    .split(',')
    .map(one => one.trim())
    .filter(one => one !== '');
  for (const proxy of proxies) {
    const [address = '', bits, ...more] = proxy.split('/');
    const widest = isIP(address) === 4 ? 32 : 128;
    const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= widest);
    if (isIP(address) === 0 || !fits || more.length > 0)
      throw refuseApp('bad-setting', { name: 'LAOPEDIA_TRUSTED_PROXY', given: proxy, wanted: '127.0.0.1, 10.0.0.0/8' });
  }
  return proxies;
}

function pathOf(given: string | undefined): string | undefined {
  return given === undefined || given === '' ? undefined : resolve(given);
}

function keepOf(given: string | undefined): Keep {
  const keep = readKeep(given || '7d');
  if (keep === undefined) throw refuseApp('bad-setting', { name: 'LAOPEDIA_BACKUP_KEEP', given, wanted: '7d, 5' });
  return keep;
}

function originOf(given: string | undefined): string | undefined {
  if (given === undefined || given === '') return undefined;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw refuseApp('bad-setting', { name: 'LAOPEDIA_ORIGIN', given, wanted: 'https://data.example.la' });
  }
  return url.origin;
}

function reserveOf(given: string | undefined): Reserve {
  if (given === undefined || given === '') return usualReserve;
  const reserve = readReserve(given);
  if (reserve === undefined)
    throw refuseApp('bad-setting', { name: 'LAOPEDIA_DISK_RESERVE', given, wanted: 'off, 5%, 4GiB' });
  return reserve;
}

// One address, one server: behind an address that leads to several, what one of them holds says nothing of the next.
function readUrlsOf(given = ''): string[] {
  const urls = given.split(/\s+/).filter(Boolean);
  const isOne = (url: string) => /^postgres(ql)?:/.test(url) && URL.canParse(url);
  if (urls.every(isOne)) return urls;
  throw refuseApp('bad-setting', {
    name: 'LAOPEDIA_READ_URL',
    given: given.replace(/\/\/\S*@/g, '//…@'),
    wanted: 'postgres://user:password@copy-1/laopedia postgres://user:password@copy-2/laopedia',
  });
}

function levelOf(given: string | undefined): string {
  // On a terminal a person reads along: a line for every request is for machines.
  if (given === undefined || given === '') return process.stdout.isTTY === true ? 'warn' : 'info';
  if (!levels.includes(given))
    throw refuseApp('bad-setting', { name: 'LAOPEDIA_LOG', given, wanted: levels.join(', ') });
  return given;
}
