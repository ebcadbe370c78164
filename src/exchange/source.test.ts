// Reading from a server that cannot be relied on, and from a folder.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { logSource } from './source.ts';

async function serve(answer: RequestListener): Promise<{ address: string; server: Server }> {
  const server = createServer(answer);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/log/a/` };
}

test('a server that is busy is asked again, one that has nothing is believed', async () => {
  const asked: string[] = [];
  const { address, server } = await serve((request, response) => {
    asked.push(String(request.url));
    if (request.url === '/log/a/gone') response.writeHead(404).end();
    else if (asked.length === 1) response.writeHead(503).end();
    else response.end('text');
  });
  const source = logSource(address);
  assert.equal(String(Buffer.from((await source.find('checkpoint', 9)) ?? [])), 'text');
  assert.deepEqual(asked, ['/log/a/checkpoint', '/log/a/checkpoint']);
  assert.equal(await source.find('gone', 9), undefined);
  await assert.rejects(source.find('checkpoint', 3), /verify\/unreachable: checkpoint .*> 3 bytes/);
  server.closeAllConnections();
  server.close();
  await assert.rejects(source.find('checkpoint', 9), /verify\/unreachable/);
});

test('an answer cut off in the middle is a refusal, not a short file', async () => {
  const { address, server } = await serve((_request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half');
    setImmediate(() => response.destroy());
  });
  await assert.rejects(logSource(new URL(address)).find('tile/0/000', 200), /verify\/unreachable/);
  server.close();
});

test('a folder has the same files', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'laopedia-source-'));
  await writeFile(join(folder, 'checkpoint'), 'text');
  const source = logSource(folder);
  assert.equal(String(Buffer.from((await source.find('checkpoint', 9)) ?? [])), 'text');
  assert.equal(await source.find('tile/0/000', 9), undefined);
  assert.equal(await source.find('checkpoint/below', 9), undefined);
  await rm(folder, { recursive: true });
});
