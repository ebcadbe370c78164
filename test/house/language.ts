// What the house does not write in TypeScript, and the plate that each file bears on its door.
import {
  isEnumDeclaration,
  isIdentifier,
  isModuleDeclaration,
  isNonNullExpression,
  isParameterDeclaration,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { Breach } from './breach.ts';
import { lineOf, nodesOf, type ParsedFile } from './parsed-house.ts';

/** `any`, enums, namespaces, parameter properties, `!`, and silenced checks without a reason. */
export function bannedLanguage(files: readonly ParsedFile[]): Breach[] {
  return files.flatMap(file => [...bannedNodes(file), ...silencedChecks(file)]);
}

/** Files whose first lines are not one to four lines of comment. `mark` is the comment's beginning. */
export function plateless(files: readonly { readonly path: string; readonly text: string }[]): Breach[] {
  return files.flatMap(({ path, text }) => {
    const lines = plateLines(text);
    if (lines >= 1 && lines <= 4) return [];
    const rule = lines === 0 ? 'opens without a plate' : `has a plate of ${lines} lines`;
    return [
      { file: path, line: 1, rule, cure: 'begin with 1-4 lines of comment: what the file is and what it never does' },
    ];
  });
}

/** How many lines of comment a text opens with, a `#!` line apart. */
export function plateLines(text: string): number {
  const body = text.replace(/^#!.*\n/, '');
  const block = /^\/\*[\s\S]*?\*\//.exec(body);
  if (block !== null) return block[0].split('\n').length;
  const lines = body.split('\n');
  const end = lines.findIndex(line => !/^(\/\/|--)/.test(line));
  return end === -1 ? lines.length : end;
}

function bannedNodes(file: ParsedFile): Breach[] {
  return [...nodesOf(file.tree)].flatMap(node => {
    const found = banned(node);
    return found === undefined ? [] : [{ file: file.path, line: lineOf(file, node), ...found }];
  });
}

function banned(node: Node): Pick<Breach, 'rule' | 'cure'> | undefined {
  if (node.kind === SyntaxKind.AnyKeyword)
    return { rule: 'writes any', cure: 'say the shape, or unknown and narrow it' };
  if (isEnumDeclaration(node)) return { rule: 'declares an enum', cure: 'a union of string literals' };
  if (isModuleDeclaration(node) && isIdentifier(node.name) && node.name.text !== 'global')
    return { rule: 'declares a namespace', cure: 'a file is the namespace' };
  if (isNonNullExpression(node)) return { rule: 'asserts with !', cure: 'narrow it, or throw a fault with a sentence' };
  if (isParameterDeclaration(node) && (node.modifiers?.length ?? 0) > 0)
    return { rule: 'has a parameter property', cure: 'declare the property and assign it' };
  return undefined;
}

function silencedChecks(file: ParsedFile): Breach[] {
  return file.text.split('\n').flatMap((text, at) => {
    const silenced = /@ts-(ignore|nocheck)|@ts-expect-error\s*$|biome-ignore(?![^:]*:\s*\S)/.exec(text);
    if (silenced === null || !/^\s*\/[/*]/.test(text)) return [];
    return [
      {
        file: file.path,
        line: at + 1,
        rule: 'silences a check without a reason',
        cure: 'mend it, or write why behind it',
      },
    ];
  });
}
