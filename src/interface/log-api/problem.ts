// Errors as RFC 9457 problem+json, in Lao and English with the next step. A fault shows a reference and nothing else.
import { randomBytes } from 'node:crypto';
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
