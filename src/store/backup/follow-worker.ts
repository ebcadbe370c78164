// The thread in which a server's backup is followed: packing and encrypting must not hold up pages. Told what to do once.
import { parentPort, workerData } from 'node:worker_threads';
import { openRolePool } from '../pool.ts';
import { type FollowOptions, follow } from './follow.ts';

const { url, options } = workerData as { readonly url: string; readonly options: FollowOptions };
const stop = new AbortController();
parentPort?.once('message', () => stop.abort());
const pool = openRolePool(url, undefined, 3);
await follow(pool, options, line => parentPort?.postMessage(line), stop.signal);
await pool.end({ timeout: 1 });
parentPort?.close();
