// A citizen searches the demo in a real browser: types, chooses a name with the keys or a finger, reads the answer, opens the
// record and comes back; on a phone and on a desk, in Lao and in English, with script and without.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type RunningServer, run, start } from '#test/program';

const executablePath = '/usr/bin/chromium';
const skip = existsSync(executablePath) || process.env['CI'] !== undefined ? false : 'there is no chromium here';
const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const phone = { width: 360, height: 740 };
const desk = { width: 1280, height: 800 };

describe('a search in a browser', { skip }, () => {
  let folder: string;
  let server: RunningServer;
  let browser: Browser;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'laopedia-search-'));
    server = await start({ LAOPEDIA_DATA: join(folder, 'data') });
    browser = await chromium.launch({ executablePath, args });
  });
  after(async () => {
    await browser.close();
    await server.end('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  });

  async function open(path: string, options: Parameters<Browser['newPage']>[0]): Promise<Page> {
    const page = await browser.newPage(options);
    page.on('pageerror', error => assert.fail(`a script failed: ${error}`));
    page.on('console', message => assert.notEqual(message.type(), 'error', message.text()));
    await page.goto(server.address + encodeURI(path));
    return page;
  }

  const box = (page: Page) => page.getByRole('combobox');
  const names = (page: Page) => page.getByRole('option');
  const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText();
  const query = (page: Page) => new URL(page.url()).searchParams.get('q');

  for (const [lang, viewport, typed, name] of [
    ['lo', phone, 'ບໍ່ແກ', 'ບໍ່ແກ້ວ'],
    ['lo', desk, 'ເຮືອນພັກ ມະນີດ', 'ເຮືອນພັກ ມະນີດວງໄຊ'],
    ['en', phone, 'boke', 'Bokeo'],
    ['en', desk, 'Manydouang', 'Manydouangxay Guesthouse'],
  ] as const)
    it(`typing, names, a choice with the keys, the answer, its page, and back: ${name} at ${viewport.width}`, async () => {
      const page = await open(`/${lang}/`, { viewport });
      await box(page).pressSequentially(typed);
      await names(page).first().waitFor();
      assert.equal(await box(page).getAttribute('aria-expanded'), 'true');
      await page.keyboard.press('ArrowDown');
      const active = await box(page).getAttribute('aria-activedescendant');
      assert.equal(await page.locator(`#${active} b`).innerText(), name);
      assert.equal(await page.locator('[aria-selected="true"]').count(), 1);
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), viewport.width);
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/search\?/);
      assert.equal(query(page), name);
      await page.locator('.answers h2 a').first().click();
      assert.equal((await heading(page)).replace(/\s*(?:ຕົວຢ່າງ|Sample)$/, ''), name);
      await page.goBack();
      assert.equal(await page.locator('#q').inputValue(), name);
      await page.close();
    });

  it('the keys go down, up and around, Escape closes the names and keeps the words, Enter alone searches for them', async () => {
    const page = await open('/en/search', { viewport: desk });
    await box(page).pressSequentially('vien');
    await names(page).nth(1).waitFor();
    const last = (await names(page).count()) - 1;
    const chosen = () => page.locator('[aria-selected="true"]').getAttribute('id');
    await page.keyboard.press('ArrowUp');
    assert.equal(await chosen(), `q-names-${last}`);
    await page.keyboard.press('ArrowDown');
    assert.equal(await box(page).getAttribute('aria-activedescendant'), null);
    await page.keyboard.press('ArrowDown');
    assert.equal(await chosen(), 'q-names-0');
    await page.keyboard.press('Escape');
    assert.equal(await names(page).first().isVisible(), false);
    assert.equal(await box(page).inputValue(), 'vien');
    await page.keyboard.press('ArrowDown');
    await names(page).first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=vien$/);
    await page.close();
  });

  it('a finger chooses a name; every name is high enough for it, and the list is a list to a screen reader', async () => {
    const page = await open('/lo/', { viewport: phone, hasTouch: true });
    await box(page).pressSequentially('ວຽງ');
    await names(page).first().waitFor();
    for (const name of await names(page).all()) assert.ok(((await name.boundingBox())?.height ?? 0) >= 44);
    await page.evaluate(axeSource);
    const violations = await page.evaluate<readonly { id: string }[]>('axe.run().then(result => result.violations)');
    assert.deepEqual(
      violations.map(({ id }) => id),
      [],
    );
    assert.match(await page.getByRole('status').innerText(), /\d/);
    const name = await names(page).first().locator('b').innerText();
    await names(page).first().tap();
    await page.waitForURL(/\/search\?/);
    assert.equal(query(page), name);
    await page.close();
  });

  it('asks nothing for one letter, once for what is typed in one go, and takes back what is no longer wanted', async () => {
    const page = await open('/lo/', { viewport: phone });
    const asked: string[] = [];
    page.on('request', request => {
      const { pathname, searchParams } = new URL(request.url());
      if (pathname === '/api/v1/suggest') asked.push(searchParams.get('q') ?? '');
    });
    await page.clock.install();
    await box(page).pressSequentially('ບ');
    await page.clock.fastForward(5000);
    assert.deepEqual(asked, []);
    await box(page).pressSequentially('ໍ່ແກ້ວ');
    await page.clock.fastForward(5000);
    await names(page).first().waitFor();
    assert.deepEqual(asked, ['ບໍ່ແກ້ວ']);
    await box(page).fill('');
    await page.waitForFunction('document.querySelector("suggest-names ul").hidden');
    await page.close();
  });

  it('a list of a register suggests names of that register alone, and keeps its filters', async () => {
    const page = await open('/en/enterprise?status=active', { viewport: phone });
    await box(page).pressSequentially('Manydou');
    await names(page).first().waitFor();
    assert.deepEqual(await names(page).locator('b').allInnerTexts(), ['Manydouangxay Guesthouse']);
    assert.equal(await names(page).locator('small').count(), 0);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=Manydouangxay/);
    assert.equal(new URL(page.url()).searchParams.get('status'), 'active');
    await page.close();
  });

  for (const [lang, words] of [
    ['lo', ['059000061', '05-9000061', '໐໕ 9000061']],
    ['en', ['059000061', '05-9000061']],
  ] as const)
    it(`a number is answered with its record, with and without dashes, in ${lang}`, async () => {
      const page = await open(`/${lang}/`, { viewport: phone });
      for (const word of words) {
        await page.goto(`${server.address}/${lang}/search?q=${encodeURIComponent(word)}`);
        const answer = page.locator('.answers article');
        assert.equal(await answer.count(), 1, word);
        assert.match(await answer.innerText(), /05-9000061/);
        assert.ok((await answer.locator('dt').count()) >= 2);
      }
      await page.close();
    });

  it('a mistyped word is led to what was meant, and that is found', async () => {
    const page = await open('/lo/search?q=ກາແຟ', { viewport: phone });
    assert.match(await heading(page), /ບໍ່ພົບ “ກາແຟ”/);
    await page.getByRole('link', { name: 'ທ່ານໝາຍເຖິງ “ກາເຟ” ບໍ?' }).click();
    assert.match(await heading(page), /ຜົນການຄົ້ນຫາ “ກາເຟ”/);
    assert.ok((await page.locator('.results li').count()) > 0);
    await page.close();
  });

  it('results that spread are kept to one province, and let go again, by addresses alone', async () => {
    const page = await open('/en/search?q=ບໍລິສັດ', { viewport: phone });
    await page.getByText('In one province only').click();
    await page.locator('.spread').getByRole('link', { name: 'Bokeo' }).click();
    await page.waitForURL(/place=05/);
    assert.ok((await page.locator('.results .code').allInnerTexts()).every(code => code.startsWith('05-')));
    await page.locator('#q').fill('ເຮືອນພັກ');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.waitForURL(/place=05/);
    await page.getByRole('link', { name: 'Only in' }).click();
    assert.equal(new URL(page.url()).searchParams.get('place'), null);
    assert.deepEqual(await page.context().cookies(), []);
    assert.equal(await page.evaluate('localStorage.length + sessionStorage.length'), 0);
    await page.close();
  });

  it('where nothing is found there is a next step', async () => {
    const page = await open('/lo/search?q=ຊຊຊຊຊຊ', { viewport: phone });
    assert.match(await heading(page), /ບໍ່ພົບ/);
    assert.ok((await page.locator('.ways li').count()) >= 3);
    assert.ok((await page.locator('.timetable a, .results a').count()) > 0);
    await page.close();
  });

  it('the command finds the same, in one place where one is named, and asks what was meant', async () => {
    const search = async (...argv: readonly string[]) =>
      (await run({ LAOPEDIA_DATA: join(folder, 'data') }, 'search', ...argv)).out;
    assert.match(await search('059000061'), /^enterprise\/05-9000061 /);
    assert.match(await search('ກາແຟ'), /ທ່ານໝາຍເຖິງ “ກາເຟ” ບໍ\? · Did you mean “ກາເຟ”\?/);
    const inBokeo = await search('ບໍລິສັດ', '--register', 'enterprise', '--place', '05');
    assert.ok(
      inBokeo
        .trim()
        .split('\n')
        .every(line => line.startsWith('enterprise/05-')),
      inBokeo,
    );
    const keysOf = (text: string) =>
      (JSON.parse(text) as { results: readonly { key: string }[] }).results.map(({ key }) => key);
    const both = keysOf(await search('ບໍລິສັດ', '--limit', '4', '--json'));
    assert.deepEqual(keysOf(await search('ບໍລິສັດ', '--limit', '2', '--offset', '2', '--json')), both.slice(2));
  });

  it('without script the box is a plain form and all of it works', async () => {
    const page = await open('/lo/', { viewport: phone, javaScriptEnabled: false });
    await page.locator('#q').fill('bokeo');
    await page.getByRole('button', { name: 'ຄົ້ນຫາ' }).click();
    await page.locator('.answers h2 a').click();
    assert.equal(await heading(page), 'ບໍ່ແກ້ວ');
    await page.goBack();
    assert.equal(await page.locator('#q').inputValue(), 'bokeo');
    await page.close();
  });
});
