import type { NodeId } from '../syntax/index.js';
import { Kind, NO_NODE, afterOf, childrenOf, firstChild, kindOf, parentOf } from '../syntax/index.js';
import type { FuncId, FuncInfo } from './bind/bindings.js';
import { NO_FUNC } from './bind/bindings.js';
import { loopsAround } from './enclosing-loops.js';
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

/** Literals that run in place within others are taken for functions of their own where they are deeper than that. */
const MAX_DEPTH = 6;

const depths = new WeakMap<FileModel, Uint8Array>();

/**
 * True for a literal whose statements may be taken for statements of the function around it: it is called where it
 * stands, as a statement of its own, and defers nothing.
 */
export function runsInPlace(model: FileModel, { id }: FuncInfo): boolean {
  return depthOf(model, id) > 0;
}

/** The body of the literal that a call calls, where its statements may be taken for statements of the function around it; else `NO_NODE`. */
export function bodyInPlace(model: FileModel, call: NodeId): NodeId {
  const { callee } = model.callAt(call);
  const literal = model.funcAt(callee);
  return literal?.node === callee && runsInPlace(model, literal) ? literal.body : NO_NODE;
}

/** True if the statements of `inner` are statements of `outer`: it is the same function, or a literal that runs in place. */
export function isInFlowOf(model: FileModel, inner: FuncId, outer: FuncId): boolean {
  let at = inner;
  while (at !== outer && depthOf(model, at) > 0) at = model.func(at)?.parent ?? NO_FUNC;
  return at === outer;
}

/** The for statements around a node in `func`, the innermost first, those around literals that run in place included. */
export function loopsInFlow(model: FileModel, node: NodeId, func: FuncId): NodeId[] {
  const loops = loopsAround(model, node);
  let at = model.funcAt(node);
  while (at !== undefined && at.id !== func && runsInPlace(model, at)) {
    loops.push(...loopsAround(model, at.node));
    at = model.func(at.parent);
  }
  return loops;
}

/** How many literals that run in place are one in the other down to this function; 0 for all other functions. */
function depthOf(model: FileModel, func: FuncId): number {
  const known = depths.get(model) ?? allDepths(model);
  depths.set(model, known);
  return known[func] ?? 0;
}

/** Functions come after those around them. */
function allDepths(model: FileModel): Uint8Array {
  const { functions } = model.bindings;
  const found = new Uint8Array(functions.length);
  for (const func of functions) {
    const outer = found[func.parent] ?? 0;
    if (outer < MAX_DEPTH && isCalledInPlace(model, func)) found[func.id] = outer + 1;
  }
  return found;
}

function isCalledInPlace(model: FileModel, { kind, node, body }: FuncInfo): boolean {
  if (kind !== 'literal' || body === NO_NODE) return false;
  const { ast } = model;
  const call = parentOf(ast, model.parenthesized(node));
  if (kindOf(ast, call) !== Kind.call_expression || model.callAt(call).callee !== node) return false;
  if (kindOf(ast, parentOf(ast, model.parenthesized(call))) !== Kind.expression_statement) return false;
  for (let at = body; at < afterOf(ast, body); at = (at + 1) as NodeId) {
    if (kindOf(ast, at) === Kind.func_literal) at = (afterOf(ast, at) - 1) as NodeId;
    else if (kindOf(ast, at) === Kind.defer_statement) return false;
  }
  return true;
}
