// The words of PostgreSQL and of the system, and the problem each stands for.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromServerWords, fromSpawnError, fromSystemError, PostgresProblem } from './problem.ts';

const words: readonly (readonly [string, PostgresProblem['code']])[] = [
  ['FATAL:  could not write to file "pg_wal/xlogtemp.12": No space left on device', 'disk-full'],
  ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', 'port-taken'],
  ['FATAL:  database files are incompatible with server', 'data-of-another-version'],
  ['initdb: error: could not access directory "/x": Permission denied', 'not-writable'],
  ['FATAL:  could not load library', 'start-failed'],
];

for (const [said, code] of words)
  test(`“${said}” is ${code}`, () => {
    const problem = fromServerWords(`LOG:  starting\n${said}\n`, '/data');
    assert.equal(problem.code, code);
    assert.match(String(problem.detail['log']), /starting/);
  });

const systemErrors: readonly (readonly [string, PostgresProblem['code']])[] = [
  ['ENOSPC', 'disk-full'],
  ['EROFS', 'not-writable'],
  ['ENOTEMPTY', 'start-failed'],
];

for (const [error, code] of systemErrors)
  test(`${error} is ${code}`, () => {
    const problem = fromSystemError(Object.assign(new Error(error), { code: error }), '/data');
    assert.ok(problem instanceof PostgresProblem);
    assert.equal(problem.code, code);
  });

test('an error of the system that says nothing of these stays what it is', () => {
  const error = Object.assign(new Error('x'), { code: 'EMFILE' });
  assert.equal(fromSystemError(error, '/data'), error);
  assert.equal(fromSpawnError(error, 'self'), error);
});

test('root that may not become another account is told so', () => {
  const problem = fromSpawnError(Object.assign(new Error('x'), { code: 'EPERM' }), 'other');
  assert.ok(problem instanceof PostgresProblem);
  assert.equal(problem.code, 'cannot-drop-root');
});
