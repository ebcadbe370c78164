// Numbers for an operator's watch, on a port of its own of the loopback, off unless set (docs/OPERATING.md lists them). Names of
// people, keys or words of a search are never in them.
import type { Server } from 'node:http';
import { exposition, type Family, labelled, type NumberSource } from './exposition.ts';

/** The port where the numbers are served. */
export interface Metrics {
  close(): Promise<void>;
}

const longestReadMs = 5000;
// An import of `node:http` would load all that it offers, a browser's fetch and sockets too: 14 MB.
const { createServer } = process.getBuiltinModule('node:http');

/** Serves all numbers at `port`. A source that fails or is late costs its own numbers alone, and is named as down. */
export async function openMetrics(port: number, sources: readonly NumberSource[]): Promise<Metrics> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    readNumbers(sources).then(
      text => response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text),
      () => response.writeHead(503).end(),
    );
  });
  await listen(server, port);
  return { close: () => new Promise(resolve => server.close(() => resolve())) };
}

/** The text of all numbers, as `/metrics` answers it. */
export async function readNumbers(sources: readonly NumberSource[]): Promise<string> {
  const read = await Promise.all(sources.map(readSource));
  const up = sources.map((source, at) => [source.name, read[at] === undefined ? 0 : 1] as const);
  const own = labelled(
    'watch_source_up',
    'gauge',
    'Whether these numbers could be read; 0: they are missing.',
    'source',
    up,
  );
  return exposition([own, ...read.flatMap(families => families ?? [])]);
}

async function readSource(source: NumberSource): Promise<readonly Family[] | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), longestReadMs);
  const reading = Promise.resolve()
    .then(() => source.read())
    .catch(() => undefined);
  const read = await Promise.race([reading, promise]);
  clearTimeout(timer);
  return read;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}
