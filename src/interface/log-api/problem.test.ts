// Errors as they are told to a program.
import assert from 'node:assert/strict';
import test from 'node:test';
import { problemOf } from './problem.ts';
import { refuseLogApi } from './refusals.ts';

test('a refusal says its code, both languages and the next step', () => {
  const { status, body } = problemOf(refuseLogApi('no-such-entry', { number: 9, size: 3 }));
  assert.equal(status, 404);
  assert.equal(body.code, 'log-api/no-such-entry');
  assert.equal(body.en, 'There is no entry 9; 3 are signed, counted from 0.');
  assert.match(body.lo, /9/);
  assert.equal(body.next.en, 'See the size in the checkpoint.');
  assert.equal(problemOf(refuseLogApi('not-signed-yet', { register: 'a' })).status, 503);
});

test('a fault shows a reference and nothing of what broke', () => {
  const { status, body } = problemOf(new Error('password=secret'));
  assert.equal(status, 500);
  assert.match(String(body.reference), /^[0-9a-f]{10}$/);
  assert.doesNotMatch(JSON.stringify(body), /secret/);
});

test('what the framework refuses keeps its status', () => {
  assert.equal(problemOf(Object.assign(new Error('x'), { statusCode: 414 })).status, 414);
  assert.equal(problemOf(undefined).status, 500);
});
