// The addresses of the log (C2SP tlog-tiles and ours beside them). Everybody may read them, from any page of the web too;
// nothing past the newest anchored checkpoint is served.
import { hash } from 'node:crypto';
import type { FastifyContextConfig, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from '#interface/rest';
import { encodeEntryBundle, tileWidth } from '#lib/merkle';
import { type Front, hasVersion } from '#lib/traffic';
import { readEntries, type StoredRegister, tileReader } from '#store';
import { bodiesEtag, bodyBundle, sentBundle } from './bodies.ts';
import { consistencyText, proofText } from './proof.ts';
import { refuseLogApi } from './refusals.ts';
import {
  getBodies,
  getOpenRegister,
  getServedLog,
  getTile,
  isCovered,
  type KnownCheckpoints,
  type LogShelf,
  type ServedLog,
} from './served-log.ts';

/** What the routes need: the pool of the public role, asked for with each request; open registers; the door of the server. */
export interface LogRoutesOptions extends LogShelf {
  readonly front: Front;
}

interface Asked {
  readonly options: LogRoutesOptions;
  readonly known: KnownCheckpoints;
  readonly stored: StoredRegister;
  /** What the address has after the log's own, as it was sent. */
  readonly rest: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

const open: { readonly config: FastifyContextConfig } = { config: { policy: 'public' } as object };
const headers = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'access-control-allow-origin': '*',
};
const forEver = 'public, max-age=31536000, immutable';
const oneMinute = 'public, max-age=60';
const digestLength = 22;

/** The plugin: `/log/{register}/…`. It keeps its own headers and its own problem+json answers. */
export function logRoutes(options: LogRoutesOptions): FastifyPluginAsync {
  return async scope => {
    scope.addHook('onRequest', async (_request, reply) => void reply.headers(headers));
    scope.setErrorHandler(sendProblem);
    const known: KnownCheckpoints = new Map();
    const at = (path: string, answer: (asked: Asked) => Promise<unknown>) =>
      scope.get(`/log/:register/${path}`, open, async (request, reply) => {
        const { register, '*': star, number } = request.params as Readonly<Record<string, string>>;
        const stored = await getOpenRegister(options, register ?? '');
        return answer({ options, known, stored, rest: star ?? number ?? '', request, reply });
      });
    at('checkpoint', async asked => sendText(asked, (await newest(asked)).checkpoint.note));
    at('key', sendKeys);
    at('tile/*', sendTile);
    at('public/*', sendBodies);
    at('proof/:number', async asked => {
      const log = await newest(asked);
      return sendText(asked, await proofText(asked.options.sql(), log, asked.rest));
    });
    at('consistency', async asked => {
      const log = await newest(asked);
      return sendText(asked, await consistencyText(asked.options.sql(), log, asked.request.query));
    });
  };
}

// Whatever depends on the newest checkpoint reads it; nothing else says what is signed just now.
async function newest({ options, known, stored, request, reply }: Asked): Promise<ServedLog> {
  await options.front.settle(request, reply);
  return getServedLog(options.sql(), stored, known);
}

async function sendText({ options, request, reply }: Asked, text: string): Promise<FastifyReply> {
  const etag = `"${hash('sha256', text, 'base64url').slice(0, digestLength)}"`;
  reply.type('text/plain; charset=utf-8').header('cache-control', 'no-cache').header('etag', etag);
  if (hasVersion(request, etag)) return reply.code(304).send();
  return options.front.send(request, reply, text);
}

async function sendKeys(asked: Asked): Promise<FastifyReply> {
  const { stored, options } = asked;
  await newest(asked);
  const rows = await options.sql()`select vkeys from laopedia.log_key where register_id = ${stored.id}`;
  if (rows[0] === undefined) throw refuseLogApi('not-signed-yet', { register: stored.register.name });
  return sendText(asked, String(rows[0]['vkeys']));
}

async function sendTile(asked: Asked): Promise<FastifyReply> {
  const { options, stored, rest, request, reply } = asked;
  const log = await covering(asked, `tile/${rest}`);
  const { level, index, width } = getTile(log, `tile/${rest}`);
  reply.type('application/octet-stream').header('cache-control', width === tileWidth ? forEver : oneMinute);
  // The tile of an address never changes, so the address is its version; the origin tells this log from another of the name.
  const etag = `W/"${hash('sha256', `${stored.origin} ${rest}`, 'base64url').slice(0, digestLength)}"`;
  if (await options.front.settle(request, reply, etag)) return reply;
  const first = index * tileWidth;
  if (level === 'entries')
    return options.front.send(
      request,
      reply,
      encodeEntryBundle(await readEntries(options.sql(), stored.id, first, first + width)),
    );
  // Hashes do not pack.
  return reply.send(Buffer.from(await tileReader(options.sql(), stored.id, log.checkpoint.size)(level, index, width)));
}

// A checkpoint that was read once and covers the tile is as good as the newest.
async function covering(asked: Asked, path: string): Promise<ServedLog> {
  const checkpoint = asked.known.get(asked.stored.id);
  const log = checkpoint === undefined ? undefined : { stored: asked.stored, checkpoint };
  return log !== undefined && isCovered(log, path) ? log : newest(asked);
}

async function sendBodies(asked: Asked): Promise<FastifyReply> {
  const { options, stored, rest, request, reply } = asked;
  const { index, width } = getBodies(await newest(asked), rest);
  const [sql, from] = [options.sql(), index * tileWidth];
  const etag = await bodiesEtag(sql, stored.id, from, from + width);
  reply.header('cache-control', 'no-cache').header('etag', etag);
  if (hasVersion(request, etag)) return reply.code(304).send();
  const bundle = await sentBundle(bodyBundle(sql, stored.id, from, from + width));
  return reply.type('application/octet-stream').send(bundle);
}
