import path from 'node:path';
import ts from 'typescript';
import { readImports } from './imports.js';
import type { Violation } from './check.js';

const PARSER_PACKAGE = 'web-tree-sitter';
const PARSER_TYPES = /\b(Tree|Node|TreeCursor|Parser|Language)\b/;

/**
 * What the types of a layer show to others: emits its declarations and fails where they mention the parser's types.
 * `index` is the absolute path of the layer's index.ts.
 */
export function checkDeclarations(root: string, index: string): readonly Violation[] {
  const declarations = emitDeclarations(index);
  const violations: Violation[] = [];
  const seen = new Set<string>();
  const queue = [index.replace(/\.ts$/, '.d.ts')];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    const text = declarations.get(file);
    if (text === undefined || seen.has(file)) continue;
    seen.add(file);
    const source = path
      .relative(root, file)
      .replace(/\.d\.ts$/, '.ts')
      .replaceAll(path.sep, '/');
    violations.push(...checkDeclaration(source, text));
    for (const { specifier } of readImports(file, text)) {
      if (specifier?.startsWith('.') === true)
        queue.push(path.join(path.dirname(file), specifier.replace(/\.js$/, '.d.ts')));
    }
  }
  if (seen.size === 0) violations.push({ file: path.relative(root, index), line: 1, message: 'emits no declarations' });
  return violations;
}

/** Violations of one emitted declaration file. */
export function checkDeclaration(source: string, text: string): readonly Violation[] {
  const found: Violation[] = [];
  for (const { specifier } of readImports(source, text)) {
    if (specifier === PARSER_PACKAGE || specifier?.startsWith(`${PARSER_PACKAGE}/`) === true) {
      found.push({ file: source, line: 1, message: `its exported types show types of ${PARSER_PACKAGE}` });
    }
  }
  const withoutComments = text.replace(/\/\*[^]*?\*\/|\/\/.*/g, '');
  const name = PARSER_TYPES.exec(withoutComments)?.[0];
  if (name !== undefined)
    found.push({ file: source, line: 1, message: `its exported types name the parser's ${name}` });
  return found;
}

/** Declarations by absolute path, kept in memory. */
function emitDeclarations(index: string): ReadonlyMap<string, string> {
  const declarations = new Map<string, string>();
  const program = ts.createProgram([index], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    skipLibCheck: true,
    types: [],
    declaration: true,
    emitDeclarationOnly: true,
  });
  program.emit(undefined, (file, text) => declarations.set(path.normalize(file), text), undefined, true);
  return declarations;
}
