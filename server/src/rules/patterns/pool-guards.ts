import type { FileModel, FuncInfo, NodeId, SymbolId } from '../../semantic/index.js';
import { Field, Kind, NO_NODE, Op, afterOf, childIn, isWithin, kindOf, parentOf } from '../../semantic/index.js';

/**
 * True if conditions around the one place and conditions around the other ask the same variables: the paths that the
 * graph allows from the one to the other may be none that are ever taken.
 */
export function isGuardedTogether(model: FileModel, first: NodeId, second: NodeId): boolean {
  const asked = askedAround(model, first, second);
  if (asked.size === 0) return false;
  return [...askedAround(model, second, first)].some((symbol) => asked.has(symbol));
}

/** True if the function waits for a goroutine between the two places: a receive, a Wait. */
export function isJoinedBetween(model: FileModel, func: FuncInfo, start: NodeId, end: NodeId): boolean {
  const { ast } = model;
  for (let node = start; node < end; node = (node + 1) as NodeId) {
    if (model.funcAt(node)?.id !== func.id) continue;
    const kind = kindOf(ast, node);
    if (kind === Kind.unary_expression && (ast.op[node] as Op) === Op.receive) return true;
    if (kind === Kind.receive_statement || kind === Kind.range_clause) return true;
    if (kind !== Kind.call_expression) continue;
    const { callee } = model.callAt(node);
    const isMethod = callee !== NO_NODE && kindOf(ast, callee) === Kind.selector_expression;
    if (isMethod && /^(?:Wait|Join|Acquire|Lock)/.test(model.textOf(childIn(ast, callee, Field.field)))) return true;
  }
  return false;
}

/** The variables in conditions around a place that are not around the other. */
function askedAround(model: FileModel, node: NodeId, other: NodeId): ReadonlySet<SymbolId> {
  const { ast } = model;
  const symbols = new Set<SymbolId>();
  for (let at = node; at !== NO_NODE; at = parentOf(ast, at)) {
    if (isWithin(ast, other, at)) break;
    if (kindOf(ast, at) !== Kind.if_statement) continue;
    const condition = childIn(ast, at, Field.condition);
    if (condition === NO_NODE || isWithin(ast, node, condition)) continue;
    for (let inner = condition; inner < afterOf(ast, condition); inner = (inner + 1) as NodeId) {
      const symbol = model.symbolAt(inner);
      if (symbol !== undefined && symbol.kind !== 'universe' && symbol.kind !== 'import') symbols.add(symbol.id);
    }
  }
  return symbols;
}
