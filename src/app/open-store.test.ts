// What a setting that cannot be used says of itself: never the password in it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '#register';
import { readConfig } from './config.ts';
import { reachProblem } from './open-store.ts';

const secret = 'geh@im/wort';

test('an address of a database that nobody can read is refused without its password', () => {
  const address = `postgres://u:${secret}@nowhere/db`;
  try {
    new URL(address);
    assert.fail('it could be read');
  } catch (problem) {
    const refusal = reachProblem(problem, address);
    assert.ok(refusal instanceof Refusal && refusal.code === 'app/bad-setting');
    assert.doesNotMatch(JSON.stringify([refusal.words, refusal.next, refusal]), /geh|wort/);
  }
});

test('so is one of a copy', () => {
  assert.throws(
    () => readConfig({ LAOPEDIA_READ_URL: `mysql://u:${secret}@copy/db` }),
    problem => problem instanceof Refusal && !/geh|wort/.test(JSON.stringify([problem.words, problem])),
  );
});
