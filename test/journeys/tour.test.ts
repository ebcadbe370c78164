// The README's tour, as it is written there: every command of it is run by a shell against a real server, and does what the
// words around it promise; then a citizen looks at the page in a browser.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { read } from 'hucre';
import { type Browser, chromium } from 'playwright-core';
import { openWorkbook } from '#lib/sheet';
import { checkout, type Ended, endOf, ordinaryEnvironment, type RunningServer, start } from '#test/program';

const executablePath = '/usr/bin/chromium';
const hasBrowser = existsSync(executablePath) || process.env['CI'] !== undefined;
const statusChange = /ສະຖານະ \(status\): ເຄື່ອນໄຫວຢູ່ \[active\] → ໂຈະການເຄື່ອນໄຫວ \[suspended\]/;
const redFill = /FFC7CE$/;
const wrongCells = ['F10', 'I13', 'I16', 'H18', 'B21', 'C24', 'J27', 'L30'];

/** The commands of the blocks marked as the tour, in order. */
function tourOf(readme: string): string[] {
  return [...readme.matchAll(/^```sh tour\n(.*?)^```/gms)].flatMap(([, block = '']) => block.trim().split('\n'));
}

describe('the tour of the README', { skip: process.platform === 'win32' ? 'no shell here' : false }, () => {
  const commands = tourOf(readFileSync(`${checkout}README.md`, 'utf8'));
  let folder: string;
  let server: RunningServer;
  let proposal = '';
  let key = '';

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'laopedia-tour-'));
    server = await start({ LAOPEDIA_DATA: join(folder, 'data') });
    key = (await (await fetch(`${server.address}/log/enterprise/key`)).text()).trim();
  });
  after(async () => {
    await server.end('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  });

  /** Runs the next command, which must be the one meant here. */
  function next(meant: RegExp): Promise<Ended> {
    const written = commands.shift() ?? '';
    assert.match(written, meant);
    const command = written
      .replace(/"\$\(curl -s \S+\/key\)"/, '"$KEY"')
      .replaceAll('http://localhost:8080', server.address)
      .replaceAll('./bin/', `${checkout}bin/`)
      .replaceAll(' examples/', ` ${checkout}examples/`);
    const PATH = `${dirname(process.execPath)}:${process.env['PATH']}`;
    const settings = { PATH, LAOPEDIA_DATA: join(folder, 'data'), PROPOSAL: proposal.slice(0, 8), KEY: key };
    const env = { ...ordinaryEnvironment(), ...settings };
    return endOf(spawn('bash', ['-c', command], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  test('eight mistakes are named at their rows in both languages, and nothing is proposed', async () => {
    const { code, err } = await next(/import enterprise .*bokeo-enterprises\.xlsx .*--findings/);
    assert.equal(code, 2, err);
    assert.deepEqual(
      [...err.matchAll(/^✗ ແຖວ (\d+) /gm)].map(([, row]) => Number(row)),
      [10, 13, 16, 18, 21, 24, 27, 30],
    );
    assert.equal([...err.matchAll(/^ {2}Row \d+ .*column/gm)].length, 8);
    assert.doesNotMatch(err, /approve|set aside/);
  });

  test("the officer's own file comes back with the cells marked and commented", async () => {
    const file = join(folder, 'findings.xlsx');
    const workbook = await openWorkbook({ path: file });
    const [list, sheet] = workbook.sheets;
    assert.equal(list?.name, 'ຂໍ້ຜິດພາດ');
    const rows = (await Array.fromAsync(sheet?.rows() ?? [])).flat();
    await workbook.close();
    assert.ok(rows.some(row => row.number === 13 && row.texts.includes('31/02/2026')));
    const cells = (await read(await readFile(file), { readStyles: true })).sheets[1]?.cells ?? [];
    const red = [...cells].flatMap(([place, { comment, style }]) =>
      style?.fill?.type === 'pattern' && redFill.test(style.fill.fgColor?.rgb ?? '')
        ? [{ place, said: comment?.text }]
        : [],
    );
    assert.deepEqual(
      red.map(({ place }) => cellName(place)),
      wrongCells,
    );
    assert.ok(red.every(({ said = '' }) => /[ກ-ໝ]/.test(said) && /[a-z]{3}/.test(said)));
  });

  test('the corrected file becomes a proposal that waits', async () => {
    const { code, err } = await next(/import enterprise .*-corrected\.xlsx/);
    assert.equal(code, 0, err);
    assert.match(err, /added 22, .*corrected 2, .*withdrawn 0, .*unchanged 1/);
    proposal = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(err)?.[0] ?? assert.fail('no number of a proposal was said');
  });

  test('an approver finds it beside the one that the demo keeps, and sees only what changes', async () => {
    const all = await next(/proposals$/);
    assert.equal(all.out.trim().split('\n').length, 2);
    assert.match(all.out, new RegExp(`^${proposal.slice(0, 8)} .*ນ້ອຍ`, 'm'));
    const one = await next(/proposals \$PROPOSAL/);
    assert.equal(one.out.match(/^ {2}\+ 05-9/gm)?.length, 22);
    assert.equal(one.out.match(/^ {2}~ 05-9/gm)?.length, 2);
    assert.match(one.out, statusChange);
  });

  test('her own approval is refused, that of another publishes', async () => {
    const own = await next(/approve \$PROPOSAL --approver ນ້ອຍ/);
    assert.equal(own.code, 3);
    assert.match(own.err, /You cannot approve your own proposal/);
    const other = await next(/approve \$PROPOSAL --approver ບຸນ/);
    assert.equal(other.code, 0, other.err);
    assert.match(other.err, /published/);
  });

  test('the page in Lao holds the new status, and search finds the record by its number with and without the dash', async () => {
    const page = await (await fetch(`${server.address}/lo/enterprise/05-9000061`)).text();
    assert.match(page, /ເຮືອນພັກ ມະນີດວງໄຊ/);
    assert.match(page, /ໂຈະການເຄື່ອນໄຫວ/);
    for (const q of ['05-9000061', '059000061', 'ບໍ່ແກ້ວ', 'bokeo']) {
      const found = await (await fetch(`${server.address}/lo/search?q=${encodeURIComponent(q)}`)).text();
      assert.match(found, q.startsWith('05') ? /\/lo\/enterprise\/05-9000061"/ : /\/lo\/places\/05"/, q);
    }
  });

  test('search answers as the tour says it does', async () => {
    const page = async (q: string) => (await fetch(`${server.address}/lo/search?q=${encodeURIComponent(q)}`)).text();
    for (const q of ['ບໍ່ແກ້ວ', 'bokeo']) assert.match(await page(q), /<article[^>]*>.*places\/05"/s, q);
    for (const q of ['05-9000061', '059000061']) assert.match(await page(q), /<article[^>]*>.*05-9000061"/s, q);
    assert.match(await page('ກາແຟ'), /ທ່ານໝາຍເຖິງ “ກາເຟ” ບໍ\?/);
    const typed = await fetch(`${server.address}/api/v1/suggest?q=${encodeURIComponent('ບໍ່ແກ')}`);
    assert.match(await typed.text(), /"name":"ບໍ່ແກ້ວ"/);
  });

  test(
    'on a phone a citizen reads the status, its history and the proof',
    { skip: hasBrowser ? false : 'there is no chromium here' },
    () =>
      inBrowser(async browser => {
        const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
        page.on('pageerror', error => assert.fail(`a script failed: ${error}`));
        await page.goto(`${server.address}/lo/enterprise/05-9000061`);
        assert.match(await page.innerText('.under'), /05-9000061.*ໂຈະການເຄື່ອນໄຫວ/s);
        await page.getByRole('link', { name: 'ປະຫວັດການປ່ຽນແປງ' }).click();
        assert.equal(await page.locator('del').first().innerText(), 'ເຄື່ອນໄຫວຢູ່');
        const struck = 'getComputedStyle(document.querySelector("del")).textDecorationLine';
        assert.match(await page.evaluate<string>(struck), /line-through/);
        assert.equal(await page.locator('ins').first().innerText(), 'ໂຈະການເຄື່ອນໄຫວ');
        await page.goto(`${server.address}/lo/enterprise/05-9000061/verify`);
        await page.getByRole('button', { name: 'ກວດດຽວນີ້' }).click();
        await page.locator('.result p').nth(2).waitFor();
        const results = '[...document.querySelectorAll(".result p")].map(one => one.className)';
        assert.deepEqual(await page.evaluate(results), ['holds', 'holds', 'holds']);
        assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 360);
      }),
  );

  test('the history is told at the command too', async () => {
    const { code, out } = await next(/show enterprise 05-9000061 --history/);
    assert.equal(code, 0);
    assert.match(out, statusChange);
  });

  test("the record's proof verifies without any server, and the log over HTTP", async () => {
    assert.equal((await next(/--proof > proof\.txt/)).code, 0);
    const proof = await next(/verify proof\.txt --key/);
    assert.equal(proof.code, 0, proof.out);
    assert.match(proof.out, /^✓ /m);
    assert.match(proof.out, /"status":"suspended"/);
    const log = await next(/verify http\S+ --key/);
    assert.equal(log.code, 0, log.out);
    assert.match(log.out, /^✓ demo-\w+\.laopedia\/log\/enterprise: \d+ /m);
    assert.doesNotMatch(log.out, /key taken from the server/);
  });

  test('the export has every row', async () => {
    const { code, err } = await next(/export enterprise --format csv > enterprise\.csv/);
    assert.equal(code, 0, err);
    const lines = (await readFile(join(folder, 'enterprise.csv'), 'utf8')).trim().split('\n');
    const { records } = (await (await fetch(`${server.address}/api/v1/registers/enterprise`)).json()) as {
      records: number;
    };
    assert.equal(lines.length, records + 1);
    assert.match(err, new RegExp(`^${records} `, 'm'));
    assert.ok(lines.some(line => line.includes('05-9000061') && line.includes('suspended')));
  });

  test('a flipped bit is caught, the log itself is sound, and no command of the tour is left', async () => {
    const tampered = await next(/try-tamper enterprise/);
    assert.equal(tampered.code, 0);
    assert.match(tampered.out, /Entry \d+ was changed after it was signed/);
    const checked = await next(/fsck$/);
    assert.equal(checked.code, 0, checked.out);
    assert.doesNotMatch(checked.out, /✗/);
    assert.deepEqual(commands, []);
  });
});

async function inBrowser(look: (browser: Browser) => Promise<void>): Promise<void> {
  const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
  const browser = await chromium.launch({ executablePath, args });
  try {
    await look(browser);
  } finally {
    await browser.close();
  }
}

/** `9,5` (row and column from 0) as a spreadsheet says it: F10. */
function cellName(place: string): string {
  const [row = 0, column = 0] = place.split(',').map(Number);
  return `${String.fromCharCode('A'.charCodeAt(0) + column)}${row + 1}`;
}
