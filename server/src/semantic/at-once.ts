import type { NodeId } from '../syntax/index.js';
import { Kind, NO_NODE, childrenOf, firstChild, kindOf, parentOf } from '../syntax/index.js';
import type { FuncId, FuncInfo } from './bind/bindings.js';
import { NO_FUNC } from './bind/bindings.js';
import type { FileModel } from './model.js';

/** Statements that are one step of the control flow, and whose own function does not matter. */
const SIMPLE: ReadonlySet<Kind> = new Set([
  Kind.assignment_statement,
  Kind.dec_statement,
  Kind.expression_statement,
  Kind.go_statement,
  Kind.inc_statement,
  Kind.return_statement,
  Kind.send_statement,
]);

/** Where a node counts in the control flow: a function, and the node in it that stands for all inside. */
export interface Standing {
  readonly func: FuncId;
  readonly node: NodeId;
}

/**
 * Where a node of a function counts. A literal that is called where it stands and has one simple statement is no
 * function of its own here: `func() { f() }()` is `f()`. What it defers runs at its own end and is no such statement.
 */
export function standingOf(model: FileModel, node: NodeId, func: FuncId): Standing {
  const literal = model.func(func);
  if (literal === undefined || !isWrapping(model, literal)) return { func, node };
  return standingOf(model, literal.node, literal.parent);
}

/** The same for a node whose function is not at hand; a literal stands in the function around it. */
export function standingAt(model: FileModel, node: NodeId): Standing {
  const func = model.funcAt(node);
  return standingOf(model, node, func?.node === node ? func.parent : (func?.id ?? NO_FUNC));
}

/** True for a function literal that is called where it stands, at once. */
export function isCalledAtOnce(model: FileModel, literal: NodeId): boolean {
  const call = parentOf(model.ast, model.parenthesized(literal));
  if (kindOf(model.ast, call) !== Kind.call_expression || model.callAt(call).callee !== literal) return false;
  const statement = kindOf(model.ast, parentOf(model.ast, call));
  return statement !== Kind.go_statement && statement !== Kind.defer_statement;
}

/** True for `func() { f() }()`, which is `f()`. */
export function isWrapping(model: FileModel, { kind, node, body }: FuncInfo): boolean {
  if (kind !== 'literal' || body === NO_NODE || !isCalledAtOnce(model, node)) return false;
  const list = firstChild(model.ast, body);
  const [only, ...more] = list === NO_NODE ? [] : childrenOf(model.ast, list);
  return only !== undefined && more.length === 0 && SIMPLE.has(kindOf(model.ast, only));
}
