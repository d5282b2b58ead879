import type { FileModel, NodeId, Type } from '../semantic/index.js';
import { Field, Kind, NO_NODE, childIn, kindOf } from '../semantic/index.js';

/** A callee as one file names it: a function by path (`''` is this package) and name, or a method by its operand's type. */
export type CalleeRef = { readonly path: string; readonly name: string } | { readonly of: Type; readonly name: string };

/** The callee of a call as this file names it; `undefined` for literals, variables, conversions and predeclared functions. */
export function calleeRefOf(model: FileModel, call: NodeId): CalleeRef | undefined {
  const { callee } = model.callAt(call);
  if (callee === NO_NODE) return undefined;
  const { ast } = model;
  const target = kindOf(ast, callee) === Kind.index_expression ? childIn(ast, callee, Field.operand) : callee;
  if (kindOf(ast, target) === Kind.selector_expression) {
    const operand = childIn(ast, target, Field.operand);
    const name = model.textOf(childIn(ast, target, Field.field));
    const path = model.importPathAt(operand);
    return path === undefined ? { of: model.typeOf(operand), name } : { path, name };
  }
  const symbol = model.symbolAt(target);
  const isFunction = symbol?.kind === 'function' || symbol?.kind === 'outside';
  return isFunction ? { path: '', name: symbol.name } : undefined;
}
