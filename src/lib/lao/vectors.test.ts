// Known answers from outside, read where they lie; skipped with a word where they are not.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { fold } from './fold.ts';
import { matchingKey } from './matching-key.ts';
import { normalise } from './normalise.ts';
import { splitSyllables } from './syllable.ts';

const SHARED = new URL('../../../../shared/', import.meta.url);

function linesOf<T>(t: TestContext, name: string): T[] {
  const file = new URL(`lao/${name}.vectors.jsonl`, SHARED);
  if (!existsSync(file)) {
    t.skip(`${name} vectors are not beside this checkout`);
    return [];
  }
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  assert.ok(lines.length > 5);
  return lines.map(line => JSON.parse(line) as T);
}

test('every normalising vector holds', t => {
  for (const { in: given, out } of linesOf<{ in: string; out: string }>(t, 'normalise'))
    assert.equal(normalise(given), out);
});

test('every syllable vector holds', t => {
  for (const { in: given, out } of linesOf<{ in: string; out: string[] }>(t, 'syllables')) {
    assert.deepEqual(splitSyllables(given), out);
  }
});

test('every folding vector holds', t => {
  const folded = (text: string): string => splitSyllables(text).map(fold).join(' ');
  for (const { a, b, equal } of linesOf<{ a: string; b: string; equal: boolean }>(t, 'fold_equal')) {
    assert.equal(folded(a) === folded(b), equal, `${a} and ${b}`);
  }
});

test('all 18 provinces of CLDR join with those of COD-AB by their keys', t => {
  const cldr = new URL('data/text/cldr-subdivisions-lo.xml', SHARED);
  const codab = new URL('data/admin/lao-provinces-codab.geojson', SHARED);
  if (!existsSync(cldr) || !existsSync(codab)) {
    t.skip('the lists of provinces are not beside this checkout');
    return;
  }
  const ours = [...readFileSync(cldr, 'utf8').matchAll(/type="la[a-z]{2}"[^>]*>([^<]+)</g)].map(
    found => found[1] ?? '',
  );
  const { features } = JSON.parse(readFileSync(codab, 'utf8')) as { features: { properties: { ADM1_LO: string } }[] };
  const theirs = new Set(features.map(({ properties }) => matchingKey(properties.ADM1_LO)));
  assert.equal(ours.length, 18);
  assert.deepEqual(
    ours.filter(name => !theirs.has(matchingKey(name))),
    [],
  );
});
