import type { FileModel, NodeId } from '../../semantic/index.js';
import { Field, Kind, childIn, kindOf, parentOf } from '../../semantic/index.js';
import { nameGiven } from './definitions.js';

/**
 * True if the value of the expression is certainly a function, by what is done with it: it is the finalizer or cleanup
 * of `call`, which is its second argument, or a variable that is given it is called or is that argument.
 */
export function isFunction(model: FileModel, call: NodeId, expression: NodeId): boolean {
  if (isFinalizer(model, call, expression)) return true;
  const name = nameGiven(model, model.parenthesized(expression));
  const variable = name === undefined ? undefined : model.symbolAt(name);
  if (variable === undefined) return false;
  return model
    .referencesOf(variable.id)
    .some(({ node }) => isFinalizer(model, call, node) || isCalled(model, model.parenthesized(node)));
}

function isFinalizer(model: FileModel, call: NodeId, expression: NodeId): boolean {
  const finalizer = model.callAt(call).args[1];
  return finalizer !== undefined && model.unparenthesized(finalizer) === expression;
}

function isCalled(model: FileModel, expression: NodeId): boolean {
  const parent = parentOf(model.ast, expression);
  return (
    kindOf(model.ast, parent) === Kind.call_expression && childIn(model.ast, parent, Field.function) === expression
  );
}
