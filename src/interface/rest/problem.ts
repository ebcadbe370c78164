// Problems as RFC 9457 problem+json, in Lao and English with the next step. A fault is logged once and shows a reference.
import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isDatabaseAway } from '#lib/postgres';
import { type Bilingual, Refusal, type RefusalKind } from '#register';
import { apiHeaders } from './answer.ts';
import { problemWords } from './words.ts';

// An import of `node:http` would load all that it offers, a browser's fetch and sockets too: 14 MB.
const { STATUS_CODES } = process.getBuiltinModule('node:http');

const statuses: Readonly<Record<RefusalKind, number>> = {
  absent: 404,
  forbidden: 403,
  conflict: 409,
  invalid: 400,
  busy: 503,
  often: 429,
};
const retryAfterSeconds = '5';
// What was set for the answer that was hoped for.
const ofAnswer = ['etag', 'content-disposition', 'content-encoding', 'vary', 'trailer', 'transfer-encoding'];
const longAddress = 'rest/too-long';

/** The body of a problem. */
export interface Problem {
  readonly type: 'about:blank';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: Bilingual;
  readonly next: Bilingual;
  readonly reference?: string;
}

/**
 * Answers an error: a refusal says itself, what the framework could not read is 4xx, the rest is a fault of ours. A server
 * may give it to Fastify as `frameworkErrors`, so that addresses no route can read are answered alike.
 */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error);
  if (problem.reference !== undefined)
    request.log.error({ err: error, reference: problem.reference }, 'an answer of the API failed');
  if (problem.status === 503 && !reply.hasHeader('retry-after')) reply.header('retry-after', retryAfterSeconds);
  for (const name of ofAnswer) reply.removeHeader(name);
  return reply
    .code(problem.status)
    .headers(apiHeaders)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}

/**
 * The whole HTTP/1.1 answer, head and body, to what never became a request: no HTTP, too slow, or longer than is read. For a
 * server's `clientErrorHandler`; nobody knows there whether a page or the API was meant.
 */
export function unreadAnswer({ code }: { readonly code?: string }): string {
  const status = code === 'HPE_HEADER_OVERFLOW' ? 431 : code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const words = status === 431 ? problemWords.tooLong : problemWords.notUnderstood;
  const body = JSON.stringify(problemFrom(status, 'rest/not-understood', words, words.next));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    ...Object.entries(apiHeaders).map(([name, value]) => `${name}: ${value}`),
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) {
    const status = error.code === longAddress ? 414 : statuses[error.kind];
    return problemFrom(status, error.code, error.words, error.next);
  }
  const { statusCode: status } = error as { readonly statusCode?: unknown };
  if (typeof status === 'number' && status >= 400 && status < 500)
    return problemFrom(status, 'rest/not-understood', problemWords.notUnderstood, problemWords.notUnderstood.next);
  const reference = randomBytes(5).toString('hex');
  if (isDatabaseAway(error)) {
    const { unavailable } = problemWords;
    return { ...problemFrom(503, 'rest/unavailable', unavailable, unavailable.next), reference };
  }
  return { ...problemFrom(500, 'rest/fault', problemWords.fault, problemWords.fault.next), reference };
}

function problemFrom(status: number, code: string, { lo, en }: Bilingual, next: Bilingual): Problem {
  return { type: 'about:blank', status, code, title: en, detail: { lo, en }, next };
}
