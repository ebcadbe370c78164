// Bad files on the real road, from their bytes to the register: each gets a clear answer in Lao and English that names row
// and field, byte or rule; nothing is half done; what can be taken is taken as it stands and leaves the house harmless.
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type Finding, findingSentence, Refusal } from '#register';
import { type AppServer, openAppServer } from '#test/app-server';
import { unzip } from '#test/broken-files';
import { type Traces, tracesOf } from '#test/traces';
import { type BringInOptions, bringIn, define, openWalk, standing, type Walk } from '#test/walk';
import { type Mapping, writeFindingsSheet } from '#workflow/intake';
import { badRequests } from './absurd-requests.fixture.ts';
import { type BadFile, badInputs, sample, type WantedFinding } from './bad-input.fixture.ts';
import { badSheets } from './bad-sheets.fixture.ts';
import { badTexts } from './bad-text.fixture.ts';
import { badValues } from './bad-values.fixture.ts';
import { hugeInputs } from './huge-input.fixture.ts';

const files = [...badTexts, ...badValues, ...badSheets];
const records = '/api/v1/registers/sample/records';

describe('bad input', () => {
  let walk: Walk;
  let server: AppServer;
  let traces: Traces;
  const answers = new Map<string, Set<string>>();

  before(async () => {
    walk = await openWalk();
    await define(walk, sample);
    server = await openAppServer(walk);
    traces = await tracesOf(walk.store);
  });
  after(async () => {
    await server.close();
    await walk.close();
  });

  const bring = (bad: BadFile) => bringIn(walk, 'sample', Buffer.from(bad.file() as Buffer), optionsOf(bad));
  const tell = (item: string, answer: string) => {
    answers.set(item, (answers.get(item) ?? new Set()).add(answer));
  };
  const assertNothingLeft = async () => assert.deepEqual(await tracesOf(walk.store), traces);

  for (const bad of files)
    it(`${bad.item}: ${bad.name}`, async () => {
      if (bad.refused !== undefined) tell(bad.item, await assertRefused(bring(bad), bad.refused));
      else if (bad.found !== undefined) {
        const { proposed, published, mapping } = await bring(bad);
        assert.deepEqual([proposed.id, published], [null, undefined]);
        for (const wanted of bad.found) tell(bad.item, assertFound(proposed.findings, wanted));
        await assertWrittenBack(bad, proposed.findings, mapping);
      } else {
        const { proposed } = await bring(bad);
        traces = await tracesOf(walk.store);
        assert.equal(proposed.blocking, 0, JSON.stringify(proposed.findings));
        for (const code of bad.noted ?? []) assertFound(proposed.findings, [code, undefined, undefined]);
        const notes = [...proposed.findingCounts.keys()];
        tell(bad.item, `taken${notes.length === 0 ? '' : `, ${notes.join(', ')}`}`);
        await server.caughtUp();
        await assertShown(server, bad.taken ?? {});
      }
      await assertNothingLeft();
    });

  // The officer's copy with its wrong cells marked is made from the same bad file.
  const assertWrittenBack = async (bad: BadFile, findings: readonly Finding[], mapping: Mapping) => {
    const { register } = await standing(walk, 'sample');
    const source = { bytes: Buffer.from(bad.file() as Buffer) };
    const sheet = await Array.fromAsync(writeFindingsSheet(source, register, findings, { ...optionsOf(bad), mapping }));
    const parts = unzip(Buffer.concat(sheet)).map(({ name, content }) => [name, content.toString()] as const);
    const texts = parts.map(([, content]) => content).join('');
    assert.match(texts, /ຂໍ້ຜິດພາດ/);
    assert.doesNotMatch(texts, /<f[ >]|\0|&#0;/);
  };

  it('an address that was given is never asked by us', async () => {
    let asked = 0;
    const listener = createServer(socket => {
      asked += 1;
      socket.destroy();
    });
    await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve));
    const address = listener.address();
    const link = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/secret`;
    const body = `[x](${link}) ![y](${link})`;
    await bringIn(walk, 'sample', JSON.stringify({ id: 'net1', link, body, note: link }));
    traces = await tracesOf(walk.store);
    await server.caughtUp();
    await assertShown(server, { net1: { link, note: link } });
    await server.http.inject('/api/v1/registers/sample/export.xlsx');
    const page = (await server.http.inject('/lo/sample/net1')).body;
    assert.match(page, /rel="[^"]*(?:nofollow|noopener|noreferrer|external)/);
    assert.doesNotMatch(page, /(?:src|srcset)="http/, 'nor does the page make a browser ask it');
    listener.close();
    assert.equal(asked, 0);
  });

  it('left no prototype changed', () => {
    assert.equal(Reflect.get({}, 'polluted'), undefined);
    assert.equal(Reflect.get(Object.prototype, 'name'), undefined);
  });

  it('leaves the house harmless: nothing in a CSV or an XLSX runs, and it is brought in again as it was', async () => {
    const csv = (await server.http.inject('/api/v1/registers/sample/export.csv')).body;
    for (const line of csv.split('\n')) assert.doesNotMatch(line, /(?:^|,)"?[=+@\t\r＝](?!\d)/, line);
    assert.match(csv, /'=1\+1/);
    const xlsx = (await server.http.inject('/api/v1/registers/sample/export.xlsx')).rawPayload;
    const texts = unzip(xlsx)
      .map(({ content }) => content.toString())
      .join('\n');
    assert.doesNotMatch(texts, /<f[ >]/);
    const { records: all } = await standing(walk, 'sample');
    // In a CSV the apostrophe stays before what would run: it is seen there, and a person who sends it back says so.
    const disarmed = csv.match(/(?:^|,)"?'[=+\-@＝]/gm)?.length ?? 0;
    for (const [file, corrected] of [
      [csv, disarmed],
      [xlsx, 0],
    ] as const) {
      const { proposed } = await bringIn(walk, 'sample', file, { dryRun: true });
      const unchanged = all - corrected;
      assert.deepEqual([proposed.rows, proposed.blocking], [all, 0], JSON.stringify(proposed.findings));
      assert.deepEqual(proposed.counts, { added: 0, corrected, withdrawn: 0, unchanged });
    }
    await assertNothingLeft();
  });

  it('has a case for everything on the list', context => {
    for (const { item, code } of [...badRequests, ...hugeInputs]) tell(item, code);
    const lacking = badInputs.filter(item => !answers.has(item));
    for (const item of badInputs) context.diagnostic(`${item.padEnd(42)} ${[...(answers.get(item) ?? [])].join('; ')}`);
    assert.deepEqual(lacking, []);
  });
});

function optionsOf({ mapping, format, fileName }: BadFile): BringInOptions {
  return {
    ...(mapping === undefined ? {} : { mapping }),
    ...(format === undefined ? {} : { format }),
    ...(fileName === undefined ? {} : { name: fileName }),
  };
}

async function assertRefused(bringing: Promise<unknown>, [codes, says]: readonly [string, RegExp]): Promise<string> {
  const refusal = await bringing.then(
    () => assert.fail('it was taken'),
    (problem: unknown) => problem,
  );
  assert.ok(refusal instanceof Refusal, String((refusal as Error).stack));
  assert.ok(codes.split('|').includes(refusal.code.replace(/^intake\//, '')), refusal.code);
  for (const sentence of [refusal.words.lo, refusal.words.en]) assert.match(sentence, says);
  for (const sentence of [refusal.words.lo, refusal.next.lo]) assert.match(sentence, /\p{Script=Lao}/u);
  for (const sentence of [refusal.words.en, refusal.next.en]) assert.match(sentence, /[a-z]{2}.*\.$/s);
  for (const sentence of [...Object.values(refusal.words), ...Object.values(refusal.next)])
    assert.doesNotMatch(sentence, /undefined|\{\w+\}|\[object|[\0\u202a-\u202e]/);
  return refusal.code;
}

function assertFound(
  findings: readonly Finding[],
  [code, row, field]: WantedFinding | readonly [string, undefined, undefined],
): string {
  const found = findings.find(
    one => one.code === code && (row === undefined || one.row === row) && (field === undefined || one.field === field),
  );
  assert.ok(found, `no ${code} at row ${row}, field ${field}: ${JSON.stringify(findings)}`);
  const sentence = findingSentence(found);
  assert.match(found.wanted.lo, /\p{Script=Lao}/u);
  assert.match(found.wanted.en, /[a-z]{2}/);
  for (const said of Object.values(sentence)) {
    if (typeof row === 'number') assert.match(said, new RegExp(`^(?:Row|ແຖວ) ${row}\\b`));
    if (typeof field === 'string') assert.ok(said.includes(`“${field}”`) || said.includes(`"${field}"`), said);
    assert.doesNotMatch(said, /undefined|\{\w+\}|\[object|[\0\u202a-\u202e]/);
  }
  return code;
}

async function assertShown({ http }: AppServer, taken: Readonly<Record<string, Readonly<Record<string, unknown>>>>) {
  for (const key of Object.keys(taken)) {
    const answer = await http.inject(`${records}/${key}`);
    assert.equal(answer.statusCode, 200, answer.body);
    const { item } = answer.json() as { item: Readonly<Record<string, unknown>> };
    for (const [field, value] of Object.entries(taken[key] ?? {})) assert.deepEqual(item[field], value, field);
    for (const path of [`/lo/sample/${key}`]) {
      const page = await http.inject(path);
      assert.equal(page.statusCode, 200, path);
      assert.doesNotMatch(page.body, /<script(?! src=")|<svg on|<img|(?:href|src)="(?:javascript|data:text)/, path);
    }
  }
}
