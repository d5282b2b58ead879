import ts from 'typescript';

/** One mention of another module in a file. */
export interface Import {
  /** As written; `types:NAME` and `path:NAME` for reference comments; undefined where it is computed. */
  readonly specifier: string | undefined;
  /** From 1. */
  readonly line: number;
  /** True if nothing of it is left at run time. */
  readonly isTypeOnly: boolean;
}

/** Every import of a TypeScript or JavaScript file: static, `import type`, `import()`, `require()`, re-exports, references. */
export function readImports(fileName: string, text: string): readonly Import[] {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, false);
  const imports: Import[] = [];
  const lineAt = (offset: number): number => source.getLineAndCharacterOfPosition(offset).line + 1;
  for (const { fileName: name, pos } of source.typeReferenceDirectives) {
    imports.push({ specifier: `types:${name}`, line: lineAt(pos), isTypeOnly: true });
  }
  for (const { fileName: name, pos } of source.referencedFiles) {
    imports.push({ specifier: `path:${name}`, line: lineAt(pos), isTypeOnly: true });
  }
  const visit = (node: ts.Node): void => {
    const found = importOf(node);
    if (found !== undefined) {
      const { specifier, isTypeOnly } = found;
      imports.push({ specifier: literalText(specifier), line: lineAt(node.getStart(source)), isTypeOnly });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return imports;
}

interface Mention {
  readonly specifier: ts.Node | undefined;
  readonly isTypeOnly: boolean;
}

function importOf(node: ts.Node): Mention | undefined {
  if (ts.isImportDeclaration(node)) {
    return { specifier: node.moduleSpecifier, isTypeOnly: isTypeClause(node.importClause) };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
    return { specifier: node.moduleSpecifier, isTypeOnly: node.isTypeOnly };
  }
  if (ts.isImportTypeNode(node)) return { specifier: node.argument, isTypeOnly: true };
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
    return { specifier: node.moduleReference.expression, isTypeOnly: node.isTypeOnly };
  }
  if (ts.isModuleDeclaration(node) && ts.isStringLiteral(node.name)) return { specifier: node.name, isTypeOnly: true };
  if (ts.isCallExpression(node) && isImportingCallee(node.expression)) {
    return { specifier: node.arguments[0], isTypeOnly: false };
  }
  return undefined;
}

function isTypeClause(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = clause.namedBindings;
  if (clause.name !== undefined || bindings === undefined || !ts.isNamedImports(bindings)) return false;
  return bindings.elements.length > 0 && bindings.elements.every((element) => element.isTypeOnly);
}

function isImportingCallee(callee: ts.Expression): boolean {
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return true;
  if (ts.isIdentifier(callee)) return callee.text === 'require';
  return (
    ts.isPropertyAccessExpression(callee) && ts.isIdentifier(callee.expression) && callee.expression.text === 'require'
  );
}

function literalText(node: ts.Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (ts.isLiteralTypeNode(node)) return literalText(node.literal);
  return ts.isStringLiteralLike(node) ? node.text : undefined;
}
