// Made-up houses that break one rule each, to show that every rule of imports can fail and names the file that breaks it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Breach, sentenceOf } from './breach.ts';
import { importCircles } from './circle.ts';
import {
  doorlessRooms,
  furnishedDoors,
  idlePackages,
  leaningOnTests,
  roomlessFiles,
  sideDoors,
  strayAppends,
  undeclaredPackages,
  upwardImports,
} from './import-rules.ts';
import { type ParsedFile, parseTexts } from './parsed-house.ts';
import { impurities } from './purity.ts';
import { strayWrites } from './sql-rules.ts';

type Rule = (files: readonly ParsedFile[]) => Breach[];

/** Asserts that a rule finds, in a house of these texts, exactly these places (`file:line`). */
function finds(rule: Rule, texts: Readonly<Record<string, string>>, places: readonly string[]): void {
  const found = rule(parseTexts(texts)).map(({ file, line }) => (line === undefined ? file : `${file}:${line}`));
  assert.deepEqual(found, places);
}

test('an import that goes up a floor is found, a type import too', () =>
  finds(
    upwardImports,
    { 'src/register/a.ts': `import type { Store } from '#store';`, 'src/store/b.ts': `import { a } from '#register';` },
    ['src/register/a.ts:1'],
  ));

test('a neighbour without a passage is found, one with a passage is not', () =>
  finds(
    upwardImports,
    {
      'src/workflow/approval/a.ts': `import { proposal } from '#workflow/proposal';`,
      'src/workflow/proposal/a.ts': `\nimport { approval } from '#workflow/approval';`,
      'src/signer/a.ts': `export * from '#exchange';`,
    },
    ['src/signer/a.ts:1', 'src/workflow/proposal/a.ts:2'],
  ));

test('a lib room that knows another is found, dynamic import included', () =>
  finds(upwardImports, { 'src/lib/geo/a.ts': `const lao = await import('#lib/lao');` }, ['src/lib/geo/a.ts:1']));

test('an import that stands in a comment or a string is none', () =>
  finds(
    upwardImports,
    { 'src/register/a.ts': `// import '#store';\nconst text = "import '#store'"; /* from '#app' */` },
    [],
  ));

test('the way round a door is found: out of the room by a path, and home through the own index', () =>
  finds(
    sideDoors,
    {
      'src/store/a.ts': `import '../register/item.ts';\nimport './index.ts';\nimport '#store';\nimport './b.ts';`,
      'src/lib/lao/a.ts': `new Worker(new URL('../geo/b.ts', import.meta.url));`,
    },
    ['src/lib/lao/a.ts:1', 'src/store/a.ts:1', 'src/store/a.ts:2', 'src/store/a.ts:3'],
  ));

test('a source outside of every room is found', () =>
  finds(roomlessFiles, { 'src/floors.ts': '', 'src/stray.ts': '', 'src/attic/a.ts': '', 'src/register/a.ts': '' }, [
    'src/attic/a.ts',
    'src/stray.ts',
  ]));

test('a room without a door and a door with furniture are found', () => {
  finds(doorlessRooms, { 'src/store/a.ts': '' }, ['src/store']);
  finds(furnishedDoors, { 'src/store/index.ts': `export { a } from './a.ts';\nconst b = 1;` }, ['src/store/index.ts']);
});

test('a source that leans on a test is found', () =>
  finds(leaningOnTests, { 'src/store/a.ts': `import '#test/database';\nimport './a.test.ts';` }, [
    'src/store/a.ts:1',
    'src/store/a.ts:2',
  ]));

test('a package that is not declared is found, scope and subpath or not', () =>
  finds(
    files => undeclaredPackages(files, ['@scope/known']),
    { 'src/app/a.ts': `import '@scope/known/part';\nimport 'node:fs';\nimport 'unknown/part';` },
    ['src/app/a.ts:3'],
  ));

test('a package that no source uses is found', () => {
  const texts = { 'src/app/a.ts': `import 'used';\nresolve('found/by-name');`, 'src/app/a.test.ts': `import 'idle';` };
  const found = idlePackages(parseTexts(texts), ['used', 'found', 'idle']);
  assert.deepEqual(
    found.map(({ rule }) => rule.split(' ')[0]),
    ['idle'],
  );
});

test('a circle is found over three files, by types alone, and by a file that imports itself', () => {
  const texts = {
    'src/register/a.ts': `import type { B } from './b.ts';`,
    'src/register/b.ts': `export { c } from './c.ts';`,
    'src/register/c.ts': `let a: import('./a.ts').A;`,
    'src/register/d.ts': `import './d.ts';`,
    'src/register/e.ts': `import './a.ts';`,
  };
  finds(importCircles, texts, ['src/register/a.ts', 'src/register/d.ts']);
});

test('a clock, chance, a timer and I/O below register/ are found, and hashing a given text is not', () =>
  finds(
    impurities,
    {
      'src/register/a.ts': `import { createHash } from 'node:crypto';\nimport '#lib/tide';\nnew Date('2026-01-01');`,
      'src/register/b.ts': `Date.now();\nnew Date();\nMath.random();\nsetTimeout(f);\nfetch(u);\nprocess.env;`,
      'src/register/c.ts': `import { randomBytes } from 'node:crypto';\nimport 'node:fs';\nimport 'pino';`,
      'src/lib/tide/index.ts': `export const now = Date.now();`,
      'src/store/a.ts': `Date.now();`,
    },
    [
      'src/register/b.ts:1',
      'src/register/b.ts:2',
      'src/register/b.ts:3',
      'src/register/b.ts:4',
      'src/register/b.ts:5',
      'src/register/b.ts:6',
      'src/register/c.ts:1',
      'src/register/c.ts:2',
      'src/register/c.ts:3',
      'src/lib/tide/index.ts:1',
    ],
  ));

test('a room that appends without leave is found, by name or by taking the whole store', () =>
  finds(
    strayAppends,
    {
      'src/workflow/publication/a.ts': `import { appendEntries } from '#store';`,
      'src/workflow/intake/a.ts': `import { readRecord, appendEntries } from '#store';`,
      'src/signer/a.ts': `import * as store from '#store';`,
      'src/app/a.ts': `import { readRecord } from '#store';`,
    },
    ['src/signer/a.ts:1', 'src/workflow/intake/a.ts:1'],
  ));

test('a room that writes a table of the log past the store is found, and one that reads it is not', () =>
  finds(
    strayWrites,
    {
      'src/store/a.ts': 'sql`insert into laopedia.entry`;',
      'src/projection/map/a.ts': 'sql`select 1 from laopedia.entry`;\nsql`update laopedia.proposal set x = 1`;',
      'src/exchange/a.ts': 'sql`\n  delete\n  from laopedia.body_public`;\nsql`UPDATE laopedia.head set size = 1`;',
    },
    ['src/exchange/a.ts:2', 'src/exchange/a.ts:4'],
  ));

test('a breach is told with file, line, rule and cure', () =>
  assert.equal(
    sentenceOf({ file: 'src/a.ts', line: 3, rule: 'it is wrong', cure: 'make it right' }),
    'src/a.ts:3  it is wrong. Cure: make it right.',
  ));
