// The sizes of the house, printed and held: small enough to be read, not cut to dust.
import { test } from 'node:test';
import { assertKept } from './breach.ts';
import { sources } from './import-rules.ts';
import { parseHouse } from './parsed-house.ts';
import { findText, projectFiles } from './project-files.ts';
import { functionSizes, lineCount, type Measured, oversizes, type SizeExceptions, summaryOf } from './size.ts';

/** Files of more than 400 lines: path and the reason why they may be. */
const longFiles: SizeExceptions = {};

/** Functions of more than 60 lines: `path name` and the reason why they may be. */
const longFunctions: SizeExceptions = {};

/** Style sheets and SQL of more than 400 lines. */
const longSheets: SizeExceptions = {};

const files = sources(parseHouse());

test('half of the files have at most 60 lines, nine in ten at most 200, none more than 400', context => {
  const measured = files.map(({ path, text }) => ({ file: path, place: path, lines: lineCount(text) }));
  context.diagnostic(`files: ${summaryOf(measured)}`);
  assertKept(oversizes(measured, { median: 60, nineInTen: 200, most: 400 }, longFiles));
});

test('nine in ten named functions have at most 25 lines, and none more than 60', context => {
  const measured = functionSizes(files);
  const named = measured.filter(one => !one.place.endsWith('(nameless)'));
  context.diagnostic(`named functions: ${summaryOf(named)}`);
  assertKept([
    ...oversizes(named, { nineInTen: 25, most: Number.POSITIVE_INFINITY }, {}),
    ...oversizes(measured, { most: 60 }, longFunctions),
  ]);
});

for (const [words, ending] of [
  ['SQL', '.sql'],
  ['style sheets', '.css'],
] as const)
  test(`${words}: no file has more than 400 lines`, context => {
    const measured: Measured[] = projectFiles()
      .filter(path => path.startsWith('src/') && path.endsWith(ending))
      .map(path => ({ file: path, place: path, lines: lineCount(findText(path) ?? '') }));
    context.diagnostic(`${words}: ${summaryOf(measured)}`);
    const exceptions = Object.entries(longSheets).filter(([path]) => path.endsWith(ending));
    assertKept(oversizes(measured, { most: 400 }, Object.fromEntries(exceptions)));
  });
