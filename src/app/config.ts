// Settings from the environment, read once at start. An unknown LAOPEDIA_* is refused: a misspelt setting does nothing in
// silence otherwise.
import { resolve } from 'node:path';
import { Refusal } from '#register';
import { appRefusals } from './refusals.ts';

/** The settings of an installation. Folders are absolute. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | undefined;
  readonly dataFolder: string;
  readonly anchorFolder: string;
  /** Public address for links and new logs, without a slash at its end; undefined: the address of the server. */
  readonly origin: string | undefined;
  readonly logLevel: string;
  readonly metricsPort: number | undefined;
}

const known = [
  'LAOPEDIA_DATA',
  'LAOPEDIA_ORIGIN',
  'LAOPEDIA_LOG',
  'LAOPEDIA_METRICS_PORT',
  'LAOPEDIA_ANCHOR',
  'LAOPEDIA_HANDED_OVER',
];
const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const defaultPort = 8080;

/** Reads and checks the settings. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  for (const name of Object.keys(env)) {
    if (!name.startsWith('LAOPEDIA_') || name.startsWith('LAOPEDIA_TEST_') || known.includes(name)) continue;
    throw refuse('unknown-setting', { name, known: known.slice(0, -1).join(', ') });
  }
  const dataFolder = resolve(env['LAOPEDIA_DATA'] || './.laopedia');
  return {
    port: portOf(env, 'PORT') ?? defaultPort,
    host: env['HOST'] || '127.0.0.1',
    databaseUrl: env['DATABASE_URL'] || undefined,
    dataFolder,
    anchorFolder: resolve(env['LAOPEDIA_ANCHOR'] || `${dataFolder}/anchor`),
    origin: originOf(env['LAOPEDIA_ORIGIN']),
    logLevel: levelOf(env['LAOPEDIA_LOG']),
    metricsPort: portOf(env, 'LAOPEDIA_METRICS_PORT'),
  };
}

function refuse(what: keyof typeof appRefusals, facts: Record<string, unknown>): Refusal {
  return new Refusal(`app/${what}`, appRefusals[what], facts);
}

function portOf(env: Readonly<Record<string, string | undefined>>, name: string): number | undefined {
  const given = env[name];
  if (given === undefined || given === '') return undefined;
  const port = Number(given);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw refuse('bad-setting', { name, given, wanted: '0-65535' });
  return port;
}

function originOf(given: string | undefined): string | undefined {
  if (given === undefined || given === '') return undefined;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw refuse('bad-setting', { name: 'LAOPEDIA_ORIGIN', given, wanted: 'https://data.example.la' });
  }
  return url.origin;
}

function levelOf(given: string | undefined): string {
  // On a terminal a person reads along: a line for every request is for machines.
  if (given === undefined || given === '') return process.stdout.isTTY === true ? 'warn' : 'info';
  if (!levels.includes(given)) throw refuse('bad-setting', { name: 'LAOPEDIA_LOG', given, wanted: levels.join(', ') });
  return given;
}
