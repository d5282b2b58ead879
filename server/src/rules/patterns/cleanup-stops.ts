import type { Call, FileModel, NodeId } from '../../semantic/index.js';
import { Field, Kind, childIn, kindOf, parentOf } from '../../semantic/index.js';
import { definitionsOf, nameGiven } from './definitions.js';

/** True for `runtime.AddCleanup(…).Stop()`, deferred or not. */
export function isStoppedAtOnce(model: FileModel, call: Call): boolean {
  return stopCallOn(model, call.node) !== undefined;
}

/** The calls of `Stop` on the variable that the result of a call of `runtime.AddCleanup` is assigned to. */
export function stopsOf(model: FileModel, call: Call): Call[] {
  const name = nameGiven(model, call.node);
  const variable = name === undefined ? undefined : model.symbolAt(name);
  if (variable === undefined || definitionsOf(model, variable).length !== 1) return [];
  return model.referencesOf(variable.id).flatMap(({ node }) => stopCallOn(model, node) ?? []);
}

/** The call of the method `Stop` of what the expression gives. */
function stopCallOn(model: FileModel, expression: NodeId): Call | undefined {
  const selector = parentOf(model.ast, model.parenthesized(expression));
  const stop = parentOf(model.ast, model.parenthesized(selector));
  if (kindOf(model.ast, selector) !== Kind.selector_expression || kindOf(model.ast, stop) !== Kind.call_expression)
    return undefined;
  return model.textOf(childIn(model.ast, selector, Field.field)) === 'Stop' ? model.callAt(stop) : undefined;
}
