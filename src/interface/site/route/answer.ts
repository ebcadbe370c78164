// Sends pages: ETag and 304 before anything is read, gzip where it is asked for, failures as pages of their own.
import { hash, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Html } from '#lib/html';
import { Refusal, type RefusalKind } from '#register';
import type { Language } from '../language.ts';
import { type Failure, type FailureKind, failurePage } from '../page/failure.ts';
import type { Frame } from '../part/frame.ts';
import { speak } from '../words.ts';
import { UnreadableQuery } from './asked.ts';

const smallestPackedBytes = 1024;
const pack = promisify(gzip);

const statuses: Readonly<Record<FailureKind, number>> = {
  absent: 404,
  invalid: 400,
  forbidden: 403,
  gone: 410,
  busy: 429,
  fault: 500,
};
const kinds: Readonly<Record<RefusalKind, FailureKind>> = {
  absent: 'absent',
  invalid: 'invalid',
  conflict: 'invalid',
  forbidden: 'forbidden',
  busy: 'busy',
};

/** A weak ETag of everything that decides a page's content. */
export function etagOf(parts: readonly string[]): string {
  return `W/"${hash('sha256', parts.join('\n'), 'base64url').slice(0, 22)}"`;
}

/** Whether the request already has what the ETag names. */
export function isFresh(request: FastifyRequest, etag: string): boolean {
  const given = request.headers['if-none-match']?.split(',') ?? [];
  return given.some(one => one.trim() === etag || one.trim() === '*');
}

/** Sends a page. */
export async function sendPage(request: FastifyRequest, reply: FastifyReply, page: Html): Promise<FastifyReply> {
  reply.type('text/html; charset=utf-8').header('vary', 'accept-encoding');
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-cache');
  const bytes = Buffer.from(page.text);
  if (bytes.length < smallestPackedBytes || !/\bgzip\b/.test(request.headers['accept-encoding'] ?? ''))
    return reply.send(bytes);
  return reply.header('content-encoding', 'gzip').send(await pack(bytes));
}

/** Sends a failure's page with its status. */
export function sendFailure(
  request: FastifyRequest,
  reply: FastifyReply,
  frame: Frame,
  failure: Failure,
): Promise<FastifyReply> {
  reply.code(statuses[failure.kind]).header('cache-control', 'no-store');
  if (failure.kind === 'busy') reply.header('retry-after', '60');
  reply.removeHeader('etag');
  return sendPage(request, reply, failurePage(frame, failure));
}

/** What an error is to a reader. A fault is logged here, once, under the reference that the page shows. */
export function failureOf(error: unknown, request: FastifyRequest, lang: Language): Failure {
  if (error instanceof UnreadableQuery) return { kind: 'invalid', sentence: speak(lang)(error.reason) };
  if (error instanceof Refusal) return { kind: kinds[error.kind], sentence: error.words[lang], next: error.next[lang] };
  const status = (error as { statusCode?: unknown }).statusCode;
  if (status === 429) return { kind: 'busy' };
  if (typeof status === 'number' && status >= 400 && status < 500) return { kind: 'invalid' };
  const reference = randomBytes(5).toString('hex');
  request.log.error({ err: error, reference }, 'a page failed');
  return { kind: 'fault', reference };
}
