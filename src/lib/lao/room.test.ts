// The room by itself: it can be published as a library, since nothing in it comes from elsewhere.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import * as lao from './index.ts';

const room = new URL('./', import.meta.url);
// Most kilobytes that a page or another program pays for all of it, minified and before compression.
const MOST_KILOBYTES = 60;

async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('index.ts', room))],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

test('no file of the room imports anything but its siblings', async () => {
  const files = (await readdir(room)).filter(name => /^[a-z-]+\.ts$/.test(name));
  assert.ok(files.length > 20);
  for (const name of files) {
    const text = await readFile(new URL(name, room), 'utf8');
    for (const [, from = ''] of text.matchAll(/\bfrom '([^']+)'|\bimport\('([^']+)'\)/g)) {
      assert.match(from, /^\.\/[a-z-]+\.ts$/, `${name} imports ${from}`);
    }
  }
});

test(`the whole room is one module of at most ${MOST_KILOBYTES} kB that runs by itself, in a browser too`, async () => {
  const text = await bundled();
  assert.ok(text.length > 10_000);
  assert.ok(Buffer.byteLength(text) <= MOST_KILOBYTES * 1000, `${Buffer.byteLength(text)} bytes`);
  assert.deepEqual(text.match(/\b(?:process|Buffer|require|globalThis)\b/g) ?? [], []);
  const alone = await import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`);
  const date = { year: 2023, month: 3, day: 22 };
  assert.equal(alone.formatLaoDate(date), lao.formatLaoDate(date));
  assert.equal(alone.collationKey('ນໍ້າ'), alone.collationKey('ນ້ຳ'));
});

test('the README says what each export is for', async () => {
  const readme = await readFile(new URL('README.md', room), 'utf8');
  const told = new Set([...readme.matchAll(/`([A-Za-z]+)`/g)].map(([, name]) => name));
  assert.deepEqual(
    Object.keys(lao).filter(name => !told.has(name)),
    [],
  );
});
