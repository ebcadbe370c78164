// What a page weighs with its style and script and without the font: the bar of the house is 30 kB on the wire; measured both
// ways.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { pages, previewFrame } from '#test/site-pages';
import { openAssets } from './assets.ts';

const barBytes = 30_000;

describe('the weight of pages', async () => {
  const assets = await openAssets();
  const style = assets.files.get(assets.addresses.style) ?? assert.fail('no style');

  for (const name of ['', 'record', 'list', 'history', 'search', 'search-answer', 'search-nothing', 'place'])
    it(`is at most 30 kB on the wire with style, in both languages: ${name || 'front page'}`, context => {
      for (const lang of ['lo', 'en'] as const) {
        const make = pages[name] ?? assert.fail(name);
        const page = Buffer.from(make(previewFrame(lang, `/${name}`, assets.addresses)).text);
        const [, script] = /<script src="([^"]+)"/.exec(page.toString()) ?? [];
        const parts = [style, ...(script === undefined ? [] : [assets.files.get(script) ?? assert.fail(script)])];
        const wire = parts.reduce((sum, part) => sum + (part.gzip ?? part.bytes).length, gzipSync(page).length);
        const plain = page.length + style.bytes.length;
        context.diagnostic(`${lang}: ${page.length} bytes, ${plain} with style, ${wire} packed with script`);
        assert.ok(wire <= barBytes, `${lang} ${wire}`);
        if (name === 'record') assert.ok(plain <= barBytes, `${lang} ${plain} unpacked`);
      }
    });

  it('has an island for its search boxes of at most 3 kB on the wire', context => {
    const island = assets.files.get(assets.addresses.suggestScript) ?? assert.fail('no island');
    context.diagnostic(`${island.bytes.length} bytes, ${island.gzip?.length} packed`);
    assert.ok((island.gzip?.length ?? Number.POSITIVE_INFINITY) <= 3000);
  });

  it('has fonts of at most 20 kB in all, which an English page does not fetch', () => {
    const fonts = [...assets.files.values()].filter(file => file.type === 'font/woff2');
    assert.ok(fonts.reduce((sum, file) => sum + file.bytes.length, 0) <= 20_000);
    assert.match(style.bytes.toString(), /unicode-range:U\+0?E80-0?EFF/i);
  });

  it('has a style that fetches nothing from elsewhere', () => {
    for (const [, address = ''] of style.bytes.toString().matchAll(/url\(["']?([^"')]+)/g))
      assert.ok(assets.files.has(address), address);
  });
});
