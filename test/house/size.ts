// How long files and functions are. A ratchet: the limits are the house's bars, and an exception needs a name and a reason.
import {
  isArrowFunction,
  isConstructorDeclaration,
  isFunctionDeclaration,
  isFunctionExpression,
  isGetAccessorDeclaration,
  isIdentifier,
  isMethodDeclaration,
  isPropertyAssignment,
  isPropertyDeclaration,
  isSetAccessorDeclaration,
  isVariableDeclaration,
  type Node,
} from 'typescript/unstable/ast';
import type { Breach } from './breach.ts';
import { lineOf, nodesOf, type ParsedFile } from './parsed-house.ts';

/** Something measured in lines. `place` is `file` or `file function`; an exception is written the same way. */
export interface Measured {
  readonly file: string;
  readonly line?: number;
  readonly place: string;
  readonly lines: number;
}

/** Limits in lines; a limit left out is not held. */
export interface Limits {
  readonly median?: number;
  readonly nineInTen?: number;
  readonly most: number;
}

/** Why one place may be longer than `most`. */
export type SizeExceptions = Readonly<Record<string, string>>;

/** The lines of a text; a newline at its end begins no further line. */
export function lineCount(text: string): number {
  return text === '' ? 0 : text.replace(/\n$/, '').split('\n').length;
}

/** Functions, methods and accessors with a name of their own, and nameless ones as `(nameless)`. */
export function functionSizes(files: readonly ParsedFile[]): Measured[] {
  return files.flatMap(file =>
    [...nodesOf(file.tree)].filter(isFunction).map(node => {
      const line = lineOf(file, node);
      const last = file.tree.getLineAndCharacterOfPosition(node.end).line + 1;
      return { file: file.path, line, place: `${file.path} ${nameOf(node)}`, lines: last - line + 1 };
    }),
  );
}

/** The value that so large a share of the sizes does not exceed; 0 of nothing. */
export function quantile(sizes: readonly number[], share: number): number {
  const sorted = [...sizes].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** `median 31, nine in ten 88, most 120 (src/…)`, to be printed. */
export function summaryOf(measured: readonly Measured[]): string {
  const sizes = measured.map(one => one.lines);
  const longest = measured.reduce<Measured | undefined>(
    (best, one) => (one.lines > (best?.lines ?? 0) ? one : best),
    undefined,
  );
  return `${sizes.length} with ${sizes.reduce((sum, size) => sum + size, 0)} lines: median ${quantile(sizes, 0.5)}, nine in ten ${quantile(sizes, 0.9)}, most ${longest?.lines ?? 0} (${longest?.place ?? 'none'})`;
}

/** What is too long, and which exceptions are no longer needed. */
export function oversizes(measured: readonly Measured[], limits: Limits, exceptions: SizeExceptions): Breach[] {
  const sizes = measured.map(one => one.lines);
  const shares = [
    { share: 0.5, word: 'the median', limit: limits.median },
    { share: 0.9, word: 'nine in ten', limit: limits.nineInTen },
  ];
  const crowd = shares.flatMap(({ share, word, limit }) =>
    limit === undefined || quantile(sizes, share) <= limit
      ? []
      : [
          {
            file: 'the house',
            rule: `${word} is ${quantile(sizes, share)} lines, the bar is ${limit}`,
            cure: longestOf(measured),
          },
        ],
  );
  const tooLong = measured.filter(one => one.lines > limits.most);
  const alone = tooLong
    .filter(one => exceptions[one.place] === undefined)
    .map(({ file, line, place, lines }) => ({
      file,
      ...(line === undefined ? {} : { line }),
      rule: `${place} has ${lines} lines, the bar is ${limits.most}`,
      cure: 'cut it where the field has a second noun; an exception needs a reason in test/house/sizes.test.ts',
    }));
  const idle = Object.keys(exceptions)
    .filter(place => !tooLong.some(one => one.place === place))
    .map(place => ({ file: place, rule: 'has an exception it no longer needs', cure: 'strike it from the table' }));
  return [...crowd, ...alone, ...idle];
}

function longestOf(measured: readonly Measured[]): string {
  const longest = [...measured].sort((one, other) => other.lines - one.lines).slice(0, 5);
  return `shorten the longest: ${longest.map(one => `${one.place} (${one.lines})`).join(', ')}`;
}

function isFunction(node: Node): boolean {
  return (
    isFunctionDeclaration(node) ||
    isFunctionExpression(node) ||
    isArrowFunction(node) ||
    isMethodDeclaration(node) ||
    isConstructorDeclaration(node) ||
    isGetAccessorDeclaration(node) ||
    isSetAccessorDeclaration(node)
  );
}

function nameOf(node: Node): string {
  if (isConstructorDeclaration(node)) return 'constructor';
  const named = hasName(node) ? node : node.parent;
  return hasName(named) ? named.name.text : '(nameless)';
}

function hasName(node: Node): node is Node & { readonly name: Node & { readonly text: string } } {
  const isNamed =
    isFunctionDeclaration(node) ||
    isFunctionExpression(node) ||
    isMethodDeclaration(node) ||
    isGetAccessorDeclaration(node) ||
    isSetAccessorDeclaration(node) ||
    isVariableDeclaration(node) ||
    isPropertyAssignment(node) ||
    isPropertyDeclaration(node);
  return isNamed && node.name !== undefined && isIdentifier(node.name);
}
