// Sends pages through the front (304 before anything is read, packed once), and failures as pages of their own.
import { hash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Html } from '#lib/html';
import { isDatabaseAway } from '#lib/postgres';
import type { Front } from '#lib/traffic';
import { Refusal, type RefusalKind } from '#register';
import type { Language } from '../language.ts';
import { type Failure, type FailureKind, failurePage } from '../page/failure.ts';
import type { Frame } from '../part/frame.ts';
import { speak } from '../words.ts';
import { UnreadableQuery } from './asked.ts';

const statuses: Readonly<Record<FailureKind, number>> = {
  absent: 404,
  invalid: 400,
  forbidden: 403,
  gone: 410,
  busy: 503,
  often: 429,
  away: 503,
  fault: 500,
};
const kinds: Readonly<Record<RefusalKind, FailureKind>> = {
  absent: 'absent',
  invalid: 'invalid',
  conflict: 'invalid',
  forbidden: 'forbidden',
  busy: 'busy',
  often: 'often',
};

/** A weak ETag of everything that decides a page's content. */
export function etagOf(parts: readonly string[]): string {
  return `W/"${hash('sha256', parts.join('\n'), 'base64url').slice(0, 22)}"`;
}

/** Sends a page. */
export function sendPage(
  front: Front,
  request: FastifyRequest,
  reply: FastifyReply,
  page: Html,
): Promise<FastifyReply> {
  reply.type('text/html; charset=utf-8');
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-cache');
  return front.send(request, reply, page.text);
}

/** Sends a failure's page with its status. */
export function sendFailure(
  front: Front,
  request: FastifyRequest,
  reply: FastifyReply,
  frame: Frame,
  failure: Failure,
): Promise<FastifyReply> {
  reply.code(statuses[failure.kind]).header('cache-control', 'no-store');
  if (statuses[failure.kind] === 503 && !reply.hasHeader('retry-after')) reply.header('retry-after', '5');
  reply.removeHeader('etag');
  return sendPage(front, request, reply, failurePage(frame, failure));
}

/** What an error is to a reader. A fault is logged here, once, under the reference that the page shows. */
export function failureOf(error: unknown, request: FastifyRequest, lang: Language): Failure {
  if (error instanceof UnreadableQuery) return { kind: 'invalid', sentence: speak(lang)(error.reason) };
  if (error instanceof Refusal) return { kind: kinds[error.kind], sentence: error.words[lang], next: error.next[lang] };
  const status = (error as { statusCode?: unknown }).statusCode;
  if (status === 429) return { kind: 'often' };
  if (typeof status === 'number' && status >= 400 && status < 500) return { kind: 'invalid' };
  const reference = randomBytes(5).toString('hex');
  request.log.error({ err: error, reference }, 'a page failed');
  return { kind: isDatabaseAway(error) ? 'away' : 'fault', reference };
}
