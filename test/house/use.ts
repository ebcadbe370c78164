// What a file uses: imports of values and types, re-exports, `import()`, `import('…').T`, and `new URL('./x.ts', …)`.
import {
  type ExportDeclaration,
  type ImportDeclaration,
  isCallExpression,
  isExportDeclaration,
  isIdentifier,
  isImportDeclaration,
  isImportTypeNode,
  isLiteralTypeNode,
  isNamedExports,
  isNamedImports,
  isNewExpression,
  isStringLiteral,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';

/** One use of another module. `names` are the exporter's names, `*` for all of them; `address` is a `new URL(…)`. */
export interface Use {
  readonly specifier: string;
  readonly names: readonly string[];
  readonly line: number;
  readonly how: 'import' | 'export' | 'call' | 'type' | 'address';
}

/** Every use in a file, in reading order. Comments and strings that only look like imports are none. */
export function usesOf(tree: SourceFile): readonly Use[] {
  const uses: Use[] = [];
  const visit = (node: Node): void => {
    const use = useOf(node);
    if (use !== undefined)
      uses.push({ ...use, line: tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1 });
    node.forEachChild(visit);
  };
  visit(tree);
  return uses;
}

function useOf(node: Node): Omit<Use, 'line'> | undefined {
  if (isImportDeclaration(node)) return made(node.moduleSpecifier, importedNames(node), 'import');
  if (isExportDeclaration(node)) return made(node.moduleSpecifier, exportedNames(node), 'export');
  if (isCallExpression(node) && node.expression.kind === SyntaxKind.ImportKeyword)
    return made(node.arguments[0], ['*'], 'call');
  if (isImportTypeNode(node) && isLiteralTypeNode(node.argument)) return made(node.argument.literal, ['*'], 'type');
  if (isNewExpression(node) && isIdentifier(node.expression) && node.expression.text === 'URL') {
    const use = made(node.arguments?.[0], ['*'], 'address');
    return use?.specifier.endsWith('.ts') ? use : undefined;
  }
  return undefined;
}

function made(from: Node | undefined, names: readonly string[], how: Use['how']): Omit<Use, 'line'> | undefined {
  return from !== undefined && isStringLiteral(from) ? { specifier: from.text, names, how } : undefined;
}

function importedNames({ importClause }: ImportDeclaration): readonly string[] {
  if (importClause === undefined) return [];
  const names = importClause.name === undefined ? [] : ['default'];
  const bindings = importClause.namedBindings;
  if (bindings === undefined) return names;
  if (!isNamedImports(bindings)) return [...names, '*'];
  return [...names, ...bindings.elements.map(one => (one.propertyName ?? one.name).text)];
}

function exportedNames({ exportClause }: ExportDeclaration): readonly string[] {
  if (exportClause === undefined || !isNamedExports(exportClause)) return ['*'];
  return exportClause.elements.map(one => (one.propertyName ?? one.name).text);
}
