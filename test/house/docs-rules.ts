// What documents promise: links that lead somewhere, notes that exist, no leftovers and no machine of ours. Text in, breaches out.
import { posix } from 'node:path';
import type { Breach } from './breach.ts';

/** A document or source with its path and text. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** Links of Markdown pages, and pictures, that lead to no file of the project. Addresses on the web are let be. */
export function deadLinks(pages: readonly Page[], exists: (path: string) => boolean): Breach[] {
  return pages.flatMap(({ path, text }) =>
    linesOf(withoutCode(text)).flatMap(({ line, text: words }) =>
      [...words.matchAll(/\]\(\s*<?([^)\s>]+)|(?:src|href)="([^"]+)"/g)]
        .map(([, link, source]) => link ?? source ?? '')
        .filter(link => !/^[a-z][a-z+.-]*:|^#|^\/\//i.test(link))
        .filter(link => !exists(posix.join(posix.dirname(path), decodeURI(link.replace(/[#?].*$/, '')))))
        .map(link => ({
          file: path,
          line,
          rule: `links to ${link}, which is not there`,
          cure: 'mend or strike the link',
        })),
    ),
  );
}

/** Decision notes that a page or source names by file, and that do not exist. */
export function missingNotes(pages: readonly Page[], notes: readonly string[]): Breach[] {
  return pages.flatMap(({ path, text }) =>
    linesOf(text).flatMap(({ line, text: words }) =>
      [...words.matchAll(/decisions\/(\d{4}-[a-z0-9-]+\.md)/g)]
        .map(([, name = '']) => name)
        .filter(name => !notes.includes(name))
        .map(name => ({
          file: path,
          line,
          rule: `names the decision note ${name}`,
          cure: 'write the note or mend its name',
        })),
    ),
  );
}

/** Packages without a decision note that names them; a build for one platform is covered by the name of its family. */
export function undecidedPackages(packages: readonly string[], notes: readonly Page[]): Breach[] {
  const text = notes.map(note => note.text).join('\n');
  return packages
    .filter(name => !isNamed(name, text) && !isNamed(familyOf(name), text))
    .map(name => ({
      file: 'package.json',
      rule: `no decision note names ${name}`,
      cure: 'write docs/decisions/NNNN-….md: what for, what else was tried, what it costs to leave it',
    }));
}

/** The name of a package without its platform: `@scope` for `@scope/linux-x64`, else the name itself. */
export function familyOf(name: string): string {
  return name.replace(/\/(linux|darwin|windows|win32)-(x64|arm64)$/, '');
}

/** Words that put work off, and paths of somebody's own machine. */
export function leftovers(pages: readonly Page[]): Breach[] {
  const putOff = new RegExp(`\\b(${['TO.DO', 'FIX.ME', 'XX.X', 'HA.CK'].join('|').replaceAll('.', '')})\\b`);
  const homes = ['home', 'Users', 'root', 'work', 'workspace', 'workspaces'].join('|');
  const machine = new RegExp(`(?:^|[\\s'"\`(=:,])(?:file://)?(?:/(?:${homes})/[\\w.-]+|[A-Z]:\\\\+Users\\\\)`);
  return pages.flatMap(({ path, text }) =>
    linesOf(text).flatMap(({ line, text: words }) => [
      ...(putOff.test(words)
        ? [{ file: path, line, rule: 'puts work off', cure: 'do it, or write down in docs/ what is missing and why' }]
        : []),
      ...(machine.test(words)
        ? [
            {
              file: path,
              line,
              rule: 'names a path of one machine',
              cure: 'make it relative to the checkout or the data folder',
            },
          ]
        : []),
    ]),
  );
}

function isNamed(name: string, text: string): boolean {
  const letters = name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return new RegExp(`(?<![\\w@/-])${letters}(?![\\w-])`).test(text);
}

/** Keeps the lines, so that they can be counted, and empties what stands in code. */
function withoutCode(text: string): string {
  return text.replace(/^(```|~~~)[\s\S]*?^\1/gm, block => block.replace(/[^\n]/g, '')).replace(/`[^`\n]*`/g, '');
}

function linesOf(text: string): readonly { readonly line: number; readonly text: string }[] {
  return text.split('\n').map((words, at) => ({ line: at + 1, text: words }));
}
