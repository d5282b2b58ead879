import type { FileModel, NodeId, SymbolInfo } from '../../semantic/index.js';
import { Field, afterOf, childIn, isWithin, printType } from '../../semantic/index.js';
import type { Fix, RuleContext } from '../rule.js';
import type { CapturedTarget } from './captured-target.js';
import { isParameterFree } from './captured-target.js';

/**
 * Lets the literal use its parameter instead of the captured target. Only for a parameter of pointer type: the run time
 * demands then that it is the type of the target. `safe` where both types are known.
 */
export function useTheParameter(context: RuleContext, captured: CapturedTarget): Fix[] {
  const { model, facts } = context;
  const { parameter, root, name, literal } = captured;
  const typeNode = childIn(model.ast, parameter, Field.type);
  const type = facts.resolve(model.typeNamedBy(typeNode));
  const targetType = facts.resolve(model.typeOfSymbol(root.id));
  if (type.tag !== 'pointer' || isDeclaredIn(model, literal, root.name)) return [];
  if (targetType.tag !== 'unknown' && printType(targetType) !== printType(type)) return [];
  const kind = targetType.tag === 'unknown' ? 'review' : 'safe';
  if (name === undefined || isParameterFree(model, captured)) {
    const { start, end } = model.spanOf(name ?? typeNode);
    const edit =
      name === undefined ? { start, end: start, newText: `${root.name} ` } : { start, end, newText: root.name };
    return [{ title: `Use the finalizer's parameter as ${root.name}`, kind, edits: [edit] }];
  }
  const label = model.textOf(name);
  if (captured.uses.some((use) => isShadowedAt(model, literal, name, use))) return [];
  const edits = captured.uses.map((use) => ({ ...model.spanOf(use), newText: label }));
  return [{ title: `Use the parameter ${label} instead of ${root.name}`, kind, edits }];
}

/** A parameter and the outermost block of the body share a scope: there the name cannot be declared again. */
function isDeclaredIn(model: FileModel, literal: NodeId, name: string): boolean {
  return declarationsIn(model, literal, name).some(({ scope }) => model.bindings.scopes[scope]?.node === literal);
}

/** True if the parameter's name means something else at `use`. */
function isShadowedAt(model: FileModel, literal: NodeId, name: NodeId, use: NodeId): boolean {
  const parameter = model.symbolAt(name);
  if (parameter === undefined) return true;
  return declarationsIn(model, literal, parameter.name).some((symbol) => {
    const scope = model.bindings.scopes[symbol.scope];
    return scope !== undefined && symbol.scope !== parameter.scope && isWithin(model.ast, use, scope.node);
  });
}

/** The symbols of that name that the literal declares, its parameters included. */
function declarationsIn(model: FileModel, literal: NodeId, name: string): SymbolInfo[] {
  const found: SymbolInfo[] = [];
  for (let node = literal; node < afterOf(model.ast, literal); node = (node + 1) as NodeId) {
    const symbol = model.symbolAt(node);
    if (symbol?.declaration === node && symbol.name === name) found.push(symbol);
  }
  return found;
}
