import type { Cfg, FileModel, NodeId, PointId } from '../semantic/index.js';
import { Kind, NO_NODE, Op, afterOf, kindOf } from '../semantic/index.js';

/** A condition that a function tests more than once: points with the same id test the same. */
export interface Condition {
  readonly id: number;
  /** The point tests the opposite: `!=` where another has `==`. */
  readonly isNegated: boolean;
}

const kept = new WeakMap<Cfg, ReadonlyMap<PointId, Condition>>();

/**
 * The conditions that stand in a function at least twice, word for word, without calls, and with names that nothing
 * assigns after their declaration: `if async` here and `if async` there are taken together or not at all.
 */
export function repeatedConditions(model: FileModel, cfg: Cfg): ReadonlyMap<PointId, Condition> {
  const known = kept.get(cfg);
  if (known !== undefined) return known;
  const byText = new Map<string, { readonly point: PointId; readonly isNegated: boolean }[]>();
  for (const point of cfg.points) {
    const text = point.kind === 'condition' ? lastingText(model, point.node) : undefined;
    if (text === undefined) continue;
    const isNegated = model.ast.op[point.node] === Op.notEqual;
    const list = byText.get(text) ?? [];
    byText.set(text, list);
    list.push({ point: point.id, isNegated });
  }
  const found = new Map<PointId, Condition>();
  let id = 0;
  for (const places of byText.values()) {
    if (places.length < 2) continue;
    for (const { point, isNegated } of places) found.set(point, { id, isNegated });
    id++;
  }
  kept.set(cfg, found);
  return found;
}

/**
 * A key for a condition that gives the same whenever it is asked, in literals as well: its text without spaces, `!=` as
 * `==`, and the variables that it means. `undefined` for all others.
 */
export function lastingText(model: FileModel, condition: NodeId): string | undefined {
  if (!isLasting(model, condition)) return undefined;
  const symbols: number[] = [];
  for (let node = condition; node < afterOf(model.ast, condition); node = (node + 1) as NodeId) {
    if (kindOf(model.ast, node) === Kind.identifier) symbols.push(model.symbolAt(node)?.id ?? -1);
  }
  // What names nothing is always the same.
  if (symbols.length === 0) return undefined;
  return `${model.textOf(condition).replace(/\s+/g, '').replace('!=', '==')} ${symbols.join()}`;
}

/** True if the expression gives the same whenever it is asked: no calls but `len`, no variables that change. */
function isLasting(model: FileModel, condition: NodeId): boolean {
  const { ast } = model;
  for (let node = condition; node < afterOf(ast, condition); node = (node + 1) as NodeId) {
    const kind = kindOf(ast, node);
    if (kind === Kind.call_expression && model.textOf(model.callAt(node).callee) !== 'len') return false;
    if (kind === Kind.index_expression || kind === Kind.func_literal) return false;
    if (kind === Kind.unary_expression && ast.op[node] === Op.receive) return false;
    if (kind === Kind.identifier && !isConstant(model, node)) return false;
  }
  return condition !== NO_NODE;
}

function isConstant(model: FileModel, name: NodeId): boolean {
  const symbol = model.symbolAt(name);
  if (symbol === undefined) return false;
  if (symbol.kind === 'loop-variable') return false;
  return model.referencesOf(symbol.id).every(({ access }) => access === 'read' || access === 'declare');
}
