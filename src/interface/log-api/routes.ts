// The addresses of the log (C2SP tlog-tiles and ours beside them). Everybody may read them, from any page of the web too;
// nothing past the newest anchored checkpoint is served.
import { Readable } from 'node:stream';
import type { FastifyContextConfig, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Sql } from 'postgres';
import { sendProblem } from '#interface/rest';
import { encodeEntryBundle, tileWidth } from '#lib/merkle';
import { readEntries, tileReader } from '#store';
import { bodiesEtag, bodyBundle } from './bodies.ts';
import { consistencyText, proofText } from './proof.ts';
import { refuseLogApi } from './refusals.ts';
import { getBodies, getServedLog, getTile, type ServedLog } from './served-log.ts';

/** What the routes need: the pool of the public role, asked for with each request. */
export interface LogRoutesOptions {
  readonly sql: () => Sql;
}

interface Asked {
  readonly sql: Sql;
  readonly log: ServedLog;
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

/** The plugin: `/log/{register}/…`. It keeps its own headers and its own problem+json answers. */
export function logRoutes({ sql }: LogRoutesOptions): FastifyPluginAsync {
  return async scope => {
    scope.addHook('onRequest', async (_request, reply) => void reply.headers(headers));
    scope.setErrorHandler(sendProblem);
    const at = (path: string, answer: (asked: Asked) => Promise<unknown>) =>
      scope.get(`/log/:register/${path}`, open, async (request, reply) => {
        const { register, '*': star, number } = request.params as Readonly<Record<string, string>>;
        const pool = sql();
        const log = await getServedLog(pool, register ?? '');
        return answer({ sql: pool, log, rest: star ?? number ?? '', request, reply });
      });
    at('checkpoint', async asked => sendText(asked, asked.log.checkpoint.note));
    at('key', sendKeys);
    at('tile/*', sendTile);
    at('public/*', sendBodies);
    at('proof/:number', async asked => sendText(asked, await proofText(asked.sql, asked.log, asked.rest)));
    at('consistency', async asked => sendText(asked, await consistencyText(asked.sql, asked.log, asked.request.query)));
  };
}

function sendText({ reply }: Asked, text: string): FastifyReply {
  return reply.type('text/plain; charset=utf-8').header('cache-control', 'no-cache').send(text);
}

async function sendKeys(asked: Asked): Promise<FastifyReply> {
  const { stored } = asked.log;
  const rows = await asked.sql`select vkeys from laopedia.log_key where register_id = ${stored.id}`;
  if (rows[0] === undefined) throw refuseLogApi('not-signed-yet', { register: stored.register.name });
  return sendText(asked, String(rows[0]['vkeys']));
}

async function sendTile({ sql, log, rest, reply }: Asked): Promise<FastifyReply> {
  const { level, index, width } = getTile(log, `tile/${rest}`);
  const first = index * tileWidth;
  const bytes =
    level === 'entries'
      ? encodeEntryBundle(await readEntries(sql, log.stored.id, first, first + width))
      : await tileReader(sql, log.stored.id, log.checkpoint.size)(level, index, width);
  reply.header('cache-control', width === tileWidth ? forEver : oneMinute);
  return reply.type('application/octet-stream').send(Buffer.from(bytes));
}

async function sendBodies({ sql, log, rest, request, reply }: Asked): Promise<FastifyReply> {
  const { index, width } = getBodies(log, rest);
  const from = index * tileWidth;
  const etag = await bodiesEtag(sql, log.stored.id, from, from + width);
  reply.header('cache-control', 'no-cache').header('etag', etag);
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  const bundle = Readable.from(bodyBundle(sql, log.stored.id, from, from + width), { objectMode: false });
  return reply.type('application/octet-stream').send(bundle);
}
