// Where a log is read from: an address or a folder of the same files. It trusts nothing that it reads, and reads no more of
// it than it was told to expect.
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { refuseVerify } from './refusals.ts';

/** A log somewhere. Paths are those below its address, like `tile/0/000`. */
export interface LogSource {
  readonly name: string;
  /** The bytes of a file; undefined where there is none. Refuses (`verify/unreachable`) more than `maxBytes`. */
  find(path: string, maxBytes: number): Promise<Uint8Array | undefined>;
  /** The same in pieces, of any length in all; undefined where there is none. */
  open(path: string): Promise<AsyncIterable<Uint8Array> | undefined>;
}

const tries = 3;
const pauseMs = 250;
const answerMs = 60_000;

/** The log at an address (`https://…/log/enterprise`) or in a folder. */
export function logSource(source: URL | string): LogSource {
  const address = typeof source === 'string' && /^https?:\/\//.test(source) ? new URL(source) : source;
  const open = address instanceof URL ? openFromServer(address) : openFromFolder(address);
  return { name: String(source), open, find: (path, maxBytes) => gather(open, path, maxBytes) };
}

async function gather(open: LogSource['open'], path: string, maxBytes: number): Promise<Uint8Array | undefined> {
  const pieces = await open(path);
  if (pieces === undefined) return undefined;
  const kept: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > maxBytes) throw refuseVerify('unreachable', { path, why: `> ${maxBytes} bytes` });
    kept.push(piece);
  }
  return Buffer.concat(kept);
}

function openFromServer(base: URL): LogSource['open'] {
  const root = base.href.replace(/\/+$/, '');
  return async path => {
    const response = await ask(`${root}/${path}`, path);
    if (response.status === 404) {
      await response.body?.cancel();
      return undefined;
    }
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      throw refuseVerify('unreachable', { path, why: `HTTP ${response.status}` });
    }
    return named(response.body as unknown as AsyncIterable<Uint8Array>, path);
  };
}

// A server that is busy or restarting is asked again; one that says no is believed.
async function ask(address: string, path: string): Promise<Response> {
  for (let round = 1; ; round++) {
    try {
      const response = await fetch(address, { signal: AbortSignal.timeout(answerMs) });
      if (response.status < 500 || round === tries) return response;
      await response.body?.cancel();
    } catch (problem) {
      if (round === tries) throw refuseVerify('unreachable', { path, why: reasonOf(problem) });
    }
    await pause(pauseMs * round);
  }
}

function openFromFolder(folder: string): LogSource['open'] {
  return async path => {
    const stream = createReadStream(join(folder, ...path.split('/')));
    try {
      await new Promise((resolve, reject) => stream.once('open', resolve).once('error', reject));
      return named(stream, path);
    } catch (problem) {
      const code = (problem as NodeJS.ErrnoException).code;
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw refuseVerify('unreachable', { path, why: reasonOf(problem) });
    }
  };
}

async function* named(pieces: AsyncIterable<Uint8Array>, path: string): AsyncIterable<Uint8Array> {
  try {
    yield* pieces;
  } catch (problem) {
    throw refuseVerify('unreachable', { path, why: reasonOf(problem) });
  }
}

function reasonOf(problem: unknown): string {
  const { cause, message } = problem as Error;
  return cause instanceof Error ? cause.message || String((cause as NodeJS.ErrnoException).code) : message;
}
