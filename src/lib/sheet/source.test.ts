// Files from a path, from memory and from a stream are the same file; a stream leaves nothing behind.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openWorkbook } from './open.ts';
import { SheetProblem } from './problem.ts';
import type { SheetSource } from './source.ts';
import { writeXlsx } from './write-xlsx.ts';

const lines = Array.from({ length: 300_000 }, (_, at) => `${at},ບ້ານ ${at},some words to make it long\n`);
const bytes = Buffer.from(`id,name,note\n${lines.join('')}`);

async function* streamOf(content: Buffer, pieceBytes: number): AsyncIterable<Uint8Array> {
  // The same buffer again and again, as sockets do: a reader that keeps it would see it change.
  const piece = Buffer.alloc(pieceBytes);
  for (let at = 0; at < content.length; at += pieceBytes) {
    const length = content.copy(piece, 0, at);
    yield piece.subarray(0, length);
  }
}

async function countRows(source: SheetSource): Promise<[number, string]> {
  const workbook = await openWorkbook(source);
  let count = 0;
  let last = '';
  for await (const rows of workbook.sheets[0]?.rows() ?? []) {
    count += rows.length;
    last = rows.at(-1)?.texts.join('|') ?? '';
    assert.ok(rows.length <= 1_000);
  }
  await workbook.close();
  return [count, last];
}

function leftBehind(): Promise<string[]> {
  return readdir(tmpdir()).then(names => names.filter(name => name.startsWith('sheet-stream-')));
}

test('a path, bytes and a stream give the same rows, and a long stream leaves no file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sheet-test-'));
  const path = join(folder, 'a.csv');
  await writeFile(path, bytes);
  const wanted = [300_001, '299999|ບ້ານ 299999|some words to make it long'];
  const before = await leftBehind();
  assert.deepEqual(await countRows({ path }), wanted);
  assert.deepEqual(await countRows({ bytes }), wanted);
  assert.deepEqual(await countRows({ stream: streamOf(bytes, 100_003) }), wanted);
  assert.deepEqual(await leftBehind(), before);
  await rm(folder, { recursive: true });
});

test('a stream beyond the limit is refused and leaves no file', async () => {
  const before = await leftBehind();
  await assert.rejects(openWorkbook({ stream: streamOf(bytes, 65_536) }, { limits: { fileBytes: 10_000_000 } }), {
    code: 'too-large-file',
  });
  await assert.rejects(
    openWorkbook({ stream: streamOf(Buffer.concat([Buffer.from('%PDF'), bytes]), 65_536) }),
    SheetProblem,
  );
  assert.deepEqual(await leftBehind(), before);
});

test('reading may stop early and the file still closes', async () => {
  const workbook = await openWorkbook({ stream: streamOf(bytes, 65_536) });
  for await (const rows of workbook.sheets[0]?.rows() ?? []) {
    assert.equal(rows[0]?.number, 1);
    break;
  }
  await workbook.close();
});

test('an XLSX may be left in the middle too', async () => {
  const rows = Array.from({ length: 20_000 }, (_, at) => [String(at), `ບ້ານ ${at * 7919}`]);
  const workbook = await openWorkbook({ stream: writeXlsx([{ name: 'a', rows }]) });
  for await (const batch of workbook.sheets[0]?.rows() ?? []) {
    assert.deepEqual(batch[0]?.texts, ['0', 'ບ້ານ 0']);
    break;
  }
  await workbook.close();
});

test('a file that is not there is a fault of the caller, not of the file', async () => {
  await assert.rejects(openWorkbook({ path: join(tmpdir(), 'no-such-sheet.csv') }), { code: 'ENOENT' });
});
