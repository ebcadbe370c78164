// Errors as RFC 9457 problem+json, in Lao and English with the next step. A fault shows a reference and nothing else.
import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal, type RefusalKind } from '#register';
import { problemWords } from './words.ts';

/** A status, and the body of type `application/problem+json` that goes with it. */
export interface ProblemAnswer {
  readonly status: number;
  readonly body: {
    readonly type: 'about:blank';
    readonly status: number;
    readonly title: string;
    readonly code: string;
    readonly lo: string;
    readonly en: string;
    readonly next: { readonly lo: string; readonly en: string };
    readonly reference?: string;
  };
}

const statuses: Readonly<Record<RefusalKind, number>> = {
  absent: 404,
  forbidden: 403,
  conflict: 409,
  invalid: 400,
  busy: 503,
};

/** Answers an error; a fault of ours is logged once, under the reference that the reader sees. */
export function sendLogProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, body } = problemOf(error);
  if (status >= 500 && body.reference !== undefined) {
    request.log.error({ err: error, reference: body.reference }, 'a part of the log could not be served');
  }
  if (status === 503) reply.header('retry-after', '5');
  reply.removeHeader('etag');
  return reply.code(status).header('cache-control', 'no-store').type('application/problem+json').send(body);
}

/** The answer to an error. A refusal says itself, a bad request of the framework's finding is 4xx, the rest is a fault. */
export function problemOf(error: unknown): ProblemAnswer {
  if (error instanceof Refusal) {
    return answer(statuses[error.kind], error.code, { ...error.words, next: error.next });
  }
  const status = (error as { statusCode?: unknown } | undefined)?.statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return answer(status, 'request/not-understood', problemWords.notUnderstood);
  }
  return answer(500, 'fault/unexpected', problemWords.fault, randomBytes(5).toString('hex'));
}

function answer(
  status: number,
  code: string,
  words: { readonly lo: string; readonly en: string; readonly next: { readonly lo: string; readonly en: string } },
  reference?: string,
): ProblemAnswer {
  const { lo, en, next } = words;
  const known = reference === undefined ? {} : { reference };
  return { status, body: { type: 'about:blank', status, title: en, code, lo, en, next, ...known } };
}
