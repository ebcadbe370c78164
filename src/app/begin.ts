// Begins a real installation: empty, with an origin and keys of its own. A demo's folder is put aside, never mixed in.
import { access, rename } from 'node:fs/promises';
import { findServer } from '#lib/postgres';
import type { Config } from './config.ts';
import { realHost } from './host.ts';
import { findInstallation, keepInstallation } from './installation.ts';
import { openConfiguredStore } from './open-store.ts';
import { refuseApp } from './refusals.ts';

/** What was begun; `aside` is where the demo's folder lies now, if there was one. */
export interface Begun {
  readonly host: string;
  readonly aside?: string;
}

/** Begins. Refuses over data that is no demo, and while a server runs on it. `stamp` names the folder put aside. */
export async function begin(config: Config, stamp: string): Promise<Begun> {
  const first = await tryBegin(config);
  if (first !== 'demo') return { host: first };
  if (config.databaseUrl !== undefined) throw refuseApp('not-empty', { registers: '?' });
  const aside = `${config.dataFolder}-demo-${stamp}`;
  await rename(config.dataFolder, aside);
  const host = await tryBegin(config);
  return { host, aside };
}

async function tryBegin(config: Config): Promise<string> {
  const { databaseUrl, dataFolder } = config;
  if (databaseUrl === undefined && (await exists(dataFolder)) && (await findServer(dataFolder)) !== undefined) {
    throw refuseApp('server-runs', { folder: dataFolder });
  }
  const store = await openConfiguredStore(config, 'command');
  try {
    const found = await store.app`select count(*) as count from laopedia.register`;
    const registers = Number(found[0]?.['count'] ?? 0);
    const installation = await findInstallation(store);
    if (installation?.demo) return 'demo';
    if (registers > 0 || installation !== undefined) throw refuseApp('not-empty', { registers });
    return (await keepInstallation(store, { demo: false, host: realHost(config) })).host;
  } finally {
    await store.close();
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
