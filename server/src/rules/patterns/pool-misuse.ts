import type { PoolSite } from '../../facts/index.js';
import { pointAround, readPoolSites } from '../../facts/index.js';
import type { FileModel, FuncInfo, NodeId } from '../../semantic/index.js';
import { isWithin, reaches } from '../../semantic/index.js';
import type { RuleContext } from '../rule.js';
import { isGuardedTogether, isJoinedBetween } from './pool-guards.js';
import { escapeOf } from './pool-escape.js';
import { afterDeferred } from './pool-misuse-deferred.js';
import type { Misuse } from './pool-misuse-kinds.js';
import { misuseBy } from './pool-misuse-kinds.js';
import type { Given } from './pool-misuse-places.js';
import {
  givenAt,
  goroutineAround,
  isHeldAt,
  isStoredInside,
  isTakenBack,
  placeIn,
  putAt,
  redefinitions,
} from './pool-misuse-places.js';
import type { View, Views } from './pool-views.js';
import { isHarmless, viewsOf } from './pool-views.js';

/** All misuses in a function and its literals, each place once, in source order. */
export function misusesIn(context: RuleContext, func: FuncInfo): Misuse[] {
  const { model, facts } = context;
  if (!facts.pools.areUsed) return [];
  const puts = readPoolSites(model, func.node).filter((site) => isPut(context, site));
  const found = puts.flatMap((put) => misusesOf(context, put, puts));
  const places = new Set<NodeId>();
  return found
    .sort((a, b) => a.at - b.at)
    .filter(({ at }) => {
      const isFirst = !places.has(at);
      places.add(at);
      return isFirst;
    });
}

/** True for a Put on a pool, and for a call of a function of the package that does it for its parameter. */
function isPut({ facts }: RuleContext, { fact, call }: PoolSite): boolean {
  if (fact.does !== 'put') return false;
  const called = facts.pools.calledBy(fact);
  return called === undefined || facts.pools.putsOf(called).includes(call.args.length === 0 ? -1 : 0);
}

function misusesOf(context: RuleContext, put: PoolSite, puts: readonly PoolSite[]): Misuse[] {
  const { model, facts } = context;
  const { object } = put;
  if (object === undefined || object.base.length > 0) return [];
  const views = viewsOf(model, facts, put, object);
  return givenAt(model, put).flatMap((given) =>
    given.isDeferred ? afterDeferred(model, given, views, puts) : afterPut(model, given, views, puts),
  );
}

// ---- after a Put that is done at once

function afterPut(model: FileModel, given: Given, views: Views, puts: readonly PoolSite[]): Misuse[] {
  const { put, func } = given;
  const later = views.all.filter((view) => isMetLater(model, given, view, views));
  const second = later.find((view) => putAt(model, puts, view, put) !== undefined);
  const other = second === undefined ? undefined : putAt(model, puts, second, put);
  const found: Misuse[] = [];
  if (second !== undefined && other !== undefined && !isOneAlternative(model, put, other))
    found.push({ kind: 'double-put', put: other, at: other.call.callee, view: second, other: put });
  const use = later.find((view) => putAt(model, puts, view, put) === undefined && !isHarmless(model, view));
  if (use !== undefined) found.push(misuseBy(model, put, use));
  const escaped = views.all.find((view) => isEscapedBefore(model, given, view));
  return [...found, ...(escaped === undefined ? [] : [misuseBy(model, put, escaped, func)])];
}

/** A use behind the Put on a path on which the variable is not given another value. */
function isMetLater(model: FileModel, given: Given, view: View, views: Views): boolean {
  const { func, point } = given;
  if (isWithin(model.ast, view.node, given.put.call.node)) return false;
  const at = placeIn(model, func, view);
  if (at === undefined || at.run === 'deferred') return false;
  const cfg = model.cfg(func);
  const to = pointAround(model, cfg, at.node);
  if (to === undefined || to === point) return false;
  const ends = redefinitions(model, func, view.symbol);
  if (ends.has(to) && isHarmless(model, view)) return false;
  if (!reaches(cfg, point, to, (other) => ends.has(other))) return false;
  return isHeldAtPut(model, given, view, views) && !isGuardedTogether(model, given.node, at.node);
}

/** A variable of the memory must have got it before the Put, and keep it until then. */
function isHeldAtPut(model: FileModel, { func, point }: Given, view: View, views: Views): boolean {
  return views.memory.has(view.symbol) ? isHeldAt(model, func, point, view, views) : true;
}

/** Memory that was stored, sent or given to a goroutine before the Put, and is out there after it. */
function isEscapedBefore(model: FileModel, given: Given, view: View): boolean {
  const { func, point, put } = given;
  const escape = goroutineAround(model, func, view) ?? escapeOf(model, view.expression, view.what);
  if (escape === undefined || escape.how === 'returned' || view.node > put.call.node) return false;
  if (isStoredInside(model, escape, given.put)) return false;
  const at = placeIn(model, func, view);
  if (at === undefined || at.run === 'deferred') return false;
  const from = pointAround(model, model.cfg(func), at.node);
  if (from === undefined || !reaches(model.cfg(func), from, point, () => false)) return false;
  if (escape.how === 'goroutine') return !isJoinedBetween(model, func, at.node, given.node);
  return !isTakenBack(model, func, escape.at, view) && !isGuardedTogether(model, given.node, at.node);
}

/** Two Puts of which the second is reached only where the first was not done are told apart by their guards. */
function isOneAlternative(model: FileModel, first: PoolSite, second: PoolSite): boolean {
  return isGuardedTogether(model, first.call.node, second.call.node);
}
