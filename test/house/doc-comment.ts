// The rule that whatever a room gives away through its index is explained where it is made.
import {
  isExportDeclaration,
  isIdentifier,
  isNamedExports,
  isStringLiteral,
  isVariableStatement,
  type Node,
} from 'typescript/unstable/ast';
import type { Breach } from './breach.ts';
import { sources } from './import-rules.ts';
import { lineOf, type ParsedFile } from './parsed-house.ts';
import { targetOf } from './room.ts';

interface Made {
  readonly file: ParsedFile;
  readonly statement: Node;
}

/** Exports of an index without a doc comment at their definition; a name that leads nowhere is told too. */
export function unexplainedExports(files: readonly ParsedFile[]): Breach[] {
  const byPath = new Map(files.map(file => [file.path, file]));
  return sources(files)
    .filter(file => file.path.endsWith('/index.ts'))
    .flatMap(index =>
      index.uses
        .filter(use => use.how === 'export')
        .flatMap(use => use.names.map(name => ({ name, from: targetOf(use.specifier, index.path) ?? '' })))
        .flatMap(({ name, from }) =>
          (name === '*' ? everyName(byPath.get(from)) : [name]).map(one => ({ name: one, from })),
        )
        .flatMap(({ name, from }) => judge(name, from, index, byPath)),
    );
}

function judge(name: string, from: string, index: ParsedFile, byPath: ReadonlyMap<string, ParsedFile>): Breach[] {
  const made = findMade(name, byPath.get(from), byPath);
  if (made.length === 0)
    return [
      {
        file: index.path,
        rule: `exports ${name}, which ${from} does not declare`,
        cure: 'export it from where it is made',
      },
    ];
  if (made.some(({ file, statement }) => hasDocComment(file, statement))) return [];
  const [{ file, statement } = made[0] as Made] = made;
  return [
    {
      file: file.path,
      line: lineOf(file, statement),
      rule: `${name} leaves the room without a doc comment`,
      cure: 'say above it, in /** … */, its shape, units, what is refused, and the source of the rule',
    },
  ];
}

function findMade(
  name: string,
  file: ParsedFile | undefined,
  byPath: ReadonlyMap<string, ParsedFile>,
): readonly Made[] {
  if (file === undefined) return [];
  const here = file.tree.statements.filter(statement => declaredNames(statement).includes(name));
  if (here.length > 0) return here.map(statement => ({ file, statement }));
  return file.uses
    .filter(use => use.how === 'export' && (use.names.includes(name) || use.names.includes('*')))
    .flatMap(use => findMade(name, byPath.get(targetOf(use.specifier, file.path) ?? ''), byPath));
}

function everyName(file: ParsedFile | undefined): readonly string[] {
  if (file === undefined) return [];
  const passedOn = file.uses.filter(use => use.how === 'export').flatMap(use => use.names);
  const made = file.tree.statements.filter(one => /^export\b/.test(one.getText(file.tree))).flatMap(declaredNames);
  return [...passedOn.filter(name => name !== '*'), ...made];
}

function declaredNames(statement: Node): readonly string[] {
  if (isExportDeclaration(statement)) {
    const { exportClause, moduleSpecifier } = statement;
    const isLocal = moduleSpecifier === undefined || !isStringLiteral(moduleSpecifier);
    return isLocal && exportClause !== undefined && isNamedExports(exportClause)
      ? exportClause.elements.map(one => one.name.text)
      : [];
  }
  if (isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(one => (isIdentifier(one.name) ? [one.name.text] : []));
  const { name } = statement as Node & { readonly name?: Node };
  return name !== undefined && isIdentifier(name) ? [name.text] : [];
}

function hasDocComment(file: ParsedFile, statement: Node): boolean {
  const before = file.text.slice(statement.pos, statement.getStart(file.tree)).trimEnd();
  const comment = before.slice(Math.max(0, before.lastIndexOf('/**')));
  return /^\/\*\*[\s\S]*\p{L}[\s\S]*\*\/$/u.test(comment);
}
