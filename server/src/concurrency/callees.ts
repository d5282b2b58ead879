import type { Callee } from '../facts/index.js';
import type { FileModel, FuncInfo, NodeId, SymbolId } from '../semantic/index.js';
import { Field, Kind, NO_NODE, childIn, childrenIn, childrenOf, firstChild, kindOf } from '../semantic/index.js';

const kept = new WeakMap<FileModel, ReadonlyMap<string, FuncInfo | undefined>>();

/** The declaration in this file of what a call calls; `undefined` if it is elsewhere, or there are several of the name. */
export function functionHere(model: FileModel, callee: Callee): FuncInfo | undefined {
  const name = nameHere(callee);
  const func = name === undefined ? undefined : functionsOf(model).get(name);
  if (func !== undefined) model.looks.into(func.node);
  return func;
}

function nameHere(callee: Callee): string | undefined {
  if (callee.kind === 'function') return callee.path === '' ? callee.name : undefined;
  if (callee.kind !== 'method' || callee.receiver.path !== '') return undefined;
  return `${callee.receiver.name}.${callee.name}`;
}

/** The symbol of a function's parameter; `undefined` for blank, nameless and variadic ones. */
export function parameterOf(model: FileModel, func: FuncInfo, index: number): SymbolId | undefined {
  const list = childIn(model.ast, func.node, Field.parameters);
  if (list === NO_NODE) return undefined;
  let left = index;
  for (const declaration of childrenOf(model.ast, list)) {
    const names = childrenIn(model.ast, declaration, Field.name);
    const count = Math.max(1, names.length);
    if (left < count) {
      const name = names[left];
      const isPlain = kindOf(model.ast, declaration) === Kind.parameter_declaration;
      return name === undefined || !isPlain ? undefined : model.symbolAt(name)?.id;
    }
    left -= count;
  }
  return undefined;
}

/** True if the function has a parameter at `index` that nothing can name. */
export function isIgnored(model: FileModel, func: FuncInfo, index: number): boolean {
  const list = childIn(model.ast, func.node, Field.parameters);
  if (list === NO_NODE) return false;
  const declarations = childrenOf(model.ast, list);
  const names = declarations.flatMap((declaration): (NodeId | undefined)[] => {
    const own = childrenIn(model.ast, declaration, Field.name);
    return own.length === 0 ? [undefined] : own;
  });
  if (index >= names.length) return false;
  const name = names[index];
  return name === undefined || model.textOf(name) === '_';
}

/** Functions by name and methods as `Type.name`; those declared twice are `undefined`. */
function functionsOf(model: FileModel): ReadonlyMap<string, FuncInfo | undefined> {
  const known = kept.get(model);
  if (known !== undefined) return known;
  const found = new Map<string, FuncInfo | undefined>();
  for (const func of model.bindings.functions) {
    if (func.kind === 'literal' || func.body === NO_NODE) continue;
    const key = keyOf(model, func);
    found.set(key, found.has(key) ? undefined : func);
  }
  kept.set(model, found);
  return found;
}

function keyOf(model: FileModel, func: FuncInfo): string {
  const name = model.textOf(childIn(model.ast, func.node, Field.name));
  const list = childIn(model.ast, func.node, Field.receiver);
  const parameter = list === NO_NODE ? NO_NODE : firstChild(model.ast, list);
  if (parameter === NO_NODE) return name;
  const type = model.typeNamedBy(childIn(model.ast, parameter, Field.type));
  const named = type.tag === 'pointer' ? type.to : type;
  return named.tag === 'named' ? `${named.name}.${name}` : name;
}
