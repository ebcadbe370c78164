// Before and after the whole test run: one throw-away PostgreSQL for all test files, told to them by an environment
// variable. It makes no tables.

import { randomBytes } from 'node:crypto';
import { dropTestDatabases } from './database.ts';
import { openTestServer } from './server.ts';

let stop: (() => Promise<void>) | undefined;

/** Called once by `node --test --test-global-setup`; the files' processes inherit the environment. */
export async function globalSetup(): Promise<void> {
  const server = await openTestServer();
  process.env['LAOPEDIA_TEST_RUN'] = randomBytes(4).toString('hex');
  process.env['LAOPEDIA_TEST_DATABASE'] = server.url;
  stop = async () => {
    if (process.env['LAOPEDIA_TEST_SERVER'] !== undefined) await dropTestDatabases(server.url);
    await server.stop();
  };
}

/** Called once when every file has ended. */
export async function globalTeardown(): Promise<void> {
  await stop?.();
}
