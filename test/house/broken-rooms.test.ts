// Made-up rooms with one fault each, to show that the rules of size, name, plate and doc comment can fail.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unexplainedExports } from './doc-comment.ts';
import { bannedLanguage, plateLines, plateless } from './language.ts';
import { misnamedFiles, misnamedThings } from './naming.ts';
import { parseTexts } from './parsed-house.ts';
import { functionSizes, lineCount, oversizes, quantile } from './size.ts';

test('a newline at the end of a text begins no further line', () => {
  assert.deepEqual(['', 'a', 'a\n', 'a\nb', 'a\n\n'].map(lineCount), [0, 1, 1, 2, 2]);
});

test('quantiles are sizes that occur', () => {
  assert.equal(quantile([4, 1, 3, 2], 0.5), 2);
  assert.equal(quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9), 9);
  assert.equal(quantile([], 0.9), 0);
});

test('functions are measured from their first to their last line under the name they bear', () => {
  const text = `function a() {\n}\nconst b = () =>\n  1;\nclass C {\n  constructor() {}\n  d() {\n\n  }\n}\nf(() => 1);`;
  const measured = functionSizes(parseTexts({ 'src/register/a.ts': text }));
  assert.deepEqual(
    measured.map(({ place, line, lines }) => [place.split(' ')[1], line, lines]),
    [
      ['a', 1, 2],
      ['b', 3, 2],
      ['constructor', 6, 1],
      ['d', 7, 3],
      ['(nameless)', 11, 1],
    ],
  );
});

test('a crowd of long files, a file beyond the bar and an idle exception are found', () => {
  const of = (lines: number, at: number) => ({ file: `f${at}`, place: `f${at}`, lines });
  const rules = (sizes: readonly number[], exceptions = {}) =>
    oversizes(sizes.map(of), { median: 10, nineInTen: 20, most: 40 }, exceptions).map(breach => breach.file);
  assert.deepEqual(rules([10, 10, 10, 10, 10, 10, 10, 10, 10, 40]), []);
  assert.deepEqual(rules([11, 11, 11]), ['the house']);
  assert.deepEqual(rules([1, 1, 1, 1, 1, 1, 1, 1, 21, 21]), ['the house']);
  assert.deepEqual(rules([1, 1, 1, 1, 1, 1, 1, 1, 1, 41]), ['f9']);
  assert.deepEqual(rules([1, 1, 1, 1, 1, 1, 1, 1, 1, 41], { f9: 'a table' }), []);
  assert.deepEqual(rules([1], { f0: 'was long once' }), ['f0']);
});

test('camels, snakes and empty words are found in paths, and data files of other kinds are let be', () => {
  const found = misnamedFiles(
    [
      'src/store/readRecord.ts',
      'src/utils/a.ts',
      'src/store/read_a.sql',
      'src/store/score.ts',
      'test/vectors/RFC6962.txt',
    ],
    {},
  );
  assert.deepEqual(
    found.map(breach => breach.file),
    ['src/store/readRecord.ts', 'src/utils/a.ts', 'src/store/read_a.sql'],
  );
});

test('labels of types, the I of an interface and helpers are found, and words that only contain them are not', () => {
  const text = `interface IRecord {}\ntype RecordData = 1;\nclass LogImpl {}\nconst dateHelper = 1;\ntype Data = 1;
interface Identifier {}\nconst score = 1;\ntype TypeName = 1;\nfunction common() {}\nclass CoreLog {}`;
  const found = misnamedThings(parseTexts({ 'src/register/a.ts': text }), {});
  assert.deepEqual(
    found.map(breach => breach.line),
    [1, 2, 3, 4, 10],
  );
});

test('any, enum, namespace, parameter property, ! and a silenced check are found, and words in strings are not', () => {
  const text = `let a: any;\nenum B { C }\nnamespace D {}\nclass E { constructor(private f: 1) {} }\ng!.h;\n// @ts-ignore
const i = 'any enum !';\n// biome-ignore lint/a/b: the reason\n// biome-ignore lint/a/b\n// @ts-expect-error a branded text is no text`;
  const found = bannedLanguage(parseTexts({ 'src/register/a.ts': text }));
  assert.deepEqual(
    found.map(breach => breach.line),
    [1, 2, 3, 4, 5, 6, 9],
  );
});

test('a plate is counted in all of its dresses', () => {
  const plates = [
    '',
    'code',
    '// a\ncode',
    '// a\n// b\n\n// c',
    '/* a\n b */\ncode',
    '-- a\n-- b\nselect 1',
    '#!/x\n// a\n',
  ];
  assert.deepEqual(plates.map(plateLines), [0, 0, 1, 2, 2, 2, 1]);
  assert.deepEqual(
    plateless([
      { path: 'none', text: 'code' },
      { path: 'long', text: '//\n//\n//\n//\n//\ncode' },
    ]).map(breach => breach.file),
    ['none', 'long'],
  );
});

test('an export without a doc comment at its definition is found through every re-export', () => {
  const found = unexplainedExports(
    parseTexts({
      'src/register/index.ts': `export { a, b, type C } from './a.ts';\nexport * from './d.ts';\nexport { gone } from './a.ts';`,
      'src/register/a.ts': `/** Why. */\nexport const a = 1;\n// No doc.\nexport function b() {}\n\n/** Old. */\nlet x = 1;\nexport interface C {}`,
      'src/register/d.ts': `export { e } from './e.ts';\nexport type F = 1;\ntype Kept = 1;`,
      'src/register/e.ts': `/**  */\nexport const e = 1;`,
    }),
  );
  assert.deepEqual(
    found.map(({ file, line, rule }) => `${file}:${line ?? ''} ${rule.split(' ')[0]}`),
    [
      'src/register/a.ts:4 b',
      'src/register/a.ts:8 C',
      'src/register/e.ts:2 e',
      'src/register/d.ts:2 F',
      'src/register/index.ts: exports',
    ],
  );
});
