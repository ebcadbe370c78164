// A server in waiting: another one leads the database. It lives (`/health`) and is not ready (`/ready`), so that a proxy sends nobody; who comes
// all the same is asked to come again. It reads nothing of the database but whether the lead is free.
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Config } from './config.ts';
import { awaitLead, type Lead, onlyServer } from './lead.ts';
import { reachProblem } from './open-store.ts';

// An import of `node:http` would load all that it offers, a browser's fetch and sockets too: 14 MB.
const { createServer } = process.getBuiltinModule('node:http');

const retrySeconds = 2;
const sentence = 'ເຊີບເວີນີ້ເປັນເຊີບເວີສຳຮອງ, ກະລຸນາລອງໃໝ່ · This server is on standby; try again.\n';

/**
 * Waits for the lead of the database; where there is no DATABASE_URL the folder's lock decides and nobody waits. Undefined when `ending` came
 * before. A database that does not answer is refused, unless it is `known` to have answered. On a socket that was handed down callers wait in its queue: a waiting room would close it behind itself.
 */
export async function standBy(
  config: Config,
  ending: AbortSignal,
  say: (line: string) => void,
  { descriptor, known }: { readonly descriptor: number | undefined; readonly known: boolean },
): Promise<Lead | undefined> {
  const { databaseUrl } = config;
  if (databaseUrl === undefined) return onlyServer;
  const room = { close: async () => {} };
  const opening: Promise<void>[] = [];
  const waits = (why: 'standby' | 'away') => {
    say(
      why === 'standby'
        ? '… ເຊີບເວີອື່ນກຳລັງເຮັດວຽກ, ເຊີບເວີນີ້ລໍຖ້າຢູ່ · another server works on this database: on standby'
        : '… ຖານຂໍ້ມູນຍັງບໍ່ຕອບ · the database does not answer yet',
    );
    if (descriptor === undefined && opening.length === 0) opening.push(openWaitingRoom(config, room, say));
  };
  const lead = await awaitLead(databaseUrl, ending, waits, known).catch(problem => {
    throw reachProblem(problem, databaseUrl);
  });
  await Promise.all(opening);
  await room.close();
  return lead;
}

async function openWaitingRoom(
  { port, host }: Config,
  room: { close(): Promise<void> },
  say: (line: string) => void,
): Promise<void> {
  const server = createServer((request, response) => answer(request.url ?? '', response));
  const listening = once(server, 'listening');
  server.listen(port, host);
  await listening.then(
    () => {
      room.close = async () => {
        server.close();
        server.closeAllConnections();
      };
    },
    // Another server on the same machine has the port: then nobody comes here, and the port is asked for again in the lead.
    problem => say(`standby: ${String(problem)}`),
  );
}

function answer(url: string, response: ServerResponse): void {
  const json = (status: number, body: object) =>
    response
      .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      .end(JSON.stringify(body));
  if (url === '/health') return void json(200, { live: true });
  if (url === '/ready') return void json(503, { ready: false, reasons: ['standby'] });
  response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': String(retrySeconds) });
  response.end(sentence);
}
