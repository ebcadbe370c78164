// How long a connection may keep us waiting, and how many there may be: the longest idle makes room for who comes, and a
// reader who takes nothing of an answer is cut off, so that what the answer holds is given back. It reads no request.
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Limits } from './limits.ts';

/** The watch over a server's connections. */
export interface Connections {
  readonly open: number;
  /** Cut so far: for room, and for taking nothing. */
  readonly cut: { readonly idle: number; readonly stalled: number };
  /** Bytes of answers that wait for their readers, as they were at the last look. */
  readonly unreadBytes: number;
  close(): void;
}

interface Held {
  /** Requests that are not answered to their end. */
  asking: number;
  markBytes: number;
  markMs: number;
}

/** Watches over the connections of a server from now on. */
export function holdConnections(server: Server, limits: Limits): Connections {
  const most = Math.min(limits.connections, mostByDescriptors());
  const held = new Map<Socket, Held>();
  // In the order in which they became idle.
  const idle = new Set<Socket>();
  const cut = { idle: 0, stalled: 0 };
  server.on('connection', socket => {
    if (held.size >= most && !makeRoom(idle, cut)) return void socket.destroy();
    held.set(socket, { asking: 0, markBytes: 0, markMs: performance.now() });
    idle.add(socket);
    socket.once('close', () => {
      held.delete(socket);
      idle.delete(socket);
    });
  });
  server.on('request', ({ socket }, response) => {
    const one = held.get(socket);
    if (one === undefined) return;
    one.asking += 1;
    idle.delete(socket);
    response.once('close', () => {
      one.asking -= 1;
      if (one.asking === 0 && held.has(socket)) idle.add(socket);
    });
  });
  let unreadBytes = 0;
  const timer = setInterval(() => {
    unreadBytes = 0;
    for (const [socket, one] of held) {
      if (isStalled(socket, one, limits)) cutStalled(socket, cut);
      else unreadBytes += socket.writableLength;
    }
    if (unreadBytes > limits.unreadBytes) unreadBytes -= cutSlowest(held, unreadBytes - limits.unreadBytes, cut);
  }, limits.checkMs);
  timer.unref();
  return {
    get open() {
      return held.size;
    },
    get unreadBytes() {
      return unreadBytes;
    },
    cut,
    close: () => clearInterval(timer),
  };
}

// Whoever has taken nothing for longest goes first.
function cutSlowest(held: ReadonlyMap<Socket, Held>, tooMany: number, cut: { stalled: number }): number {
  const waiting = [...held].filter(([socket]) => socket.writableLength > 0).sort(([, a], [, b]) => a.markMs - b.markMs);
  let freed = 0;
  for (const [socket] of waiting) {
    if (freed >= tooMany) break;
    freed += socket.writableLength;
    cutStalled(socket, cut);
  }
  return freed;
}

function makeRoom(idle: Set<Socket>, cut: { idle: number }): boolean {
  const [longest] = idle;
  if (longest === undefined) return false;
  cut.idle += 1;
  idle.delete(longest);
  longest.destroy();
  return true;
}

function cutStalled(socket: Socket, cut: { stalled: number }): void {
  cut.stalled += 1;
  // A reset: what lies unread in the kernel is given up too, and the reader cannot take what he has for the whole.
  socket.resetAndDestroy();
}

function isStalled(socket: Socket, one: Held, limits: Limits): boolean {
  const now = performance.now();
  const bytes = takenBytes(socket);
  const moved = Math.abs(bytes - one.markBytes) >= limits.stalledBytes;
  if (socket.writableLength === 0 || moved) {
    one.markBytes = bytes;
    one.markMs = now;
    return false;
  }
  return now - one.markMs >= limits.stalledMs;
}

// What the reader has taken, up to the size of one write: the part of it that is under way is known to the handle alone.
function takenBytes(socket: Socket): number {
  const handle = Reflect.get(socket, '_handle') as { readonly writeQueueSize?: number } | null;
  return socket.bytesWritten - socket.writableLength - (handle?.writeQueueSize ?? 0);
}

const kept = 500;

// Files, pools and the signer need descriptors too: a server that has none left can accept nobody at all.
function mostByDescriptors(): number {
  try {
    const soft = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return soft === undefined ? Number.POSITIVE_INFINITY : Math.max(kept, Number(soft) - kept);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
