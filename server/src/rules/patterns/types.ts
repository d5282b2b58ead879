import type { PackageFacts } from '../../facts/index.js';
import type { Call, FileModel, NodeId, Type } from '../../semantic/index.js';
import { Field, Kind, Op, childIn, kindOf } from '../../semantic/index.js';

/** True if the expression denotes a type of this file, of another file of the package, or a type literal. */
export function isType(model: FileModel, facts: PackageFacts, expression: NodeId): boolean {
  const node = model.unparenthesized(expression);
  if (model.isTypeHere(node)) return true;
  if (kindOf(model.ast, node) === Kind.unary_expression) {
    return model.ast.op[node] === Op.times && isType(model, facts, childIn(model.ast, node, Field.operand));
  }
  if (kindOf(model.ast, node) === Kind.index_expression) {
    return isType(model, facts, childIn(model.ast, node, Field.operand));
  }
  const symbol = model.symbolAt(node);
  return symbol?.kind === 'outside' && facts.isType(symbol.name);
}

/** The operand of a conversion that keeps what its operand points to; strings, numbers and arrays are copies. */
export function conversionOperand(model: FileModel, facts: PackageFacts, call: Call): NodeId | undefined {
  const [operand, ...more] = call.args;
  if (operand === undefined || more.length > 0) return undefined;
  if (model.importedCallees(call).includes('unsafe.Pointer')) return operand;
  if (!isType(model, facts, call.callee)) return undefined;
  return isCopy(facts.underlying(model.typeNamedBy(call.callee))) ? undefined : operand;
}

/** True for types whose values hold no pointer to what they were made from. */
export function isCopy(type: Type): boolean {
  return type.tag === 'basic' || type.tag === 'array';
}

/** True for types whose values lead to memory that other values of the type may share. */
export function isReference({ tag }: Type): boolean {
  return tag === 'pointer' || tag === 'map' || tag === 'slice';
}
