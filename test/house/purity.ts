// The rule that keeps clocks and I/O out of `register/` and out of every file it stands on.
import {
  isCallExpression,
  isIdentifier,
  isNewExpression,
  isPropertyAccessExpression,
  type Node,
} from 'typescript/unstable/ast';
import type { Breach } from './breach.ts';
import { sources } from './import-rules.ts';
import { lineOf, nodesOf, type ParsedFile } from './parsed-house.ts';
import { packageOf, roomOf, targetOf } from './room.ts';
import type { Use } from './use.ts';

const forbiddenGlobals = ['process', 'globalThis', 'performance', 'crypto', 'console', 'navigator', 'localStorage'];
const forbiddenCalls = ['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'Date'];
const forbiddenMembers = ['Date.now', 'Math.random', 'Temporal.Now'];
const allowedOfCrypto = ['createHash', 'hash'];
const cure = 'take the time, the random bytes or the text as an argument';

/** Clocks, chance, timers and I/O in `register/`, or in a file below that it leads to. */
export function impurities(files: readonly ParsedFile[]): Breach[] {
  return standsOn(files, 'register').flatMap(file => {
    const below = file.path.startsWith('src/register/') ? '' : ' (register/ stands on this file)';
    const uses = file.uses
      .filter(isImpureUse)
      .map(use => ({ line: use.line, rule: `imports ${use.names.join(', ')} of ${use.specifier}` }));
    const nodes = [...nodesOf(file.tree)].flatMap(node => {
      const what = impurityOf(node);
      return what === undefined ? [] : [{ line: lineOf(file, node), rule: `uses ${what}` }];
    });
    return [...uses, ...nodes].map(({ line, rule }) => ({
      file: file.path,
      line,
      rule: `${rule}; register/ has no clock, no chance and no I/O${below}`,
      cure,
    }));
  });
}

/** The files of a room and, round every corner, the files they lead to. */
export function standsOn(files: readonly ParsedFile[], room: string): readonly ParsedFile[] {
  const byPath = new Map(sources(files).map(file => [file.path, file]));
  const reached = new Set([...byPath.keys()].filter(path => roomOf(path) === room));
  for (const path of reached) {
    for (const { specifier } of byPath.get(path)?.uses ?? []) {
      const target = targetOf(specifier, path);
      if (target !== undefined && byPath.has(target)) reached.add(target);
    }
  }
  return [...reached].flatMap(path => byPath.get(path) ?? []);
}

function isImpureUse({ specifier, names }: Use): boolean {
  if (specifier === 'node:crypto') return names.some(name => !allowedOfCrypto.includes(name));
  return specifier.startsWith('node:') || packageOf(specifier) !== undefined;
}

function impurityOf(node: Node): string | undefined {
  if (isNewExpression(node) && nameOf(node.expression) === 'Date' && (node.arguments?.length ?? 0) === 0)
    return 'new Date() without a time';
  if (isCallExpression(node) && forbiddenCalls.includes(nameOf(node.expression))) return `${nameOf(node.expression)}()`;
  if (!isPropertyAccessExpression(node)) return undefined;
  const owner = nameOf(node.expression);
  const member = `${owner}.${node.name.text}`;
  return forbiddenGlobals.includes(owner) || forbiddenMembers.includes(member) ? member : undefined;
}

function nameOf(node: Node): string {
  return isIdentifier(node) ? node.text : '';
}
