// Ends a server's connections in order: no new ones, what is asked is answered with `Connection: close`, a client that keeps its
// connection gets its next answer still. What takes longer than its bound is cut. It closes nothing else.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** How long is waited: for kept connections that ask nothing, for answers, and for exports. */
export interface DrainBounds {
  readonly idleMs: number;
  readonly answerMs: number;
  readonly exportMs: number;
}

/** A second is enough for who asks all the time; an export of a million rows takes some ten. */
export const usualBounds: DrainBounds = { idleMs: 1000, answerMs: 10_000, exportMs: 60_000 };

/** Sees every request from now on, so that the server can be ended in order. */
export interface Drain {
  /** Ends it; answers how many answers were cut. A listening socket that somebody else holds too goes on collecting callers. */
  end(): Promise<number>;
}

const lookEveryMs = 20;

/** Lays the drain over a server, before it listens. */
export function openDrain(server: Server, bounds: DrainBounds = usualBounds): Drain {
  const asked = new Map<ServerResponse, IncomingMessage>();
  let ending = false;
  // Before the framework sees it: the header is set when the answer is made.
  server.prependListener('request', (request, response) => {
    if (ending) response.setHeader('connection', 'close');
    asked.set(response, request);
    response.once('close', () => asked.delete(response));
  });
  const end = async () => {
    ending = true;
    // Not http's own close, which cuts kept connections at once, in the very moment when their next request may be on its way.
    NetServer.prototype.close.call(server);
    for (const response of asked.keys()) if (!response.headersSent) response.setHeader('connection', 'close');
    const began = performance.now();
    for (let cut = 0; ; ) {
      const passedMs = performance.now() - began;
      if (passedMs > bounds.idleMs) server.closeIdleConnections();
      cut += cutLate(asked, passedMs, bounds);
      // Who has not said what it wants by now is nobody's answer.
      if (asked.size === 0 && passedMs > bounds.answerMs) server.closeAllConnections();
      if ((await connectionsOf(server)) === 0) return cut;
      await pause(lookEveryMs);
    }
  };
  return { end };
}

function cutLate(asked: ReadonlyMap<ServerResponse, IncomingMessage>, passedMs: number, bounds: DrainBounds): number {
  const late = [...asked.values()].filter(request => passedMs > boundOf(request, bounds) && !request.socket.destroyed);
  for (const { socket } of late) socket.destroy();
  return late.length;
}

function boundOf({ url = '' }: IncomingMessage, bounds: DrainBounds): number {
  return url.includes('/export.') ? bounds.exportMs : bounds.answerMs;
}

function connectionsOf(server: Server): Promise<number> {
  return new Promise(resolve => server.getConnections((_problem, count) => resolve(count ?? 0)));
}
