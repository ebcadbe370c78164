// A server is ended in order: what was asked is answered, kept connections get their next answer and are closed, what takes too long is cut.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { test } from 'node:test';
import { openDrain } from './drain.ts';

const bounds = { idleMs: 200, answerMs: 400, exportMs: 10_000 };

async function served(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer);
  const drain = openDrain(server, bounds);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, drain, url: urlOf(server) };
}

function urlOf(server: Server): string {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

async function ask(url: string, agent?: Agent): Promise<{ text: string; connection: string | undefined }> {
  const request = get(url, agent === undefined ? { agent: false } : { agent });
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of answer.setEncoding('utf8')) text += chunk;
  return { text, connection: answer.headers.connection };
}

test('what is under way is answered, with the word that the connection ends; who comes later is refused', async () => {
  const asked = Promise.withResolvers<ServerResponse>();
  const { drain, url } = await served((_request, response) => asked.resolve(response));
  const waiting = ask(url, new Agent({ keepAlive: true }));
  const response = await asked.promise;
  const ending = drain.end();
  await assert.rejects(ask(url), { code: 'ECONNREFUSED' });
  response.end('whole');
  assert.deepEqual(await waiting, { text: 'whole', connection: 'close' });
  assert.equal(await ending, 0);
});

test('a kept connection gets its next answer still, and then it ends', async () => {
  const { drain, url } = await served((_request, response) => response.end('whole'));
  const agent = new Agent({ keepAlive: true });
  assert.equal((await ask(url, agent)).connection, 'keep-alive');
  const ending = drain.end();
  assert.deepEqual(await ask(url, agent), { text: 'whole', connection: 'close' });
  assert.equal(await ending, 0);
});

test('an answer that takes too long is cut, an export that goes on is waited for', async () => {
  const responses: ServerResponse[] = [];
  const both = Promise.withResolvers<void>();
  const { drain, url } = await served((_request, response) => {
    response.write('first part, ');
    if (responses.push(response) === 2) both.resolve();
  });
  const cut = assert.rejects(ask(`${url}/lo/`), { code: 'ECONNRESET' });
  const copy = ask(`${url}/api/v1/registers/r/export.csv`);
  await both.promise;
  const ending = drain.end();
  // The page's bound has passed long before the export's: it ends alone.
  await cut;
  for (const response of responses) response.end('second part');
  assert.equal((await copy).text, 'first part, second part');
  assert.equal(await ending, 1);
});
