// What a setting that cannot be used says of itself: never the password in it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '#register';
import { readConfig } from './config.ts';
import { reachProblem } from './open-store.ts';

function refusalOf(problem: unknown, address: string): Refusal {
  const refusal = reachProblem(problem, address);
  assert.ok(refusal instanceof Refusal);
  assert.doesNotMatch(JSON.stringify([refusal.words, refusal.next, refusal]), /geh|wort/);
  return refusal;
}

test('an address of a database that nobody can read is refused without its password', () => {
  const address = 'postgres://u:geh/wort@nowhere/db';
  assert.throws(
    () => new URL(address),
    problem => refusalOf(problem, address).code === 'app/bad-setting',
  );
});

test('one that leads nowhere is told by its place alone, whatever signs the password has', () => {
  const problem = Object.assign(new Error('no such host'), { code: 'ENOTFOUND' });
  const { words } = refusalOf(problem, 'postgres://u:geh@x/wort@nowhere:5432/db?sslmode=require');
  assert.match(words.en, /nowhere:5432\/db/);
  assert.match(refusalOf(problem, 'postgres://one:1,two:2/db').words.en, /one:1,two:2\/db/);
});

test('an address of a copy is refused without its password', () => {
  assert.throws(
    () => readConfig({ LAOPEDIA_READ_URL: 'mysql://u:geh@x/wort@copy/db' }),
    problem => problem instanceof Refusal && !/geh|wort/.test(JSON.stringify([problem.words, problem])),
  );
});
