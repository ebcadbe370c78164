// How things are called: files in kebab-case, types without labels, and none of the words that say nothing.
import {
  isClassDeclaration,
  isFunctionDeclaration,
  isIdentifier,
  isInterfaceDeclaration,
  isMethodDeclaration,
  isParameterDeclaration,
  isTypeAliasDeclaration,
  isVariableDeclaration,
  type Node,
} from 'typescript/unstable/ast';
import type { Breach } from './breach.ts';
import { lineOf, nodesOf, type ParsedFile } from './parsed-house.ts';

/** Words that name no noun of the field, wherever they stand. */
const emptyWords = ['helper', 'helpers', 'util', 'utils', 'utility', 'utilities', 'manager', 'managers'];
/** Plain words in a sentence (`common letters`), but empty as the name of a file, a folder or a type. */
const emptyNames = [...emptyWords, 'service', 'services', 'common', 'core'];
const labels = ['Impl', 'Data', 'Info', 'Type'];

/** Names that may bear a forbidden word, each with the reason; a path part or an identifier. */
export type NameExceptions = Readonly<Record<string, string>>;

/** Files and folders of code that are not in kebab-case, or bear an empty word. */
export function misnamedFiles(paths: readonly string[], exceptions: NameExceptions): Breach[] {
  const code = paths.filter(path => /^(src|test|bench|docs|bin|registers)\/.*\.(ts|js|sql|css|json)$/.test(path));
  return code.flatMap(path => {
    const parts = path.split('/').slice(1);
    const odd = parts.find(part => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/.test(part));
    if (odd !== undefined)
      return [{ file: path, rule: `${odd} is not in kebab-case`, cure: 'small letters, digits and -' }];
    const empty = parts.find(
      part => part.split(/[-.]/).some(word => emptyNames.includes(word)) && !(part in exceptions),
    );
    return empty === undefined
      ? []
      : [{ file: path, rule: `${empty} says nothing`, cure: 'name it after its noun in the field' }];
  });
}

/** Types, functions, classes, variables and parameters that bear an empty word, a label or the I of an interface. */
export function misnamedThings(files: readonly ParsedFile[], exceptions: NameExceptions): Breach[] {
  return files.flatMap(file =>
    [...nodesOf(file.tree)].flatMap(node => {
      const name = declaredName(node);
      const rule = name === undefined || name in exceptions ? undefined : wrongIn(name, isType(node));
      return rule === undefined
        ? []
        : [{ file: file.path, line: lineOf(file, node), rule, cure: 'take the word of the field for it' }];
    }),
  );
}

function declaredName(node: Node): string | undefined {
  const declares =
    isType(node) ||
    isFunctionDeclaration(node) ||
    isMethodDeclaration(node) ||
    isVariableDeclaration(node) ||
    isParameterDeclaration(node);
  if (!declares) return undefined;
  const { name } = node as Node & { readonly name?: Node };
  return name !== undefined && isIdentifier(name) ? name.text : undefined;
}

function isType(node: Node): boolean {
  return isClassDeclaration(node) || isInterfaceDeclaration(node) || isTypeAliasDeclaration(node);
}

function wrongIn(name: string, ofType: boolean): string | undefined {
  const words = name.replace(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3 $2$4').split(/[ _]/);
  const empty = words.find(word => (ofType ? emptyNames : emptyWords).includes(word.toLowerCase()));
  if (empty !== undefined) return `${name}: "${empty}" says nothing`;
  if (!ofType) return undefined;
  if (/^I[A-Z][a-z]/.test(name)) return `${name}: a type needs no I before it`;
  const label = words.length > 1 ? labels.find(one => words.at(-1) === one) : undefined;
  return label === undefined ? undefined : `${name}: a type needs no ${label} behind it`;
}
