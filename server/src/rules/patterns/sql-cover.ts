import type { Acquisition } from '../../obligations/index.js';
import type { FileModel, NodeId, SymbolId } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  childIn,
  childrenOf,
  isWithin,
  kindOf,
  parentOf,
  usesOf,
  variableAt,
} from '../../semantic/index.js';

/** Functions whose second result ends the context that is the first one. */
const MAKING_CONTEXTS = /^With(?:Cancel|Deadline|Timeout)(?:Cause)?$/;
const ENDING_TRANSACTIONS: ReadonlySet<string> = new Set(['Commit', 'Rollback']);

/**
 * True if database/sql releases what the call acquires when the function is left: rows, a row or a transaction under a
 * context that the function cancels, and rows of a transaction that the function itself ends.
 */
export function isEndedWithFunction(model: FileModel, acquisition: Acquisition): boolean {
  return hasOwnContext(model, acquisition) || isOfOwnTransaction(model, acquisition);
}

function hasOwnContext(model: FileModel, { call, func }: Acquisition): boolean {
  const context = call.args[0];
  const symbol = context === undefined ? undefined : variableAt(model, context);
  if (symbol === undefined) return false;
  const cancels = model.referencesOf(symbol).flatMap(({ node, access }) => {
    return access === 'declare' || access === 'write' ? (cancelBeside(model, node) ?? []) : [];
  });
  return cancels.some((cancel) => isCalled(model, func.node, cancel));
}

/** The variable that gets the cancel function with which the variable at `node` gets its context. */
function cancelBeside(model: FileModel, node: NodeId): SymbolId | undefined {
  const { ast } = model;
  const targets = parentOf(ast, model.parenthesized(node));
  const statement = parentOf(ast, targets);
  const right = childIn(ast, statement, Field.right);
  const [value] = right === NO_NODE ? [] : childrenOf(ast, right);
  if (value === undefined || kindOf(ast, model.unparenthesized(value)) !== Kind.call_expression) return undefined;
  const { callee } = model.callAt(model.unparenthesized(value));
  const isSelector = callee !== NO_NODE && kindOf(ast, callee) === Kind.selector_expression;
  if (!isSelector || !MAKING_CONTEXTS.test(model.textOf(childIn(ast, callee, Field.field)))) return undefined;
  const second = childrenOf(ast, targets)[1];
  return second === undefined ? undefined : variableAt(model, second);
}

/** True if the function calls what the variable holds; that it does so on every path is the matter of another rule. */
function isCalled(model: FileModel, func: NodeId, symbol: SymbolId): boolean {
  return usesOf(model, symbol).some(({ node, what }) => what.does === 'called' && isWithin(model.ast, node, func));
}

function isInDefer(model: FileModel, func: NodeId, node: NodeId): boolean {
  for (let at = node; at !== NO_NODE && at !== func; at = parentOf(model.ast, at)) {
    if (kindOf(model.ast, at) === Kind.defer_statement) return true;
  }
  return false;
}

/** `tx.Query(…)` where the function defers `tx.Rollback()`: the end of a transaction closes its rows. */
function isOfOwnTransaction(model: FileModel, { call, func }: Acquisition): boolean {
  const { ast } = model;
  if (call.callee === NO_NODE || kindOf(ast, call.callee) !== Kind.selector_expression) return false;
  const symbol = variableAt(model, childIn(ast, call.callee, Field.operand));
  if (symbol === undefined) return false;
  return usesOf(model, symbol).some(({ node, what }) => {
    const isEnd = what.does === 'method' && ENDING_TRANSACTIONS.has(what.name);
    return isEnd && isWithin(ast, node, func.node) && isInDefer(model, func.node, node);
  });
}
