// The data that is measured on: an invented register made by ../shared/bench/gen.mjs, with the answers that are right.
// It makes files in a folder of the run's own and nothing else.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Definition } from '#register';

const shared = fileURLToPath(new URL('../../shared/bench/', import.meta.url));

/** A word and how many records have it among their words. */
export interface Word {
  readonly w: string;
  readonly df: number;
}

/** Parameters of the jobs, and what must come of them. */
export interface Queries {
  readonly rows: number;
  readonly csv_bytes: number;
  readonly search: {
    readonly common: readonly Word[];
    readonly medium: readonly Word[];
    readonly rare: readonly Word[];
  };
  readonly province: Readonly<Record<string, number>>;
  readonly list: readonly { readonly province: string; readonly isic2: string; readonly count: number }[];
  readonly samples: readonly { readonly reg: string; readonly name: string; readonly province: string }[];
}

/** The files of one size. */
export interface Sample {
  readonly csv: string;
  /** Each record's key and its words, by a tab. */
  readonly words: string;
  readonly queries: Queries;
  readonly definition: Definition;
}

/** Whether the material lies beside this checkout. */
export function hasMaterial(): boolean {
  return existsSync(`${shared}gen.mjs`);
}

/** Makes the files of `rows` records in `folder`. The same rows give the same bytes. */
export async function makeSample(rows: number, folder: string): Promise<Sample> {
  const out = `${folder}/${rows}`;
  await promisify(execFile)(process.execPath, [`${shared}gen.mjs`, String(rows), out]);
  const read = async (file: string) => JSON.parse(await readFile(file, 'utf8')) as unknown;
  return {
    csv: `${out}/enterprise.csv`,
    words: `${out}/enterprise_seg.tsv`,
    queries: (await read(`${out}/queries.json`)) as Queries,
    definition: (await read(`${shared}enterprise.register.json`)) as Definition,
  };
}
