// Makes the generated pages of docs/ anew: `node docs/generate.ts`. It writes nothing else, and a test holds them fresh.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type RoomPlate, withFloors } from './generate/floors-page.ts';
import { refusalsPage } from './generate/refusals-page.ts';
import { checkoutUrl, findings, readWordModules, refusalTables } from './generate/word-tables.ts';

/** A page and what it should hold today. `path` is relative to the checkout. */
export interface GeneratedPage {
  readonly path: string;
  readonly text: string;
}

/** Every generated page, from the sources as they are now. */
export async function generatedPages(): Promise<readonly GeneratedPage[]> {
  const house = readFileSync(new URL('docs/HOUSE.md', checkoutUrl), 'utf8');
  return [
    { path: 'docs/REFUSALS.md', text: refusalsPage(refusalTables(await readWordModules()), findings) },
    { path: 'docs/HOUSE.md', text: withFloors(house, roomPlates()) },
  ];
}

function roomPlates(): readonly RoomPlate[] {
  return globSync(['src/*/index.ts', 'src/*/*/index.ts'], { cwd: fileURLToPath(checkoutUrl) })
    .map(path => path.replaceAll('\\', '/'))
    .sort()
    .map(path => ({ room: path.slice('src/'.length, -'/index.ts'.length), plate: plateOf(path) }));
}

function plateOf(path: string): string {
  const lines = readFileSync(new URL(path, checkoutUrl), 'utf8').split('\n');
  const after = lines.findIndex(line => !line.startsWith('//'));
  return lines
    .slice(0, after)
    .map(line => line.slice(2).trim())
    .join(' ')
    .replace(/^The room's door: |\s*It only re-exports\.$/g, '')
    .replace(/^./, letter => letter.toUpperCase());
}

if (import.meta.main) {
  for (const { path, text } of await generatedPages()) {
    writeFileSync(new URL(path, checkoutUrl), text);
    console.log(`wrote ${path}`);
  }
}
