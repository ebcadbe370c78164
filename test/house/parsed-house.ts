// The sources as TypeScript's own parser sees them: files, syntax trees, and what each file uses. Nothing is run.
import { fileURLToPath } from 'node:url';
import type { Node, SourceFile } from 'typescript/unstable/ast';
import { createVirtualFileSystem } from 'typescript/unstable/fs';
import { API } from 'typescript/unstable/sync';
import { type Use, usesOf } from './use.ts';

/** A parsed file; `path` is relative to the checkout, with `/`. */
export interface ParsedFile {
  readonly path: string;
  readonly tree: SourceFile;
  readonly text: string;
  readonly uses: readonly Use[];
  readonly isTest: boolean;
}

/** The folder of the checkout, without a slash at its end. */
export const checkout: string = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** Parses every file that tsconfig.json takes in: `src`, `test` and `bench`. */
export function parseHouse(): readonly ParsedFile[] {
  return parseProject(checkout, new API({ cwd: checkout }));
}

/** Parses a made-up house from texts by path, to show that a rule finds what breaks it. */
export function parseTexts(texts: Readonly<Record<string, string>>): readonly ParsedFile[] {
  const root = '/made-up';
  const settings = JSON.stringify({ compilerOptions: { noLib: true, types: [] }, include: ['src', 'test'] });
  const files: Record<string, string> = { [`${root}/tsconfig.json`]: settings };
  for (const [path, text] of Object.entries(texts)) files[`${root}/${path}`] = text;
  return parseProject(root, new API({ cwd: root, fs: createVirtualFileSystem(files) }));
}

/** The line of a node, 1 for the first. */
export function lineOf(file: ParsedFile, node: Node): number {
  return file.tree.getLineAndCharacterOfPosition(node.getStart(file.tree)).line + 1;
}

/** Every node below one, itself first, in reading order. */
export function* nodesOf(node: Node): Generator<Node> {
  yield node;
  const below: Node[] = [];
  node.forEachChild(child => {
    below.push(child);
  });
  for (const child of below) yield* nodesOf(child);
}

function parseProject(root: string, parser: API): readonly ParsedFile[] {
  try {
    const project = parser.updateSnapshot({ openProject: `${root}/tsconfig.json` }).getProjects()[0];
    if (project === undefined) throw new Error(`no TypeScript project at ${root}/tsconfig.json`);
    const begin = `${root.replaceAll('\\', '/')}/`;
    return project.program
      .getSourceFileNames()
      .filter(name => name.startsWith(begin) && !name.includes('/node_modules/') && name.endsWith('.ts'))
      .flatMap(name => {
        const tree = project.program.getSourceFile(name);
        return tree === undefined ? [] : [fileOf(name.slice(begin.length), tree)];
      })
      .sort((one, other) => (one.path < other.path ? -1 : 1));
  } finally {
    parser.close();
  }
}

function fileOf(path: string, tree: SourceFile): ParsedFile {
  const isTest = path.endsWith('.test.ts') || path.startsWith('test/') || path.startsWith('bench/');
  return { path, tree, text: tree.text, uses: usesOf(tree), isTest };
}
