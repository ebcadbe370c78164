// Finds the tables of words in the sources: refusals, findings, and every other words.ts. It imports them, and runs no rule.
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { RefusalRow } from '#register';
import { findingRows } from '../../src/register/finding-words.ts';

/** A room's table of refusals; the code of a row is `room/what`. */
export interface RefusalTable {
  readonly room: string;
  readonly path: string;
  readonly rows: Readonly<Record<string, RefusalRow>>;
}

/** A module of words: everything it exports, by name. */
export interface WordModule {
  readonly path: string;
  readonly exports: Readonly<Record<string, unknown>>;
}

/** The checkout, with a slash at its end. */
export const checkoutUrl: URL = new URL('../../', import.meta.url);

/** The table of findings: code to sentence, and whether it blocks. */
export const findings: Readonly<
  Record<string, { readonly blocks: boolean; readonly lo: string; readonly en: string }>
> = findingRows;

/** Every module of words below `src/`, by path: `words.ts`, `…-words.ts`, `refusals.ts`, `…-refusals.ts`. */
export async function readWordModules(): Promise<readonly WordModule[]> {
  const paths = globSync('src/**/{words,*-words,refusals,*-refusals}.ts', { cwd: fileURLToPath(checkoutUrl) })
    .map(path => path.replaceAll('\\', '/'))
    .sort();
  const modules = paths.map(async path => {
    const address = pathToFileURL(fileURLToPath(new URL(path, checkoutUrl))).href;
    return { path, exports: (await import(address)) as Record<string, unknown> };
  });
  return Promise.all(modules);
}

/** The tables of refusals among them: exports called `…Refusals`, each given to `refusalsOf('room', …)` in its file. */
export function refusalTables(modules: readonly WordModule[]): readonly RefusalTable[] {
  return modules.flatMap(({ path, exports }) =>
    Object.entries(exports)
      .filter(([name, value]) => name.endsWith('Refusals') && typeof value === 'object')
      .map(([name, rows]) => ({ room: roomNamed(name, path), path, rows: rows as RefusalTable['rows'] })),
  );
}

function roomNamed(table: string, path: string): string {
  const text = readFileSync(new URL(path, checkoutUrl), 'utf8');
  const call = new RegExp(`refusalsOf\\(\\s*'([a-z-]+)',\\s*${table}\\b`).exec(text);
  if (call?.[1] === undefined)
    throw new Error(`${path}: give ${table} to refusalsOf('room', ${table}) in the same file`);
  return call[1];
}
