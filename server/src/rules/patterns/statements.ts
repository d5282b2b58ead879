import type { Call, FileModel, NodeId } from '../../semantic/index.js';
import { Kind, NO_NODE, kindOf, parentOf } from '../../semantic/index.js';

/** The statement of a list of statements that the node belongs to, inside its function; `NO_NODE` if there is none. */
export function statementAround(model: FileModel, node: NodeId): NodeId {
  for (let at = node; at > 0; at = parentOf(model.ast, at)) {
    if (kindOf(model.ast, parentOf(model.ast, at)) === Kind.statement_list) return at;
    if (kindOf(model.ast, at) === Kind.func_literal && at !== node) return NO_NODE;
  }
  return NO_NODE;
}

/** The whole statement that a call is: `pool.Put(x)` or `defer pool.Put(x)`. */
export function statementOfCall(
  model: FileModel,
  call: Call,
): { readonly statement: NodeId; readonly isDeferred: boolean } | undefined {
  const parent = parentOf(model.ast, model.parenthesized(call.node));
  const kind = kindOf(model.ast, parent);
  if (kind !== Kind.expression_statement && kind !== Kind.defer_statement) return undefined;
  const isListed = kindOf(model.ast, parentOf(model.ast, parent)) === Kind.statement_list;
  return isListed ? { statement: parent, isDeferred: kind === Kind.defer_statement } : undefined;
}
