import type { FileModel, FuncInfo, NodeId, PointId, SymbolInfo } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  childIn,
  childrenOf,
  isWithin,
  kindOf,
  reaches,
  isWrapping,
  standingAt,
  standingOf,
} from '../../semantic/index.js';
import { writesOf } from './timeline.js';

/** A for statement with a body. */
export interface Loop {
  readonly node: NodeId;
  /** The innermost function around it. */
  readonly func: FuncInfo;
  /** The range clause, or the clause with semicolons; `NO_NODE` for a loop with a condition or nothing. */
  readonly clause: NodeId;
  readonly isRange: boolean;
  readonly body: NodeId;
  /** The variables that its clause declares, in order. */
  readonly variables: readonly SymbolInfo[];
}

export function loopAt(model: FileModel, node: NodeId): Loop | undefined {
  const { ast } = model;
  const func = model.funcAt(node);
  const body = childIn(ast, node, Field.body);
  const isClause = (child: NodeId): boolean =>
    kindOf(ast, child) === Kind.range_clause || kindOf(ast, child) === Kind.for_clause;
  const clause = childrenOf(ast, node).find(isClause) ?? NO_NODE;
  if (func === undefined || body === NO_NODE) return undefined;
  const isRange = clause !== NO_NODE && kindOf(ast, clause) === Kind.range_clause;
  return { node, func, clause, isRange, body, variables: variablesOf(model, clause, isRange ? 'range' : 'for') };
}

function variablesOf(model: FileModel, clause: NodeId, form: 'range' | 'for'): SymbolInfo[] {
  const { ast } = model;
  const declaration = clause === NO_NODE || form === 'range' ? clause : childIn(ast, clause, Field.initializer);
  const names = declaration === NO_NODE ? NO_NODE : childIn(ast, declaration, Field.left);
  if (names === NO_NODE) return [];
  return childrenOf(ast, names)
    .map((name) => ({ name, symbol: model.symbolAt(name) }))
    .flatMap(({ name, symbol }) => (symbol?.kind === 'loop-variable' && symbol.declaration === name ? [symbol] : []));
}

/** True for a variable that each iteration makes anew because its body declares it. */
export function isOfIteration(model: FileModel, loop: Loop, symbol: SymbolInfo): boolean {
  return symbol.declaration !== NO_NODE && isWithin(model.ast, symbol.declaration, loop.body);
}

/** The points at which the loop gives the variable its next value: the head of a range, or assignments in the loop. */
export function changesOf(model: FileModel, loop: Loop, variable: SymbolInfo): readonly PointId[] {
  const cfg = model.cfg(loop.func);
  const written = writesOf(model, variable.id)
    .filter(({ node }) => isWithin(model.ast, node, loop.node))
    .map(({ node, func }) => standingOf(model, node, func))
    .filter(({ func }) => func === loop.func.id)
    .map(({ node }) => node);
  const isHead = loop.isRange && loop.variables.some(({ id }) => id === variable.id);
  const points = [...written, ...(isHead ? [loop.clause] : [])].map((node) => cfg.pointOf(node));
  return [...new Set(points)].filter((point) => point !== undefined);
}

/**
 * True if a path leads from behind the point at `from` to `to` that neither leaves this execution of the loop nor
 * passes one of the regions.
 */
export function comesTo(
  model: FileModel,
  loop: Loop,
  from: NodeId,
  to: readonly PointId[],
  regions: readonly NodeId[],
): boolean {
  const cfg = model.cfg(loop.func);
  const start = pointIn(model, loop, from);
  if (start === undefined) return false;
  const top = topOf(model, loop);
  const passed = regions.map((region) => regionIn(model, loop, region));
  const isStop = (point: PointId): boolean => {
    const node = cfg.points[point]?.node ?? NO_NODE;
    // Only the top of an endless loop around this one leads straight to its top.
    if (node === NO_NODE) return point !== top && (cfg.points[point]?.next.some((edge) => edge.to === top) ?? false);
    return !isRepeated(model, loop, node) || passed.some((region) => isWithin(model.ast, node, region));
  };
  return to.some((point) => reaches(cfg, start, point, isStop));
}

/** The point of the loop's function at which the node counts. */
export function pointIn(model: FileModel, loop: Loop, node: NodeId): PointId | undefined {
  const standing = standingAt(model, node);
  return standing.func === loop.func.id ? model.cfg(loop.func).pointOf(standing.node) : undefined;
}

/** What stands in a literal that is called at once covers all of the statement around. */
function regionIn(model: FileModel, loop: Loop, region: NodeId): NodeId {
  const standing = standingAt(model, region);
  const point = standing.node === region ? undefined : model.cfg(loop.func).pointOf(standing.node);
  return point === undefined ? region : (model.cfg(loop.func).points[point]?.node ?? region);
}

/** True for what the loop does in each iteration: all but its initializer. */
function isRepeated(model: FileModel, loop: Loop, node: NodeId): boolean {
  if (!isWithin(model.ast, node, loop.node)) return false;
  if (loop.isRange || loop.clause === NO_NODE) return true;
  const initializer = childIn(model.ast, loop.clause, Field.initializer);
  return initializer === NO_NODE || !isWithin(model.ast, node, initializer);
}

/** The point that every iteration begins at, for a range loop. */
function topOf(model: FileModel, loop: Loop): PointId | undefined {
  const cfg = model.cfg(loop.func);
  const head = loop.isRange ? cfg.pointOf(loop.clause) : undefined;
  if (head === undefined) return undefined;
  // The graph makes it right before the head.
  const top = cfg.points[head - 1];
  return top?.kind === 'join' && top.node === NO_NODE && top.next.some((edge) => edge.to === head) ? top.id : undefined;
}

/** The function literals in the body of the loop that stand in its function, in source order; no mere wrappings. */
export function literalsIn(model: FileModel, loop: Loop): NodeId[] {
  const { functions } = model.bindings;
  let first = 0;
  for (let end = functions.length; first < end;) {
    const middle = (first + end) >>> 1;
    if ((functions[middle]?.node ?? 0) < loop.body) first = middle + 1;
    else end = middle;
  }
  const literals: NodeId[] = [];
  for (let i = first; i < functions.length; i++) {
    const func = functions[i];
    if (func === undefined || !isWithin(model.ast, func.node, loop.body)) break;
    if (standingAt(model, func.node).func === loop.func.id && !isWrapping(model, func)) literals.push(func.node);
  }
  return literals;
}

/** The function literals between the loop's function and a node in it, the outermost first. */
export function literalsAround(model: FileModel, loop: Loop, node: NodeId): NodeId[] {
  const literals: NodeId[] = [];
  let func = model.funcAt(node);
  while (func !== undefined && func.id !== loop.func.id) {
    if (!isWrapping(model, func)) literals.unshift(func.node);
    func = model.func(func.parent);
  }
  return literals;
}
