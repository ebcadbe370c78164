// A PostgreSQL for tests: the one named by LAOPEDIA_TEST_SERVER, or a throw-away cluster in a temp folder with full
// durability. Its URL is TCP on 127.0.0.1, so that any client understands it.

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCluster } from '#lib/postgres';

/** A server for tests and how to end it. */
export interface TestServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Opens it; about 1.3 s for a throw-away one. */
export async function openTestServer(): Promise<TestServer> {
  const given = process.env['LAOPEDIA_TEST_SERVER'];
  if (given !== undefined && given !== '') return { url: given, stop: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'laopedia-test-'));
  const port = await freePort();
  const cluster = await openCluster({
    dataFolder: folder,
    role: 'command',
    settings: { listen_addresses: '127.0.0.1', port: String(port), max_connections: '200' },
  });
  const forgetWatch = watchOver(folder, cluster.host, cluster.pid);
  return {
    url: `postgres://${cluster.user}:${cluster.password}@127.0.0.1:${port}/${cluster.database}`,
    stop: async () => {
      await cluster.stop();
      forgetWatch();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Ends PostgreSQL and removes its folder when we die without doing so, by kill -9 too: a shell that reads from us until we
 * are no more. Windows has no such shell; there a killed test run leaves its PostgreSQL behind.
 */
function watchOver(folder: string, socketFolder: string, pid: number): () => void {
  if (process.platform === 'win32') return () => {};
  const script = 'cat > /dev/null; kill -INT "$1"; while kill -0 "$1"; do sleep 0.1; done; rm -rf "$2" "$3"';
  const watch = spawn('/bin/sh', ['-c', script, 'watch', String(pid), folder, socketFolder], {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watch.unref();
  const unref: unknown = watch.stdin === null ? undefined : Reflect.get(watch.stdin, 'unref');
  if (typeof unref === 'function') unref.call(watch.stdin);
  return () => watch.kill('SIGKILL');
}

async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('no port of 127.0.0.1 is free'));
      });
    });
  });
}
