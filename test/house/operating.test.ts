// The operator's pages say what the program has: every command with its options, every setting, refusal, number and quoted sentence is
// looked for where it is made, and every number that is made stands in the pages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allCommands } from '../../src/interface/command/commands.ts';
import { findText, projectFiles } from './project-files.ts';

const commands = await allCommands();
const pages = ['docs/OPERATING.md', 'docs/SCALING.md', 'docs/BACKUP.md'].map(path => ({
  path,
  text: findText(path) ?? '',
}));
const all = pages.map(page => page.text).join('\n');
const sources = projectFiles().filter(path => /^src\/.*\.ts$/.test(path) && !path.endsWith('.test.ts'));
const source = sources.map(path => findText(path) ?? '').join('\n');
const watch = sources
  .filter(path => /^src\/app\/(watch\/|reads\.ts)/.test(path))
  .map(path => findText(path) ?? '')
  .join('\n');
const roles = ['laopedia_owner', 'laopedia_app', 'laopedia_public', 'laopedia_signer', 'laopedia_backup'];

const gone = (names: Iterable<string>, isThere: (name: string) => boolean) =>
  [...new Set(names)].filter(name => !isThere(name));

test('every command of the pages is one, with these options', () => {
  const asked = [
    ...all.matchAll(/(?:^|[`\s(])(?<![-/]user\s|chown\s|-g\s)laopedia ([a-z][a-z-]+)([^\n`|#]*)/gm),
  ].filter(([, name]) => !/^(login|owner|locale)$/.test(name ?? ''));
  assert.ok(asked.length > 20);
  for (const [line, name, rest = ''] of asked) {
    const command = commands.find(one => one.name === name);
    assert.ok(command !== undefined, `there is no command ${name}: ${line}`);
    for (const [, option = ''] of rest.matchAll(/\s--([a-z-]+)/g))
      assert.ok(option in command.options, `${name} has no --${option}`);
  }
});

test('every setting of the pages and of the files to begin from is known', () => {
  const files = projectFiles().filter(path => path.startsWith('deploy/'));
  const named = [all, ...files.map(path => findText(path) ?? '')].join('\n').matchAll(/\bLAOPEDIA_[A-Z_]+/g);
  const config = findText('src/app/config.ts') ?? '';
  const ofTheContainer = 'LAOPEDIA_DB_PASSWORD';
  assert.deepEqual(
    gone(
      [...named].map(([name]) => name),
      name => name === ofTheContainer || config.includes(`'${name}'`),
    ),
    [],
  );
});

test('every refusal of the pages is one', () => {
  const refusals = findText('docs/REFUSALS.md') ?? '';
  const codes = [...all.matchAll(/`([a-z-]+\/[a-z-]+)`/g)].map(([, code = '']) => code);
  assert.ok(codes.length > 10);
  assert.deepEqual(
    gone(codes, code => refusals.includes(`\`${code}\``) || source.includes(`'${code}'`)),
    [],
  );
});

test('every number of the pages is made, and every number that is made stands in the pages', () => {
  const made = [
    ...watch.matchAll(
      /(?:single|labelled|family|gauge)\(\s*'([a-z_]+)'|name: '([a-z_]+)', kind|\{\s*name: '([a-z_]+)',\s*kind/g,
    ),
  ].map(found => found[1] ?? found[2] ?? found[3] ?? '');
  assert.ok(made.length > 30);
  const named = [...all.matchAll(/\blaopedia_([a-z_]+)/g)]
    .filter(([name]) => !roles.includes(name))
    .map(([, name = '']) => name);
  assert.deepEqual(
    gone(named, name => made.includes(name)),
    [],
  );
  assert.deepEqual(
    gone(made, name => new RegExp(`\\blaopedia_${name}\\b`).test(all)),
    [],
  );
});

test('every sentence that the program is quoted with stands in it, piece by piece', () => {
  const table = pages[0]?.text.split('## What to do when')[1] ?? '';
  const said = table
    .split('\n')
    .flatMap(line => [...(line.split('|')[2] ?? '').matchAll(/"([^"]+)"/g)].map(([, sentence = '']) => sentence));
  assert.ok(said.length > 8);
  const pieces = said
    .flatMap(sentence => sentence.split('…'))
    .map(piece => piece.trim().replace(/\.$/, ''))
    .filter(piece => piece.length > 5);
  assert.deepEqual(
    gone(pieces, piece => source.includes(piece)),
    [],
  );
});
