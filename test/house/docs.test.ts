// Documents are tested like code: generated pages are fresh, links lead somewhere, every dependency has been decided on.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { generatedPages } from '../../docs/generate.ts';
import { assertKept } from './breach.ts';
import { deadLinks, leftovers, missingNotes, type Page, undecidedPackages } from './docs-rules.ts';
import { checkout } from './parsed-house.ts';
import { findText, projectFiles } from './project-files.ts';

const pages: readonly Page[] = projectFiles().flatMap(path => {
  const text = findText(path);
  return text === undefined || path === 'package-lock.json' ? [] : [{ path, text }];
});
const documents = pages.filter(page => page.path.endsWith('.md'));
const notes = documents.filter(page => page.path.startsWith('docs/decisions/'));
const noteNames = notes.map(note => note.path.slice('docs/decisions/'.length));
const settings = JSON.parse(findText('package.json') ?? '{}');

for (const { path, text } of await generatedPages())
  test(`${path} says what the sources say today; \`node docs/generate.ts\` makes it anew`, () =>
    assert.ok(findText(path) === text, `${path} is stale. Cure: node docs/generate.ts`));

test('every link of a document leads to a file of the project', () =>
  assertKept(deadLinks(documents, path => existsSync(`${checkout}/${path}`))));

test('every decision note that is named exists', () =>
  assertKept(
    missingNotes(
      pages.filter(page => !page.path.startsWith('test/house/')),
      noteNames,
    ),
  ));

test('decision notes are numbered once each and open with their number', () => {
  const numbers = noteNames.map(name => name.slice(0, 4));
  assert.deepEqual(
    numbers.filter((number, at) => numbers.indexOf(number) !== at),
    [],
  );
  for (const { path, text } of notes) assert.match(text, new RegExp(`^# ${path.slice(15, 19)}\\b`), path);
});

test('every dependency has a decision note that names it', () =>
  assertKept(
    undecidedPackages(
      Object.keys({ ...settings.dependencies, ...settings.optionalDependencies, ...settings.devDependencies }),
      notes,
    ),
  ));

test('the README names the two commands', () => {
  const readme = findText('README.md') ?? '';
  for (const command of ['npm install && npm start', 'npm install && npm test'])
    assert.ok(readme.includes(command), command);
});

test('the project bears its licence, and says how to take part, how to report a hole and what has changed', () => {
  assert.match(findText('LICENSE') ?? '', /Apache License\s+Version 2\.0/);
  assert.equal(settings.license, 'Apache-2.0');
  assert.match(findText('CHANGELOG.md') ?? '', /^## \[?(Unreleased|\d+\.\d+\.\d+)/m);
  for (const path of ['README.md', 'CONTRIBUTING.md', 'SECURITY.md'])
    assert.ok((findText(path) ?? '').length > 500, path);
});

test('nothing is put off in a comment, and no path of one machine is written down', () => assertKept(leftovers(pages)));
