// The files of the project as they lie on the disk: no dependency, no build, no data of a running installation.
import { readdirSync, readFileSync } from 'node:fs';
import { checkout } from './parsed-house.ts';

const apart = new Set(['node_modules', '.git', 'dist', '.laopedia', 'coverage']);

/** Paths of all files, relative to the checkout, with `/`, sorted; logs are left out, as in .gitignore. */
export function projectFiles(): readonly string[] {
  const found: string[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(`${checkout}/${folder}`, { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (apart.has(entry.name) || entry.name.endsWith('.log')) continue;
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile()) found.push(path);
    }
  };
  visit('');
  return found.sort();
}

/** The text of a file of the project; undefined for one that is not there, or is no text (holds a NUL). */
export function findText(path: string): string | undefined {
  try {
    const text = readFileSync(`${checkout}/${path}`, 'utf8');
    return text.includes('\0') ? undefined : text;
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw problem;
  }
}
