// Sends JSON: ETag and 304 before a row is read, gzip where it is asked for, and the headers of every answer.
import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyContextConfig, FastifyReply, FastifyRequest } from 'fastify';
import type { StoredRegister } from '#store';

/** The options of a route that anybody may ask. */
export const publicRoute: { readonly config: FastifyContextConfig } = { config: { policy: 'public' } as object };

/** The headers of every answer of the API. Any page of the web may read it, without credentials. */
export const apiHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Content-Disposition, Retry-After',
};

const smallestPackedBytes = 1400;
const digestLength = 22;
const pack = promisify(gzip);

/** What decides an answer about a register: its log, this program, and the day where what holds depends on it. */
export function versionOf(stored: StoredRegister, build: string, today: string): string {
  const { id, size, schemaEntry, register } = stored;
  return `${build} public lo+en ${id} ${size} ${schemaEntry} ${register.validFrom === undefined ? '' : today}`;
}

/** Sets the ETag; true when the reader already has that version and the answer is 304. */
export function isKnown(request: FastifyRequest, reply: FastifyReply, version: string): boolean {
  const etag = `W/"${hash('sha256', version, 'base64url').slice(0, digestLength)}"`;
  reply.header('etag', etag).header('cache-control', 'no-cache');
  const given = request.headers['if-none-match'];
  if (given === undefined) return false;
  const known = given.split(',').some(one => one.trim() === etag || one.trim() === '*');
  if (known) reply.code(304);
  return known;
}

/** Sends a JSON text. */
export function sendJson(
  request: FastifyRequest,
  reply: FastifyReply,
  text: string,
): FastifyReply | Promise<FastifyReply> {
  reply.header('content-type', 'application/json; charset=utf-8');
  if (text.length < smallestPackedBytes) return reply.send(text);
  reply.header('vary', 'accept-encoding');
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(text);
  return pack(text).then(bytes => reply.header('content-encoding', 'gzip').send(bytes));
}
