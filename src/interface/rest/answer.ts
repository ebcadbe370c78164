// Sends JSON through the front (304 before a row is read, packed once), with the headers of every answer.
import { hash } from 'node:crypto';
import type { FastifyContextConfig, FastifyReply, FastifyRequest } from 'fastify';
import type { Front } from '#lib/traffic';
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

const digestLength = 22;

/** What decides an answer about a register: its log, this program, and the day where what holds depends on it. */
export function versionOf(stored: StoredRegister, build: string, today: string): string {
  const { id, size, schemaEntry, register } = stored;
  return `${build} public lo+en ${id} ${size} ${schemaEntry} ${register.validFrom === undefined ? '' : today}`;
}

/** The ETag of a version. It is weak: packed or not, the answer is the same. */
export function etagOf(version: string): string {
  return `W/"${hash('sha256', version, 'base64url').slice(0, digestLength)}"`;
}

/** Sends a JSON text. */
export function sendJson(
  front: Front,
  request: FastifyRequest,
  reply: FastifyReply,
  text: string,
): Promise<FastifyReply> {
  return front.send(request, reply.header('content-type', 'application/json; charset=utf-8'), text);
}
