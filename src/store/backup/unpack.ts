// Reads a packed stream back: each file checked by its length and SHA-256, and the end that says nothing is missing.
// Where it writes, it writes below one folder and nowhere else.
import { createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { makeFolder } from '#lib/durable';
import type { PackHead } from './pack.ts';
import { refuseBackup } from './refusals.ts';

const mostHeadBytes = 65_536;
const digestBytes = 32;

/** Unpacks below a folder, or with `undefined` only checks. `name` is for the refusal. Answers how much it was. */
export async function unpack(
  stream: AsyncIterable<Uint8Array>,
  folder: string | undefined,
  name: string,
): Promise<{ readonly files: number; readonly bytes: number }> {
  const reader = new Reader(stream, name);
  let [files, bytes] = [0, 0];
  for (;;) {
    const head = await readHead(reader, name);
    if (head.end) break;
    files++;
    const path = insideOrRefuse(head.path, name);
    if (head.folder) {
      if (folder !== undefined) await makeFolder(join(folder, path));
      continue;
    }
    bytes += head.bytes ?? 0;
    await readFile(reader, head.bytes ?? 0, folder === undefined ? undefined : join(folder, path), name);
  }
  await reader.end();
  return { files, bytes };
}

async function readHead(reader: Reader, name: string): Promise<PackHead> {
  const length = (await reader.exactly(4)).readUInt32BE();
  if (length > mostHeadBytes) throw refuseBackup('damaged', { file: name });
  return JSON.parse((await reader.exactly(length)).toString('utf8')) as PackHead;
}

async function readFile(reader: Reader, bytes: number, to: string | undefined, name: string): Promise<void> {
  const digest = createHash('sha256');
  if (to !== undefined) await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const file = to === undefined ? undefined : await open(to, 'wx', 0o600);
  try {
    for (let left = bytes; left > 0; ) {
      const piece = await reader.atMost(left);
      digest.update(piece);
      await file?.writeFile(piece);
      left -= piece.length;
    }
    if (!digest.digest().equals(await reader.exactly(digestBytes))) throw refuseBackup('damaged', { file: name });
    await file?.sync();
  } finally {
    await file?.close();
  }
}

function insideOrRefuse(path: string | undefined, name: string): string {
  const clean = normalize(path ?? '');
  if (path === undefined || clean.startsWith('..') || clean.startsWith('/') || /[\\:]/.test(clean))
    throw refuseBackup('damaged', { file: name });
  return clean;
}

/** Takes bytes from a stream as they are asked for. */
class Reader {
  readonly #pieces: AsyncIterator<Uint8Array>;
  readonly #name: string;
  #held: Buffer = Buffer.alloc(0);

  constructor(stream: AsyncIterable<Uint8Array>, name: string) {
    this.#pieces = stream[Symbol.asyncIterator]();
    this.#name = name;
  }

  async exactly(count: number): Promise<Buffer> {
    while (this.#held.length < count) await this.#more();
    return this.#take(count);
  }

  async atMost(count: number): Promise<Buffer> {
    while (this.#held.length === 0) await this.#more();
    return this.#take(Math.min(count, this.#held.length));
  }

  async end(): Promise<void> {
    const { done, value } = await this.#pieces.next();
    if (done !== true || this.#held.length > 0)
      throw refuseBackup('damaged', { file: this.#name, more: value?.length });
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#pieces.next();
    if (done === true) throw refuseBackup('damaged', { file: this.#name });
    this.#held = this.#held.length === 0 ? Buffer.from(value) : Buffer.concat([this.#held, value]);
  }

  #take(count: number): Buffer {
    const taken = this.#held.subarray(0, count);
    this.#held = this.#held.subarray(count);
    return taken;
  }
}
