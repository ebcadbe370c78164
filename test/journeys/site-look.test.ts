// A person looks at every type of page in a real browser: nothing runs off the side of a phone, nothing stands in a
// reader's way, the keyboard goes in a sane order, and script is needed nowhere.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { pages } from '#test/site-pages';
import { realProof } from '#test/site-proof';
import { openPreview } from '#test/site-server';
import { verifyView } from '#test/site-views';

const executablePath = '/usr/bin/chromium';
const quietly =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
const skip = existsSync(executablePath) || process.env['CI'] !== undefined ? false : 'there is no chromium here';
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

async function assertNoViolations(page: Page, options: string, where: string): Promise<void> {
  const violations = await page.evaluate<readonly Violation[]>(
    `axe.run(document, ${options}).then(result => result.violations)`,
  );
  assert.deepEqual(
    violations.map(({ id, nodes }) => [id, nodes.map(node => `${node.html} ${node.failureSummary}`)]),
    [],
    where,
  );
}

describe('the pages in a browser', { skip }, () => {
  let browser: Browser;
  let site: Awaited<ReturnType<typeof openPreview>>;

  before(async () => {
    const { entry, body, salt, proof, key } = await realProof();
    const view = { ...verifyView, entryText: entry, proof, verifierKey: key };
    site = await openPreview({
      verify: async (_register, asked) => ({
        ...view,
        publicBody: { text: asked === 'changed' ? body.replace('ກາເຟ', 'ກາເຟ່') : body, salt },
      }),
    });
    browser = await chromium.launch({ executablePath, args: quietly.split(' ') });
  });
  after(async () => {
    await browser.close();
    await site.close();
  });

  async function openPage(options: Parameters<Browser['newPage']>[0]): Promise<Page> {
    const page = await browser.newPage(options);
    page.on('pageerror', error => assert.fail(`a script failed: ${error}`));
    page.on('console', message => assert.notEqual(message.type(), 'error', message.text()));
    return page;
  }

  for (const lang of ['lo', 'en'])
    it(`axe finds nothing on a phone in ${lang}, in light or dark, and nothing runs off the side`, async () => {
      const page = await openPage({ viewport: { width: 360, height: 800 } });
      for (const name of Object.keys(pages)) {
        await page.emulateMedia({ colorScheme: 'light' });
        await page.goto(`${site.address}/preview/${lang}/${name}`);
        await page.evaluate('for (const fold of document.querySelectorAll("details")) fold.open = true');
        assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 360, `${lang}/${name} is too wide`);
        await page.evaluate(axeSource);
        await assertNoViolations(page, '{}', `${lang}/${name} in light`);
        // Of all that axe looks at, only the contrast can be another in the dark.
        await page.emulateMedia({ colorScheme: 'dark' });
        await assertNoViolations(page, `{ runOnly: ['color-contrast'] }`, `${lang}/${name} in dark`);
      }
      await page.close();
    });

  it('no page runs off the side of a desk either', async () => {
    const page = await openPage({ viewport: { width: 1280, height: 800 } });
    for (const name of Object.keys(pages)) {
      await page.goto(`${site.address}/preview/lo/${name}`);
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 1280, `${name} is too wide`);
    }
    await page.close();
  });

  it('links and buttons of a phone are at least 44 pixels high, but for links within a sentence', async () => {
    const page = await openPage({ viewport: { width: 360, height: 800 } });
    for (const name of ['', 'registers', 'list', 'record', 'search', 'place']) {
      await page.goto(`${site.address}/preview/lo/${name}`);
      const small = await page.evaluate<readonly string[]>(`
        [...document.querySelectorAll('nav a, .acts a, .more a, .provinces a, button, summary, .facets[open] a, .chosen a, input')]
          .filter(one => one.checkVisibility() && one.type !== 'hidden')
          .map(one => [(one.closest('.provinces li') ?? one).getBoundingClientRect().height, one.outerHTML.slice(0, 80)])
          .filter(([height]) => height < 43.5)
          .map(([height, text]) => height + ' ' + text)`);
      assert.deepEqual(small, [], name);
    }
    await page.close();
  });

  it('the keyboard meets the skip link, the name, the language, the menu, then the content, and sees where it is', async () => {
    const page = await openPage({ viewport: { width: 360, height: 800 } });
    await page.goto(`${site.address}/preview/lo/record`);
    const met: string[] = [];
    for (let press = 0; press < 8; press++) {
      await page.keyboard.press('Tab');
      met.push(
        await page.evaluate<string>(`
          (() => {
            const one = document.activeElement;
            const outline = getComputedStyle(one);
            const seen = outline.outlineStyle !== 'none' && parseFloat(outline.outlineWidth) >= 3;
            return (one.className || one.closest('nav, main, header')?.className || one.closest('nav, main')?.tagName) + (seen ? '' : ' unseen');
          })()`),
      );
    }
    assert.deepEqual(met.slice(0, 3), ['skip', 'name', 'tongue']);
    assert.ok(
      met.every(one => !one.endsWith('unseen')),
      met.join(),
    );
    assert.equal(met[7], 'way');
    await page.close();
  });

  it('every page is whole without script', async () => {
    const page = await openPage({ viewport: { width: 360, height: 800 }, javaScriptEnabled: false });
    await page.goto(`${site.address}/lo/`);
    await page.getByRole('link', { name: 'ຂໍ້ມູນວິສາຫະກິດ' }).first().click();
    await page.getByRole('link', { name: 'ບໍລິສັດ ນ້ຳຂອງ ກາເຟ ຈຳກັດ' }).first().click();
    assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'ບໍລິສັດ ນ້ຳຂອງ ກາເຟ ຈຳກັດ ຕົວຢ່າງ');
    await page.getByRole('link', { name: 'ກວດສອບຄວາມຖືກຕ້ອງ' }).click();
    assert.match(await page.innerText('main'), /laopedia verify/);
    await page.close();
  });

  it('the link to the other language keeps the page and the choice', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${site.address}/lo/enterprise/01-0001234`);
    await page.getByRole('link', { name: 'English' }).click();
    assert.equal(new URL(page.url()).pathname, '/en/enterprise/01-0001234');
    await page.goto(`${site.address}/`);
    assert.equal(new URL(page.url()).pathname, '/en/');
    await context.close();
  });

  it('the browser itself checks a proof, and finds one changed letter', async () => {
    const page = await openPage({ viewport: { width: 360, height: 800 } });
    const check = async (key: string) => {
      await page.goto(`${site.address}/lo/enterprise/${key}/verify`);
      await page.getByRole('button', { name: 'ກວດດຽວນີ້' }).click();
      await page.locator('.result p').nth(2).waitFor();
      return (await page.locator('.result p').allInnerTexts()).map(line => line.charAt(0)).join('');
    };
    assert.equal(await check('good'), '✓✓✓');
    assert.equal(await check('changed'), '✗✓✓');
    await page.close();
  });

  it('paper gets the facts, the address and the date, and no navigation', async () => {
    const page = await openPage({ viewport: { width: 800, height: 1100 } });
    await page.goto(`${site.address}/preview/lo/record`);
    await page.emulateMedia({ media: 'print' });
    const shown = await page.evaluate<Record<string, boolean>>(`Object.fromEntries(
      ['.top nav', '.facts', '.printed', '.as-at', '.provenance', '.acts'].map(one => [one, document.querySelector(one).checkVisibility()]))`);
    assert.deepEqual(shown, {
      '.top nav': false,
      '.facts': true,
      '.printed': true,
      '.as-at': false,
      '.provenance': true,
      '.acts': false,
    });
    assert.match(await page.innerText('.printed'), /https:\/\/data\.example\.la\/lo\/record .*2026/s);
    await page.close();
  });
});
