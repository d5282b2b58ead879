import { FileModel, NO_FUNC } from '../../../src/semantic/index.js';
import type { SymbolInfo, SymbolKind } from '../../../src/semantic/index.js';
import { Field, Kind, childIn, kindOf, NO_NODE } from '../../../src/syntax/index.js';
import type { NodeId } from '../../../src/syntax/index.js';
import type { Edit } from '../../../src/text/index.js';
import type { SourceFile } from '../../../src/engine/index.js';

/** What a function declares for itself; not types, for an embedded one is the name of a field as well. */
const LOCAL_KINDS: readonly SymbolKind[] = [
  'variable',
  'constant',
  'parameter',
  'receiver',
  'result',
  'loop-variable',
  'type-switch-variable',
  'type-parameter',
];

/** Gives every local variable, parameter and constant a new name, where it is declared and where it is used. */
export function renamedLocals(file: SourceFile): Edit[] {
  const model = modelOf(file);
  const edits = new Map<NodeId, Edit>();
  for (const symbol of model.bindings.symbols) {
    if (!isLocal(symbol) || isFieldPerhaps(model, symbol)) continue;
    // The clauses of a type switch have a symbol each and share the name that is written down.
    const name = `renamed${symbol.declaration}`;
    const uses = model.referencesOf(symbol.id).map(({ node }) => node);
    for (const node of [symbol.declaration, ...uses]) edits.set(node, replaced(model, node, name));
  }
  return [...edits.values()];
}

/** Gives every import that is used by a name of its own another one. */
export function aliasedImports(file: SourceFile): Edit[] {
  const model = modelOf(file);
  return [...model.bindings.importOf].flatMap(([symbol, { node, path }]) => {
    const uses = model.referencesOf(symbol);
    if (uses.length === 0 || path === 'C') return [];
    const alias = `aliased${node}`;
    const name = childIn(model.ast, node, Field.name);
    const literal = model.spanOf(childIn(model.ast, node, Field.path)).start;
    const declared =
      name === NO_NODE ? { start: literal, end: literal, newText: `${alias} ` } : replaced(model, name, alias);
    return [declared, ...uses.map((use) => replaced(model, use.node, alias))];
  });
}

/** What names mean in the file. */
export function modelOf({ path, text, ast }: SourceFile): FileModel {
  return new FileModel(path, text.text, ast);
}

function isLocal({ kind, func, declaration }: SymbolInfo): boolean {
  return func !== NO_FUNC && declaration !== NO_NODE && LOCAL_KINDS.includes(kind);
}

/** The key of an element in braces may be a field of that name; it is left alone, and so is the variable. */
function isFieldPerhaps(model: FileModel, { id }: SymbolInfo): boolean {
  return model.referencesOf(id).some(({ access }) => access === 'key');
}

function replaced(model: FileModel, node: NodeId, newText: string): Edit {
  const isName = [Kind.identifier, Kind.type_identifier, Kind.package_identifier].includes(kindOf(model.ast, node));
  if (!isName) throw new Error(`not a name: ${model.textOf(node)}`);
  return { ...model.spanOf(node), newText };
}
