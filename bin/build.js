#!/usr/bin/env node
// Makes `dist/` for a package: Node runs types as they are, but not under node_modules. Sources that are no TypeScript
// (SQL, styles) are copied beside, and dist/package.json gives the `#` doors their built places.
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
execFileSync(
  process.execPath,
  [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', join(root, 'tsconfig.build.json')],
  {
    stdio: 'inherit',
  },
);
copyOthers('.');
const { imports, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const doors = Object.entries(imports)
  .filter(([, path]) => path.startsWith('./src/'))
  .map(([name, path]) => [name, path.replace('./src/', './').replace(/\.ts$/, '.js')]);
writeFileSync(
  join(dist, 'package.json'),
  `${JSON.stringify({ type: 'module', version, imports: Object.fromEntries(doors) }, null, 2)}\n`,
);

/** Copies what is no TypeScript, folder by folder. */
function copyOthers(folder) {
  for (const name of readdirSync(join(root, 'src', folder))) {
    const path = join(folder, name);
    if (statSync(join(root, 'src', path)).isDirectory()) copyOthers(path);
    else if (!name.endsWith('.ts')) cpSync(join(root, 'src', path), join(dist, path));
  }
}
