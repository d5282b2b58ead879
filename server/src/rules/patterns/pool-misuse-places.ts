import type { PoolSite } from '../../facts/index.js';
import { rootOf } from '../../facts/index.js';
import type { FileModel, FuncInfo, NodeId, PointId, SymbolId } from '../../semantic/index.js';
import { Field, Kind, NO_NODE, callMode, childIn, isWithin, kindOf, parentOf, reaches } from '../../semantic/index.js';
import type { Escape } from './pool-escape.js';
import type { View, Views } from './pool-views.js';

/** A Put as the function around it meets it. */
export interface Given {
  readonly put: PoolSite;
  readonly func: FuncInfo;
  /** The node in `func` at which it is done, or at which it is deferred. */
  readonly node: NodeId;
  readonly point: PointId;
  readonly isDeferred: boolean;
}

/** At the point the variable has memory of the object, on some path. */
export function isHeldAt(model: FileModel, func: FuncInfo, point: PointId, { symbol }: View, { all }: Views): boolean {
  const cfg = model.cfg(func);
  const ends = redefinitions(model, func, symbol);
  const gives = all.filter(({ what, func: at }) => what.does === 'alias' && what.symbol === symbol && at === func.id);
  return gives.some(({ node }) => {
    const from = cfg.pointOf(node);
    return from !== undefined && reaches(cfg, from, point, (other) => ends.has(other));
  });
}

/** The function that the Put is done in, and each around it that defers it. */
export function givenAt(model: FileModel, put: PoolSite): Given[] {
  const func = model.funcAt(put.call.node);
  if (func === undefined) return [];
  const mode = callMode(model, put.call.node);
  const own = givenIn(model, put, func, put.call.node, mode === 'defer' ? 'defer' : 'call');
  if (mode === 'go') return [];
  if (mode === 'defer' || func.kind !== 'literal') return own;
  const call = parentOf(model.ast, model.parenthesized(func.node));
  const outer = model.func(func.parent);
  const isDeferred = kindOf(model.ast, call) === Kind.call_expression && callMode(model, call) === 'defer';
  if (outer === undefined || !isDeferred || !isUnconditional(model, func, put)) return own;
  return [...own, ...givenIn(model, put, outer, call, 'defer')];
}

function givenIn(model: FileModel, put: PoolSite, func: FuncInfo, node: NodeId, mode: 'call' | 'defer'): Given[] {
  const isDeferred = mode === 'defer';
  const point = model.cfg(func).pointOf(node);
  return point === undefined ? [] : [{ put, func, node, point, isDeferred }];
}

/** The Put stands in no condition of the literal, or in one that asks the object alone. */
function isUnconditional(model: FileModel, literal: FuncInfo, { call, object }: PoolSite): boolean {
  for (let at = call.node; at > literal.body; at = parentOf(model.ast, at)) {
    const kind = kindOf(model.ast, at);
    if (kind === Kind.for_statement || kind === Kind.expression_case || kind === Kind.select_statement) return false;
    if (kind !== Kind.if_statement) continue;
    const text = model.textOf(at).split('{')[0] ?? '';
    const name = object === undefined ? '' : (model.symbol(object.root)?.name ?? '');
    const words = text.match(/(?<![\w.])[\p{L}_][\p{L}\p{N}_]*/gu) ?? [];
    if (words.some((word) => word !== name && !/^(?:if|cap|len|nil)$/.test(word) && !/^max/i.test(word))) return false;
  }
  return true;
}

