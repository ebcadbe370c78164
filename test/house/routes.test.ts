// Every route of the real server says who may ask it, and every answer carries the headers of defence: pages, files, API,
// log, health, redirects, refusals, and addresses that no router can read.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import Fastify, { type RouteOptions } from 'fastify';
import { type AppServer, openAppServer } from '#test/app-server';
import { bringIn, define, openWalk, type Walk } from '#test/walk';
import { policeRoute, policyOf } from '../../src/app/policy.ts';

/** The policies there are; a route with another word is a mistake. */
const policies = ['public'];

const shops = {
  name: 'shop',
  title: { lo: 'ຮ້ານຄ້າ', en: 'Shops' },
  schema: { primaryKey: ['id'], fields: [{ name: 'id', type: 'string' }] },
};

describe('the routes of the server', () => {
  let walk: Walk;
  let server: AppServer;

  before(async () => {
    walk = await openWalk();
    await define(walk, shops);
    await bringIn(walk, 'shop', 'id\n1\n');
    server = await openAppServer(walk);
  });
  after(async () => {
    await server.close();
    await walk.close();
  });

  it('all name a policy that is known', context => {
    const nameless = server.routes.filter(route => !policies.includes(policyOf(route) ?? ''));
    assert.deepEqual(nameless.map(named), []);
    context.diagnostic(`${server.routes.length} routes`);
    for (const path of ['/health', '/lo/:register/*', '/api/v1/registers/:register/records', '/log/:register/tile/*'])
      assert.ok(
        server.routes.some(route => route.url === path),
        `${path} is not among the routes that were walked`,
      );
  });

  it('are refused at the start when one does not', async () => {
    const http = Fastify();
    http.addHook('onRoute', policeRoute);
    assert.throws(() => http.get('/open', async () => 'x'), /the route GET \/open names no policy/);
    assert.throws(() => http.get('/open', { config: { policy: '' } as object }, async () => 'x'), /names no policy/);
    await http.close();
  });

  it('write nothing: there is none but for reading', () => {
    const methods = new Set(server.routes.flatMap(route => route.method));
    assert.deepEqual([...methods].sort(), ['GET', 'HEAD', 'OPTIONS']);
  });

  it('answer with the headers of defence, whatever the answer is', async () => {
    for (const url of addressesOf(server.routes)) {
      const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'DELETE'] as const;
      for (const method of methods) {
        const { headers, statusCode } = await server.http.inject({ method, url });
        const asked = `${method} ${url} (${statusCode})`;
        // 503: nothing is signed here, so the log is not served yet.
        assert.ok(statusCode < 500 || statusCode === 503, asked);
        assertDefended(headers, asked);
      }
    }
  });
});

function named({ method, url }: RouteOptions): string {
  return `${method} ${url}`;
}

function assertDefended(headers: Readonly<Record<string, unknown>>, asked: string): void {
  const policy = String(headers['content-security-policy']);
  assert.match(policy, /^default-src 'none'/, asked);
  assert.match(policy, /frame-ancestors 'none'/, asked);
  assert.doesNotMatch(policy, /unsafe|\*|https?:|script-src[^;]*data:/, asked);
  assert.equal(headers['x-content-type-options'], 'nosniff', asked);
  assert.match(String(headers['referrer-policy']), /^(?:no-referrer|same-origin)$/, asked);
  assert.equal(headers['x-powered-by'], undefined, asked);
}

// Each route with parts that lead somewhere, with parts that lead nowhere, and with bytes that are no text.
function addressesOf(routes: readonly RouteOptions[]): readonly string[] {
  const parts = [
    { ':register': 'shop', ':key': '1', ':code': '01', ':number': '0', '*': '1' },
    { ':register': 'none', ':key': 'none', ':code': 'none', ':number': 'x', '*': 'none/at/all' },
    { ':register': '%ff', ':key': '%ff', ':code': '%00', ':number': '%ff', '*': '%ff' },
  ];
  const filled = routes.flatMap(({ url }) =>
    parts.map(part => Object.entries(part).reduce((path, [name, value]) => path.replaceAll(name, value), url)),
  );
  const others = ['/nowhere', '/%ff', '/api/%ff', '/api/v1/%c0%80', '/log/%ff/key', '/lo/shop?%ff=%00', '/favicon.ico'];
  return [...new Set([...filled, ...others])];
}
