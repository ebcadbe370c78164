// What every answer to anybody must be: no fault, no stolen cookie, nothing of the machine; and where it says no, sentences
// in Lao and English with a next step. It asks nothing.
import assert from 'node:assert/strict';

/** An answer of a server, however it was asked. */
export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, number | string | string[] | undefined>>;
  readonly body: string;
}

/** Asserts it. Gives the code of a problem, `page` with its status, or the bare status of anything else. */
export function assertClear(answer: Answer, asked: string): string {
  const { statusCode, headers, body } = answer;
  assert.ok(statusCode < 500, `${asked} ${statusCode} ${body.slice(0, 500)}`);
  for (const cookie of [headers['set-cookie'] ?? []].flat()) assert.match(String(cookie), /^lang=(?:lo|en);/, asked);
  assert.doesNotMatch(body, /node_modules|PostgresError|at Object\./, asked);
  const type = String(headers['content-type'] ?? '');
  if (type.startsWith('application/problem+json')) return assertProblem(body, asked);
  if (!type.startsWith('text/html')) return String(statusCode);
  assert.doesNotMatch(body, /<script(?! src=")/, asked);
  if (statusCode >= 400) {
    const isEnglish = /^\/en(?:\/|$)/.test(asked);
    assert.match(body, isEnglish ? /<html lang="en">/ : /<html lang="lo">/, asked);
    assert.match(body, isEnglish ? /<h1>[A-Z]/ : /<h1>\p{Script=Lao}/u, asked);
    assert.match(body, isEnglish ? /href="\/en\// : /href="\/lo\//, asked);
  }
  return `page ${statusCode}`;
}

function assertProblem(body: string, asked: string): string {
  const problem = JSON.parse(body);
  const { lo, en } = problem.detail ?? problem;
  assert.match(lo, /\p{Script=Lao}/u, asked);
  assert.match(en, /[a-z]{2}/, asked);
  assert.match(problem.next.lo, /\p{Script=Lao}/u, asked);
  assert.match(problem.next.en, /[a-z]{2}/, asked);
  assert.doesNotMatch(`${lo}${en}`, /undefined|\{\w+\}|\[object|[\0\u202a-\u202e]/, asked);
  assert.ok(body.length < 2000, `${asked} is answered at length`);
  return problem.code;
}