/** Where in the function a view is met: literals of it run here, deferred, or at a time that is not known. */
export function placeIn(
  model: FileModel,
  func: FuncInfo,
  view: View,
): { readonly node: NodeId; readonly run: 'here' | 'deferred' | 'elsewhere' } | undefined {
  const { what } = view;
  const call = what.does === 'method' || what.does === 'argument' ? what.call : undefined;
  const isDeferredCall = call !== undefined && what.does === 'method' && callMode(model, call) === 'defer';
  if (view.func === func.id) return { node: view.node, run: isDeferredCall ? 'deferred' : 'here' };
  let inner = model.func(view.func);
  while (inner !== undefined && inner.parent !== func.id) inner = model.func(inner.parent);
  if (inner === undefined) return undefined;
  const caller = parentOf(model.ast, model.parenthesized(inner.node));
  if (kindOf(model.ast, caller) !== Kind.call_expression) return { node: inner.node, run: 'elsewhere' };
  const mode = model.callAt(caller).callee === inner.node ? callMode(model, caller) : 'call';
  if (mode === 'defer') return { node: inner.node, run: 'deferred' };
  return {
    node: inner.node,
    run: mode === 'call' && model.callAt(caller).callee === inner.node ? 'here' : 'elsewhere',
  };
}

/** The goroutine that is started in the function and whose literal the view stands in. */
export function goroutineAround(model: FileModel, func: FuncInfo, view: View): Escape | undefined {
  let inner = model.func(view.func);
  while (inner !== undefined && inner.id !== func.id && inner.parent !== func.id) inner = model.func(inner.parent);
  if (inner === undefined || inner.id === func.id) return undefined;
  const call = parentOf(model.ast, model.parenthesized(inner.node));
  const isCalled = kindOf(model.ast, call) === Kind.call_expression && model.callAt(call).callee === inner.node;
  return isCalled && callMode(model, call) === 'go' ? { how: 'goroutine', at: call } : undefined;
}

/** The points of the function at which the variable gets a value. */
export function redefinitions(model: FileModel, func: FuncInfo, symbol: SymbolId): ReadonlySet<PointId> {
  const cfg = model.cfg(func);
  const points = new Set<PointId>();
  const switched = switchAround(model, symbol);
  const chosen = switched === NO_NODE ? undefined : cfg.pointOf(childIn(model.ast, switched, Field.value));
  if (chosen !== undefined) points.add(chosen);
  for (const { node, access, func: at } of model.referencesOf(symbol)) {
    if (access !== 'declare' && access !== 'write') continue;
    const point = at === func.id ? cfg.pointOf(node) : undefined;
    if (point !== undefined) points.add(point);
  }
  return points;
}

/** The type switch that gives the variable of one of its clauses its value. */
function switchAround(model: FileModel, symbol: SymbolId): NodeId {
  const info = model.symbol(symbol);
  if (info?.kind !== 'type-switch-variable') return NO_NODE;
  const clause = model.bindings.scopes[info.scope]?.node ?? NO_NODE;
  return clause === NO_NODE ? NO_NODE : parentOf(model.ast, clause);
}

/** Another Put in which the view stands. */
export function putAt(model: FileModel, puts: readonly PoolSite[], view: View, except: PoolSite): PoolSite | undefined {
  return puts.find((other) => other !== except && isWithin(model.ast, view.node, other.call.node));
}

/** The variable gets another value between a Put and the return, so that the deferred Put gives back another object. */
export function isReplaced(model: FileModel, func: FuncInfo, from: PointId, symbol: SymbolId): boolean {
  const cfg = model.cfg(func);
  const ends = redefinitions(model, func, symbol);
  return ends.size > 0 && !reaches(cfg, from, cfg.exit, (point) => ends.has(point));
}

/** `*bp = (*bp)[:0]` and `x.part = x.all[:n]` keep the memory where it is. */
export function isStoredInside(model: FileModel, { how, at }: Escape, { object }: PoolSite): boolean {
  const root = how === 'stored' ? rootOf(model, at) : undefined;
  return root !== undefined && object?.names.has(root.symbol) === true;
}

/** The field that got the memory gets another value later in the function. */
export function isTakenBack(model: FileModel, func: FuncInfo, into: NodeId, { node }: View): boolean {
  const text = model.textOf(into);
  for (let at = node; at < (model.ast.after[func.node] ?? 0); at = (at + 1) as NodeId) {
    if (kindOf(model.ast, at) !== Kind.assignment_statement || at < into) continue;
    if (model.textOf(at).startsWith(`${text} =`)) return true;
  }
  return false;
}
