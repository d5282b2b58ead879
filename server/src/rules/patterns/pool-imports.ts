import type { FileModel, NodeId } from '../../semantic/index.js';
import { Kind, childrenOf, kindOf } from '../../semantic/index.js';
import type { Edit } from '../../text/index.js';
import { lineEndAt } from './lines.js';

/** The name by which the file can call a package of the standard library, with the edit that imports it if it must be. */
export function importEdit(
  model: FileModel,
  path: string,
): { readonly name: string; readonly edits: readonly Edit[] } | undefined {
  const known = model.bindings.imports.find((entry) => entry.path === path);
  if (known !== undefined) {
    return known.localName === '.' || known.localName === '_' ? undefined : { name: known.localName, edits: [] };
  }
  if (model.bindings.symbols.some(({ name, kind }) => name === path && kind !== 'universe')) return undefined;
  const edit = newImport(model, path);
  return edit === undefined ? undefined : { name: path, edits: [edit] };
}

/** A declaration behind the package clause of a file that imports nothing. */
function behindPackage(model: FileModel, path: string): Edit | undefined {
  const clause = childrenOf(model.ast, 0 as NodeId).find((node) => kindOf(model.ast, node) === Kind.package_clause);
  if (clause === undefined) return undefined;
  const { start, end } = model.spanOf(clause);
  const newLine = lineEndAt(model.text, start);
  return { start: end, end, newText: `${newLine}${newLine}import "${path}"` };
}

/** A line in the first group of imports, where gofmt would sort it; a declaration of its own before a single import. */
function newImport(model: FileModel, path: string): Edit | undefined {
  const { ast } = model;
  const declarations = childrenOf(ast, 0 as NodeId).filter((node) => kindOf(ast, node) === Kind.import_declaration);
  const [first] = declarations;
  if (first === undefined) return behindPackage(model, path);
  const [list] = childrenOf(ast, first);
  const end = lineEndAt(model.text, model.spanOf(first).start);
  if (list === undefined || kindOf(ast, list) !== Kind.import_spec_list) {
    const { start } = model.spanOf(first);
    return { start, end: start, newText: `import "${path}"${end}` };
  }
  const specs = childrenOf(ast, list).filter((node) => kindOf(ast, node) === Kind.import_spec);
  const isStandard = (text: string): boolean => !/^"[^"/]*\./.test(text);
  const next = specs.find((spec) => model.textOf(spec) > `"${path}"` && isStandard(model.textOf(spec)));
  const [only] = specs;
  if (next !== undefined) {
    const { start } = model.spanOf(next);
    return { start, end: start, newText: `"${path}"${end}\t` };
  }
  const last = specs.filter((spec) => isStandard(model.textOf(spec))).at(-1);
  if (last === undefined) {
    if (only === undefined) return undefined;
    const { start } = model.spanOf(only);
    return { start, end: start, newText: `"${path}"${end}${end}\t` };
  }
  const { end: behind } = model.spanOf(last);
  return { start: behind, end: behind, newText: `${end}\t"${path}"` };
}
