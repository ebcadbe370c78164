// Names, plates, doc comments and the parts of TypeScript the house does without.
import { test } from 'node:test';
import { assertKept } from './breach.ts';
import { unexplainedExports } from './doc-comment.ts';
import { bannedLanguage, plateless } from './language.ts';
import { misnamedFiles, misnamedThings, type NameExceptions } from './naming.ts';
import { parseHouse } from './parsed-house.ts';
import { findText, projectFiles } from './project-files.ts';

/** Names that bear a forbidden word with good reason. */
const goodNames: NameExceptions = {
  MediaType: 'the term of RFC 6838',
  ContentType: 'the name of the HTTP field, RFC 9110',
};

const files = parseHouse();
const paths = projectFiles();

test('files are called in kebab-case after a noun, never after a helper or a manager', () =>
  assertKept(misnamedFiles(paths, goodNames)));

test('types, functions and variables bear the words of the field, without labels', () =>
  assertKept(misnamedThings(files, goodNames)));

test('no any, no enum, no namespace, no parameter property, no ! and no silenced check', () =>
  assertKept(bannedLanguage(files)));

test('each source opens with a plate of one to four lines: what it is and what it never does', () => {
  const sheets = paths.filter(path => /^(src|test|bench|docs)\/.*\.(sql|css)$/.test(path));
  const scripts = paths.filter(path => /^bin\/.*\.js$/.test(path));
  const others = [...sheets, ...scripts].map(path => ({ path, text: findText(path) ?? '' }));
  assertKept(plateless([...files, ...others]));
});

test('whatever leaves a room through its index is explained where it is made', () =>
  assertKept(unexplainedExports(files)));
