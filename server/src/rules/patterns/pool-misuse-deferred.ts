import type { PoolSite } from '../../facts/index.js';
import { pointAround } from '../../facts/index.js';
import type { FileModel, FuncInfo, NodeId, PointId } from '../../semantic/index.js';
import { afterOf, callMode, isWithin, reaches } from '../../semantic/index.js';
import { isJoinedBetween } from './pool-guards.js';
import type { Escape } from './pool-escape.js';
import { escapeOf } from './pool-escape.js';
import type { Misuse } from './pool-misuse-kinds.js';
import { misuseBy } from './pool-misuse-kinds.js';
import type { Given } from './pool-misuse-places.js';
import {
  goroutineAround,
  isHeldAt,
  isReplaced,
  isStoredInside,
  isTakenBack,
  placeIn,
  putAt,
  redefinitions,
} from './pool-misuse-places.js';
import type { View, Views } from './pool-views.js';

/** A view with the point of the function that defers the Put. */
interface Met {
  readonly view: View;
  readonly node: NodeId;
  readonly run: 'here' | 'deferred' | 'elsewhere';
  readonly where: PointId;
}

/** What is wrong under a Put that runs when the function returns. */
export function afterDeferred(model: FileModel, given: Given, views: Views, puts: readonly PoolSite[]): Misuse[] {
  return views.all.flatMap((view) => {
    const met = isWithin(model.ast, view.node, given.node) ? undefined : metAt(model, given.func, view);
    if (met === undefined) return [];
    const other = putAt(model, puts, view, given.put);
    if (other !== undefined) return secondPut(model, given, met, other);
    const isBefore = reaches(model.cfg(given.func), met.where, given.point, () => false);
    if (met.run === 'deferred' && isBefore) return isDeferredUse(model, view) ? [misuseBy(model, given.put, view)] : [];
    const escape = escapeUnder(model, given, met, views);
    if (escape === undefined) return [];
    const kind = escape.how === 'goroutine' ? 'goroutine' : 'deferred-escape';
    return [{ kind, put: given.put, at: view.expression, view, escape }];
  });
}

function metAt(model: FileModel, func: FuncInfo, view: View): Met | undefined {
  const at = placeIn(model, func, view);
  const where = at === undefined ? undefined : pointAround(model, model.cfg(func), at.node);
  return at === undefined || where === undefined ? undefined : { view, where, ...at };
}

/** A Put of the same object in sight of the deferred one. */
function secondPut(
  model: FileModel,
  { func, point, put }: Given,
  { view, run, where }: Met,
  other: PoolSite,
): Misuse[] {
  const ends = redefinitions(model, func, view.symbol);
  const isSame = run === 'here' && reaches(model.cfg(func), point, where, (to) => ends.has(to));
  if (!isSame || isReplaced(model, func, where, view.symbol)) return [];
  return [{ kind: 'double-put', put: other, at: other.call.callee, view, other: put }];
}

/** How memory of the object leaves the function that puts it back at its end. */
function escapeUnder(model: FileModel, given: Given, met: Met, views: Views): Escape | undefined {
  const { func, put } = given;
  const { view, node, run, where } = met;
  const started = goroutineAround(model, func, view);
  const escape = started ?? escapeOf(model, view.expression, view.what);
  const isSeen = run === 'here' || started !== undefined;
  if (escape === undefined || !isSeen || isStoredInside(model, escape, put)) return undefined;
  if (!isCovered(model, given, met, views) || !isOnPathWith(model, func, given, where)) return undefined;
  const end = afterOf(model.ast, func.node);
  if (escape.how === 'goroutine' && isJoinedBetween(model, func, node, end)) return undefined;
  return escape.how === 'stored' && isTakenBack(model, func, escape.at, view) ? undefined : escape;
}

/** The variable still has the object, or memory of it. */
function isCovered(model: FileModel, { func, point }: Given, { view, where }: Met, views: Views): boolean {
  if (views.memory.has(view.symbol)) return isHeldAt(model, func, where, view, views);
  const ends = redefinitions(model, func, view.symbol);
  return view.of === 'memory' || reaches(model.cfg(func), point, where, (other) => ends.has(other));
}

/** `defer x.Reset()` above `defer pool.Put(x)` runs behind it: the last deferred call runs first. */
function isDeferredUse(model: FileModel, { what, node }: View): boolean {
  const call = what.does === 'method' ? what.call : undefined;
  return call !== undefined && callMode(model, call) === 'defer' && isWithin(model.ast, node, call);
}

/** The defer statement lies on a path with the escape: one that is never registered gives nothing back. */
function isOnPathWith(model: FileModel, func: FuncInfo, { point }: Given, where: PointId): boolean {
  const cfg = model.cfg(func);
  return where === point || reaches(cfg, point, where, () => false) || reaches(cfg, where, point, () => false);
}
