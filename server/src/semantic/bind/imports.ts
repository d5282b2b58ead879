import type { FlatAst, NodeId } from '../../syntax/index.js';
import { Field, Kind, NO_NODE, afterOf, childIn, childrenOf, firstChild, kindOf, textOf } from '../../syntax/index.js';
import type { ImportInfo } from './bindings.js';
import { guessImportNames } from './import-name.js';

/** The imports of a file in source order; the import of `C` is one of them. */
export function readImports(ast: FlatAst, text: string): ImportInfo[] {
  const imports: ImportInfo[] = [];
  for (const declaration of childrenOf(ast, 0 as NodeId)) {
    if (kindOf(ast, declaration) !== Kind.import_declaration) continue;
    for (let node = declaration; node < afterOf(ast, declaration); node = (node + 1) as NodeId) {
      if (kindOf(ast, node) === Kind.import_spec) imports.push(readImport(ast, text, node));
    }
  }
  return imports;
}

function readImport(ast: FlatAst, text: string, node: NodeId): ImportInfo {
  const literal = childIn(ast, node, Field.path);
  const path = literal === NO_NODE ? '' : textOf(ast, text, literal).slice(1, -1);
  const name = childIn(ast, node, Field.name);
  if (name !== NO_NODE) {
    const localName = textOf(ast, text, name);
    return { node, path, localName, names: [localName] };
  }
  const names = guessImportNames(path);
  return { node, path, localName: names[0] ?? '_', names };
}

/** The name of the package clause; '' where there is none. */
export function readPackageName(ast: FlatAst, text: string): string {
  for (const child of childrenOf(ast, 0 as NodeId)) {
    if (kindOf(ast, child) !== Kind.package_clause) continue;
    const name = firstChild(ast, child);
    return name === NO_NODE ? '' : textOf(ast, text, name);
  }
  return '';
}
