// A crowd of clients that take their time, in a process of its own, so that its descriptors are not the server's: some say
// nothing, some ask and stay, some send a head letter by letter, some never read what they asked for, some read it in drops.
import { connect, type Socket } from 'node:net';

/** What the crowd is told: whom to visit, and how many of each sort. */
export interface CrowdOrder {
  readonly port: number;
  readonly silent: number;
  readonly staying: number;
  readonly heads: number;
  readonly readers: readonly { readonly path: string; readonly count: number; readonly drops: boolean }[];
}

/** What the crowd says of itself. */
export interface CrowdState {
  /** Connections that were made. */
  readonly made: number;
}

const atOnce = 200;
const dropMs = 400;
const dropBytes = 64;
const state = { made: 0 };
const slowly: (() => void)[] = [];

function join(
  port: number,
  then: (socket: Socket) => void,
  onread?: { buffer: Uint8Array; callback(): boolean },
): Promise<void> {
  return new Promise(resolve => {
    const socket = connect({ port, host: '127.0.0.1', ...(onread === undefined ? {} : { onread }) });
    socket.once('connect', () => {
      state.made += 1;
      then(socket);
      resolve();
    });
    socket.on('error', () => {});
    // The server ends its side; ours follows.
    socket.on('end', () => socket.destroy());
    socket.once('close', () => resolve());
  });
}

const request = (path: string) => `GET ${path} HTTP/1.1\r\nHost: crowd\r\n\r\n`;

function silent(socket: Socket): void {
  socket.resume();
}

function staying(socket: Socket): void {
  socket.resume().write(request('/health'));
}

function headByLetters(socket: Socket): void {
  socket.resume().write('GET /lo/ HTTP/1.1\r\nHost: crowd\r\nX-Slow: ');
  slowly.push(() => {
    if (socket.writable) socket.write('x');
  });
}

async function crowd(order: CrowdOrder): Promise<void> {
  const { port } = order;
  const visits: (() => Promise<void>)[] = [];
  for (let at = 0; at < order.silent; at++) visits.push(() => join(port, silent));
  for (let at = 0; at < order.staying; at++) visits.push(() => join(port, staying));
  for (let at = 0; at < order.heads; at++) visits.push(() => join(port, headByLetters));
  for (const { path, count, drops } of order.readers)
    for (let at = 0; at < count; at++)
      visits.unshift(() => {
        const onread = { buffer: new Uint8Array(dropBytes), callback: () => false };
        return join(
          port,
          socket => {
            socket.write(request(path));
            if (drops) slowly.push(() => socket.resume());
            else socket.pause();
          },
          drops ? onread : undefined,
        );
      });
  for (let at = 0; at < visits.length; at += atOnce)
    await Promise.all(visits.slice(at, at + atOnce).map(visit => visit()));
}

process.on('message', (order: CrowdOrder | 'state') => {
  if (order === 'state') return void process.send?.({ ...state });
  void crowd(order).then(() => process.send?.('standing'));
});
setInterval(() => {
  for (const go of slowly) go();
}, dropMs);
process.on('disconnect', () => process.exit(0));
