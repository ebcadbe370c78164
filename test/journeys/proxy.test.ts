// The configuration of nginx that we hand out, with a real nginx, a certificate of its own, on the loopback: it starts, keeps what never
// changes and nothing else, hands packed answers on, believes no forged address, and writes no search and no person into its log.
import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { get as ask } from 'node:https';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type AppServer, openAppServer, signAll } from '#test/app-server';
import { bringIn, define, jsonLines, openWalk, type Walk } from '#test/walk';

const nginx = ['/usr/sbin/nginx', '/usr/local/sbin/nginx'].find(path => run(path, '-v') !== undefined);
const skip =
  nginx !== undefined && run('openssl', 'version') !== undefined ? false : 'nginx or openssl is not installed';
const configuration = new URL('../../deploy/nginx.conf', import.meta.url);
const shop = {
  name: 'shop',
  schema: {
    primaryKey: ['id'],
    fields: [
      { name: 'id', as: 'identifier' },
      { name: 'name', as: 'lao-name', search: 'title' },
    ],
  },
};
const shops = Array.from({ length: 300 }, (_, at) => ({ id: `a${at}`, name: `ຮ້ານ ທີ ${at}` }));

function run(program: string, ...given: readonly string[]): string | undefined {
  try {
    return execFileSync(program, given, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch {
    return undefined;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

async function untilListening(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const open = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (open) return;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

describe('behind nginx', { skip }, () => {
  let walk: Walk;
  let server: AppServer;
  let folder: string;
  let proxy: ChildProcess;
  let port: number;

  before(async () => {
    walk = await openWalk();
    await define(walk, shop);
    await bringIn(walk, 'shop', jsonLines(shops));
    await signAll(walk);
    server = await openAppServer(walk, { settings: { LAOPEDIA_TRUSTED_PROXY: '127.0.0.1', LAOPEDIA_RATE: '2' } });
    const address = await server.http.listen({ port: 0, host: '127.0.0.1' });
    folder = await mkdtemp(join(tmpdir(), 'laopedia-nginx-'));
    // Its workers are another account, and go through.
    await chmod(folder, 0o711);
    await mkdir(join(folder, 'cache'));
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const subject = ['-subj', '/CN=data.example.la', '-days', '2', '-nodes', '-newkey', 'rsa:2048'];
    run('openssl', 'req', '-x509', ...subject, '-keyout', key, '-out', certificate);
    port = await freePort();
    const given = await readFile(configuration, 'utf8');
    const changed = given
      .replaceAll(/listen \[::\]:\S+( ssl http2)?;/g, '')
      .replace('listen 80;', `listen 127.0.0.1:${await freePort()};`)
      .replace('listen 443 ssl http2;', `listen 127.0.0.1:${port} ssl http2;`)
      .replace('server 127.0.0.1:8080;', `server ${new URL(address).host};`)
      .replace('/var/cache/nginx/laopedia', join(folder, 'cache'))
      .replaceAll('/var/log/nginx/', `${folder}/`)
      .replace(/\/etc\/letsencrypt\S+fullchain.pem/, certificate)
      .replace(/\/etc\/letsencrypt\S+privkey.pem/, key);
    const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      kind => `${kind}_temp_path ${folder}/${kind};`,
    );
    const whole = `daemon off; pid ${folder}/pid; error_log ${folder}/start.log; events {}\nhttp {\n${paths.join('\n')}\n${changed}}\n`;
    await writeFile(join(folder, 'nginx.conf'), whole);
    execFileSync(nginx ?? '', ['-t', '-q', '-c', join(folder, 'nginx.conf')], { stdio: 'pipe' });
    proxy = spawn(nginx ?? '', ['-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
    await untilListening(port);
  });
  after(async () => {
    proxy.kill('SIGQUIT');
    await once(proxy, 'exit');
    await server.close();
    await walk.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Over TLS, with the certificate of the test. */
  const get = (path: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number; headers: Record<string, unknown>; bytes: Buffer }>((resolve, reject) => {
      const options = {
        host: '127.0.0.1',
        port,
        path: encodeURI(path),
        rejectUnauthorized: false,
        headers: { host: 'data.example.la', ...headers },
      };
      ask(options, answer => {
        const parts: Buffer[] = [];
        answer
          .on('data', part => parts.push(part))
          .on('end', () => {
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes: Buffer.concat(parts) });
          });
      }).on('error', reject);
    });
  const lines = async () => {
    await new Promise(resolve => setTimeout(resolve, 300));
    const text = await readFile(join(folder, 'laopedia.log'), 'utf8');
    return text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Record<string, unknown>);
  };
  const rested = () => new Promise(resolve => setTimeout(resolve, 1500));

  it('pages come packed as they were made, over TLS that is insisted on', async () => {
    const page = await get('/lo/shop', { 'accept-encoding': 'gzip' });
    assert.deepEqual([page.status, page.headers['content-encoding']], [200, 'gzip']);
    assert.match(String(page.headers['strict-transport-security']), /max-age=31536000/);
    assert.match(String(page.headers['content-security-policy']), /default-src 'none'/);
    const again = await get('/lo/shop', { 'accept-encoding': 'gzip', 'if-none-match': String(page.headers['etag']) });
    assert.equal(again.status, 304);
  });

  it('full tiles of the log are kept; checkpoints, pages and answers of the API are not', async () => {
    await rested();
    const tile = await get('/log/shop/tile/0/000');
    assert.equal(tile.bytes.length, 256 * 32);
    assert.deepEqual((await get('/log/shop/tile/0/000')).bytes, tile.bytes);
    await get('/log/shop/checkpoint');
    await get('/log/shop/checkpoint');
    await get('/api/v1/registers/shop/records/a1');
    await get('/api/v1/registers/shop/records/a1');
    const kept = (await lines()).slice(-6).map(line => line['cache']);
    assert.deepEqual(kept, ['MISS', 'HIT', '', '', '', '']);
  });

  it('an export comes whole', async () => {
    await rested();
    const csv = (await get('/api/v1/registers/shop/export.csv')).bytes.toString().trim().split('\n');
    assert.equal(csv.length, shops.length + 1);
  });

  it('a reader cannot pass for somebody else: a forged address does not lift the rate', async () => {
    const forged = Array.from({ length: 40 }, (_, at) => get('/lo/about', { 'x-forwarded-for': `198.51.100.${at}` }));
    const statuses = (await Promise.all(forged)).map(one => one.status);
    assert.ok(statuses.includes(429), String(statuses));
  });

  it('its log holds no search, no address and nothing of a head', async () => {
    await get('/lo/search?q=ສົມຈິດ+5577', {
      'user-agent': 'EvilBrowser',
      referer: 'https://private.example/',
      cookie: 'a=SecretCookie',
    });
    const told = JSON.stringify(await lines());
    for (const word of [
      'ສົມຈິດ',
      encodeURI('ສົມຈິດ'),
      '5577',
      'EvilBrowser',
      'private.example',
      'SecretCookie',
      '127.0.0.1',
    ])
      assert.ok(!told.includes(word), word);
  });
});
