// Words without gaps: every refusal, finding, page word and title of a register speaks Lao and English, rightly spelled.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findings, readWordModules, refusalTables } from '../../docs/generate/word-tables.ts';
import { bilingualGaps, countBilinguals } from './bilingual-gaps.ts';
import { assertKept } from './breach.ts';
import { findText, projectFiles } from './project-files.ts';

const modules = await readWordModules();
const tables = refusalTables(modules);
const kinds = ['absent', 'forbidden', 'conflict', 'invalid', 'busy', 'often'];

test('every word of the sources stands in Lao and in English, with the same places and rightly spelled', context => {
  const count = modules.reduce((sum, { exports }) => sum + countBilinguals({ ...exports }), 0);
  context.diagnostic(`${modules.length} modules of words, ${count} texts in two languages`);
  assert.ok(count > 0);
  assertKept(modules.flatMap(({ path, exports }) => bilingualGaps(path, { ...exports })));
});

test('every title and description of a register stands in Lao and in English', () => {
  const definitions = projectFiles().filter(path => /^registers\/[^/]+\/register\.json$/.test(path));
  assertKept(definitions.flatMap(path => bilingualGaps(path, JSON.parse(findText(path) ?? 'null'))));
});

test('every refusal says its kind and the next step', () => {
  const rows = tables.flatMap(({ path, room, rows }) =>
    Object.entries(rows).map(([what, row]) => ({ file: path, place: `${room}/${what}`, row })),
  );
  const cure = 'write {kind, lo, en, next: {lo, en}}';
  assertKept(
    rows.flatMap(({ file, place, row }) => [
      ...(kinds.includes(row.kind) ? [] : [{ file, rule: `${place} has no kind of refusal`, cure }]),
      ...(row.next?.lo && row.next.en ? [] : [{ file, rule: `${place} says no next step`, cure }]),
    ]),
  );
});

test('no two refusals bear the same code, and no finding bears the code of a refusal', () => {
  const codes = [
    ...tables.flatMap(({ room, rows }) => Object.keys(rows).map(what => `${room}/${what}`)),
    ...Object.keys(findings),
  ];
  assert.deepEqual(
    codes.filter((code, at) => codes.indexOf(code) !== at),
    [],
  );
});

test('codes are room/what in kebab-case', () => {
  const codes = [
    ...tables.flatMap(({ room, rows }) => Object.keys(rows).map(what => `${room}/${what}`)),
    ...Object.keys(findings),
  ];
  const kebab = '[a-z0-9]+(-[a-z0-9]+)*';
  assert.deepEqual(
    codes.filter(code => !new RegExp(`^${kebab}/${kebab}$`).test(code)),
    [],
  );
});

test('a gap is found: a missing side, no Lao letters, another place, a spelling that cannot be seen', () => {
  const gaps = (lo: unknown, en: unknown = 'x') =>
    bilingualGaps('f', { a: [{ lo, en }] }).map(({ rule }) => rule.slice(0, 30));
  assert.deepEqual(gaps('ນ້ຳ'), []);
  assert.deepEqual(gaps('CSV', 'CSV'), []);
  assert.deepEqual(gaps('ແຖວ {row} {row}', 'row {row}'), []);
  assert.deepEqual(gaps('ຖັນ {titleLo}', 'column {titleEn}'), []);
  assert.equal(gaps('ຖັນ {titleEn}', 'column {titleEn}').length, 1);
  assert.deepEqual(gaps(''), ['a.0: has no Lao']);
  assert.deepEqual(gaps('ນ້ຳ', ' '), ['a.0: has no English']);
  assert.deepEqual(gaps(undefined), ['a.0: has no Lao']);
  assert.equal(gaps('water', 'water').length, 1);
  assert.equal(gaps('ແຖວ {row}', 'row {line}').length, 1);
  const wrong = [
    'ນ\u0ECD\u0EC9\u0EB2',
    'ນ\u0EB3\u0EC9',
    '\u0EAB\u0EA5າຍ',
    '\u0EAB\u0E99າ',
    '\u0EAB\u0EA1າ',
    '\u0EC0\u0EC0ມ່',
    'ກາ\u200Bນ',
  ];
  for (const lo of [...wrong, 'ກ\u0EC8\u0EB4', 'ກ\u0EC8\u0EC8', 'ก ກ']) assert.equal(gaps(lo).length, 1, lo);
});
