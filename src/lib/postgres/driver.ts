// postgres.js with what it does at the death of a connection mended, as it is loaded: nothing is left unanswered, nothing ends
// the process, and the connection can be used again. It changes no file; a text of another version is refused.
import { registerHooks } from 'node:module';
import type postgres from 'postgres';

/** What is wrong in a place, the text there, and the text put instead. Each text must stand there exactly once. */
type Mend = readonly [fault: string, found: string, instead: string];

const closedError = `Errors.connection('CONNECTION_CLOSED', options, socket)`;

const mends: readonly Mend[] = [
  [
    'what is written to a connection that is gone throws outside of every promise',
    'const x = socket.write(chunk, fn)',
    'const x = socket ? socket.write(chunk, fn) : true',
  ],
  [
    'what is written while there is no socket would go before the greeting of the next one',
    'function write(x, fn) {\n',
    'function write(x, fn) {\n    if (!socket) return true\n',
  ],
  [
    'a query for a connection that is gone (of a transaction, a reservation) is never answered',
    'if (stream)\n      return queryError',
    `if (!socket)\n      return queryError(q, ${closedError}), true\n\n    if (stream)\n      return queryError`,
  ],
  [
    'bytes that wait at the close keep the next connection of this place from ever writing',
    'clearImmediate(nextWriteTimer)\n    socket.removeListener',
    'clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    socket.removeListener',
  ],
  [
    'and so they do at its end in order',
    'clearImmediate(nextWriteTimer)\n    if (socket) {',
    'clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    if (socket) {',
  ],
  [
    'what was asked between the error and the close is never answered, and who waits for the end waits for ever',
    `!hadError && (query || sent.length) && error(${closedError})`,
    `if (query || sent.length) error(${closedError})\n    query = errorResponse = null\n    ended && (ended(), ending = ended = null)`,
  ],
  [
    'what was under way before a second attempt to connect is taken for the first answer of that attempt',
    'if (initial)\n      return reconnect()',
    'if (initial)\n      return (query = errorResponse = null, reconnect())',
  ],
  [
    'a close while the types of arrays are read ends the process',
    'return fetchArrayTypes()',
    'return fetchArrayTypes().catch(noop)',
  ],
  [
    'a COPY in that fails after its last row never comes to its end',
    'query && queryError(query, err)\n    initial',
    'final && (final(err), final = null)\n    query && queryError(query, err)\n    initial',
  ],
];

/** Mends the text of the driver's connection. Throws where a text is not the one that was read and understood (3.4.9). */
export function mend(source: string): string {
  return mends.reduce((text, [fault, found, instead]) => {
    if (text.split(found).length !== 2) throw new Error(`postgres.js is not the version that was mended: ${fault}`);
    return text.replace(found, () => instead);
  }, source);
}

const mark = '?mended';
const entry = `${import.meta.resolve('postgres')}${mark}`;

// Under addresses of their own: who loads the driver past us gets it as it is.
async function load(): Promise<typeof postgres> {
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      const isMended = context.parentURL === entry && specifier === './connection.js';
      return isMended ? { ...found, url: `${found.url}${mark}` } : found;
    },
    load(url, context, next) {
      const loaded = next(url, context);
      if (!url.endsWith(`/connection.js${mark}`)) return loaded;
      return { ...loaded, source: mend(Buffer.from(loaded.source as Uint8Array).toString()) };
    },
  });
  try {
    const loaded = (await import(entry)) as { readonly default: typeof postgres };
    return loaded.default;
  } finally {
    hooks.deregister();
  }
}

/** The driver, mended. */
export const driver: typeof postgres = await load();
