// A real installation for a bench: the program itself on a data folder of its own, with its embedded PostgreSQL, told what to
// hold by its own commands. It opens no database.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { run, start } from '#test/program';

/** A server that answers, and what fills it. */
export interface Installation {
  /** Without a slash at its end. */
  readonly address: string;
  /** Makes a register, and brings its file in (unpacked from gzip) by the whole road; rows that are wrong are set aside. */
  load(definition: { readonly name: string }, file: string): Promise<Loaded>;
  close(): Promise<void>;
}

/** How many rows of a file became records, and how many did not. */
export interface Loaded {
  readonly added: number;
  readonly setAside: number;
}

/** Begins an empty installation and starts its server on a free port. */
export async function openInstallation(): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'laopedia-lao-'));
  const settings = { LAOPEDIA_DATA: join(folder, 'data'), LAOPEDIA_LOG: 'error' };
  const command = async (...argv: readonly string[]) => {
    const { code, out, err } = await run(settings, ...argv);
    if (code !== 0)
      throw new Error(`laopedia ${argv.join(' ')} ended with ${code}: ${out.slice(-1500)} ${err.slice(-1500)}`);
    return out;
  };
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await command('begin');
    const server = await start(settings);
    return {
      address: server.address.replace('localhost', '127.0.0.1'),
      async load(definition, file) {
        const definitionFile = join(folder, `${definition.name}.json`);
        await writeFile(definitionFile, JSON.stringify(definition));
        await command('define', definitionFile);
        const plain = file.endsWith('.gz') ? await unpacked(file, join(folder, definition.name)) : file;
        const aside = ['--set-aside', join(folder, `${definition.name}.csv`)];
        const agreed = ['--approver', 'a', '--approver', 'b'];
        const said = await command('import', definition.name, plain, ...agreed, ...aside, '--json');
        return JSON.parse(said.trim().split('\n').at(-1) ?? '') as Loaded;
      },
      async close() {
        await server.end('SIGTERM');
        await remove();
      },
    };
  } catch (problem) {
    await remove();
    throw problem;
  }
}

async function unpacked(file: string, into: string): Promise<string> {
  await writeFile(into, gunzipSync(await readFile(file)));
  return into;
}
