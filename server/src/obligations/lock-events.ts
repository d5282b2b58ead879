import type { LockMode, LockStep, TypeName } from '../facts/index.js';
import { COND_LOCK, handsOnAddress, isElement, isSamePath, lastField, literalReleases } from '../facts/index.js';
import type { CallMode, FuncInfo, NodeId, PointId, SymbolId } from '../semantic/index.js';
import { callMode, contextOf, usesOf } from '../semantic/index.js';
import type { Lock, LockFunction, LockSite } from './lock-sites.js';
import { callEffects, isSameLock, isUnnamed, packageEffects, pointIn } from './lock-sites.js';
import { lockOwner } from './lock-owner.js';
import { standingPoints } from './standing.js';

/** Something that happens to a lock at a point of a function. */
export interface LockEvent {
  /**
   * `take`: it is locked. `use`: what is called locks it on every path, and unlocks it. `release`: it is unlocked.
   * `hand-on`: somebody else may unlock it from here on, or it cannot be told from another lock. `forget`: the names mean
   * another lock from here on.
   */
  readonly does: 'take' | 'use' | 'release' | 'hand-on' | 'forget';
  readonly point: PointId;
  /** The call; the identifier that is assigned. */
  readonly node: NodeId;
  readonly mode: LockMode;
  readonly when: CallMode | 'value';
  /** The function that does it, where it is not `sync` itself. */
  readonly by: string | undefined;
}

const kept = new WeakMap<LockFunction, Map<string, readonly LockEvent[]>>();

/** What happens to a lock in a function, in the order of points; both halves of an `RWMutex`. */
export function lockEventsOf(fn: LockFunction, lock: Lock): readonly LockEvent[] {
  const known = kept.get(fn) ?? new Map<string, readonly LockEvent[]>();
  kept.set(fn, known);
  const key = `${lock.root} ${lock.path.join('.')}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const events = [
    ...operationEvents(fn, lock),
    ...callEvents(fn, lock),
    ...literalEvents(fn, lock),
    ...handOnEvents(fn, lock),
    ...forgetEvents(fn, lock),
  ].sort((a, b) => a.point - b.point || a.node - b.node);
  known.set(key, events);
  return events;
}

/** The steps of one half of the lock, in the order of points. What is deferred may be taken for held until the end. */
export function stepsOf(
  events: readonly LockEvent[],
  mode: LockMode,
  deferred: 'counts' | 'is still held',
): Map<PointId, LockStep[]> {
  const steps = new Map<PointId, LockStep[]>();
  for (const event of events) {
    if (event.does !== 'forget' && event.mode !== mode) continue;
    if (event.does === 'release' && event.when === 'defer' && deferred === 'is still held') continue;
    const step = stepOf(event);
    if (step === undefined) continue;
    const list = steps.get(event.point);
    if (list === undefined) steps.set(event.point, [step]);
    else list.push(step);
  }
  return steps;
}

function stepOf({ does, when }: LockEvent): LockStep | undefined {
  switch (does) {
    case 'take':
      return when === 'call' ? 'take' : when === 'defer' ? 'take-later' : undefined;
    case 'release':
      return when === 'call' ? 'release' : 'later';
    case 'use':
      return undefined;
    case 'hand-on':
      return 'later';
    case 'forget':
      return 'forget';
  }
}

function operationEvents(fn: LockFunction, lock: Lock): LockEvent[] {
  return fn.sites.flatMap((site): LockEvent[] => {
    const { node, mode, when, by } = site;
    const point = pointIn(fn, node);
    if (point === undefined) return [];
    const about = { point, node, mode, when, by };
    if (isSameLock(site.lock, lock)) return site.does === 'try' ? [] : [{ does: site.does, ...about }];
    return site.does === 'release' && mayBeSame(fn, site.lock, lock) ? [{ does: 'hand-on', ...about }] : [];
  });
}

/** True if two names of which at least one may change its meaning may stand for one lock: their last selectors agree. */
function mayBeSame(fn: LockFunction, a: Lock, b: Lock): boolean {
  const [owner, other] = [lockOwner(fn, a), lockOwner(fn, b)];
  if (owner !== undefined && other !== undefined && !isSameType(owner, other)) return false;
  if (isUnnamed(a)) return a.path.at(-1) === b.path.at(-1) || lastName(a) === lastName(b);
  if (lastName(a) === COND_LOCK) return true;
  if (lastName(a) !== lastName(b) && (a.path.length > 0 || b.path.length > 0)) return false;
  return !(isFixed(fn, a) && isFixed(fn, b)) || (a.root === b.root && hasElement(a) && hasElement(b));
}

function isSameType(a: TypeName, b: TypeName): boolean {
  return a.path === b.path && a.name === b.name;
}

function lastName({ path, text }: Lock): string {
  return path.length > 0 ? lastField(path) : text.slice(text.lastIndexOf('.') + 1);
}

function hasElement({ path }: Lock): boolean {
  return path.some(isElement);
}

/** Receivers, parameters and variables of the package that nothing is assigned to, and locks that are variables themselves. */
function isFixed({ model }: LockFunction, { symbol, path, root }: Lock): boolean {
  if (root.startsWith('package ')) return true;
  const kind = model.symbol(symbol)?.kind;
  const isGiven = kind === 'receiver' || kind === 'parameter';
  if (!isGiven && path.length > 0) return false;
  return model.referencesOf(symbol).every(({ access }) => access !== 'write' && access !== 'readwrite');
}

function callEvents(fn: LockFunction, lock: Lock): LockEvent[] {
  const { model, facts, func, cfg, calls, sites } = fn;
  const helpers = new Set(sites.filter(({ by }) => by !== undefined).map(({ node }) => node));
  return calls.flatMap((call): LockEvent[] => {
    const own = callEffects(model, facts, call, lock).filter((one) => isSameLock(one.lock, lock));
    const effects = [...own.map(({ effect }) => effect), ...packageEffects(model, facts, call, lock)];
    if (effects.length === 0) return [];
    const when = callMode(model, call.node);
    const by = model.textOf(call.callee);
    return effects.flatMap((effect): LockEvent[] => {
      const about = { node: call.node, mode: effect.mode, when, by };
      if (effect.releases) {
        return standingPoints(model, func, cfg, call.node).map((point) => ({ does: 'release', point, ...about }));
      }
      const point = cfg.pointOf(call.node);
      const isTaken = effect.takesFirst && point !== undefined && !helpers.has(call.node);
      return isTaken ? [{ does: 'use', point, ...about }] : [];
    });
  });
}

/** Literals in the function that unlock what they have not locked, at the places at which they run or are handed on. */
function literalEvents(fn: LockFunction, lock: Lock): LockEvent[] {
  const { model, func, cfg, sites } = fn;
  const literals = new Map<FuncInfo, LockSite>();
  for (const site of sites) {
    if (site.does !== 'release' || pointIn(fn, site.node) !== undefined) continue;
    if (!isSameLock(site.lock, lock) && !mayBeSame(fn, site.lock, lock)) continue;
    const literal = literalAround(fn, site.node);
    if (literal !== undefined) literals.set(literal, site);
  }
  return [...literals].flatMap(([literal, site]): LockEvent[] => {
    const { mode } = site;
    // The text of the operation, not the lock with embedded fields written out, is what the literal says.
    const raw = fn.sites.filter((other) => isSameLock(other.lock, site.lock) && other.mode === mode);
    const isHelped = raw.some(({ by }) => by !== undefined);
    if (!isHelped && !releases(fn, literal, site)) return [];
    const what = contextOf(model, literal.node);
    const when = what.does === 'called' ? callMode(model, what.call) : 'value';
    const points = standingPoints(model, func, cfg, site.node);
    const does = isSameLock(site.lock, lock) ? 'release' : 'hand-on';
    return points.map((point) => ({
      does,
      point,
      node: site.node,
      mode,
      when: when === 'call' ? 'value' : when,
      by: undefined,
    }));
  });
}

function releases({ model }: LockFunction, literal: FuncInfo, { lock, mode }: LockSite): boolean {
  // Embedded fields that the text leaves out are not part of the name there.
  for (let length = lock.path.length; length >= 0; length--) {
    if (literalReleases(model, literal, { root: lock.root, path: lock.path.slice(0, length), mode })) return true;
  }
  return isUnnamed(lock);
}

/** The outermost literal of the function around a node. */
function literalAround({ model, func }: LockFunction, node: NodeId): FuncInfo | undefined {
  let at = model.funcAt(node);
  while (at !== undefined && at.parent !== func.id) at = model.func(at.parent);
  return at;
}

/** Places at which the address of the lock goes to somebody whose code is not known. */
function handOnEvents(fn: LockFunction, lock: Lock): LockEvent[] {
  const { model, facts, func, cfg } = fn;
  if (model.symbol(lock.symbol) === undefined) return [];
  return usesOf(model, lock.symbol).flatMap(({ expression, path, what }): LockEvent[] => {
    if (what.does === 'method' || what.does === 'declared' || !isSamePath(path, lock.path)) return [];
    if (!handsOnAddress(model, expression)) return [];
    const outer = what.does === 'address' ? contextOf(model, what.expression) : what;
    if (outer.does === 'argument') {
      const call = model.callAt(outer.call);
      if (isHarmless(model.textOf(call.callee)) || callEffects(model, facts, call, lock).length > 0) return [];
    }
    const halves: readonly LockMode[] = ['write', 'read'];
    return standingPoints(model, func, cfg, expression).flatMap((point) =>
      halves.map((mode) => ({ does: 'hand-on', point, node: expression, mode, when: 'value', by: undefined })),
    );
  });
}

/** A condition uses the lock of whoever waits, and gives it back. */
function isHarmless(callee: string): boolean {
  return callee === 'sync.NewCond';
}

/** Assignments after which the names mean another lock. */
function forgetEvents(fn: LockFunction, lock: Lock): LockEvent[] {
  const { cfg } = fn;
  return lock.variables
    .flatMap((symbol) => changesOf(fn, symbol, lock))
    .flatMap((node): LockEvent[] => {
      const point = cfg.pointOf(node);
      return point === undefined ? [] : [{ does: 'forget', point, node, mode: 'write', when: 'call', by: undefined }];
    });
}

function changesOf({ model }: LockFunction, symbol: SymbolId, lock: Lock): NodeId[] {
  if (model.symbol(symbol) === undefined) return [];
  const whole = model
    .referencesOf(symbol)
    .filter(({ access }) => access === 'declare' || access === 'write' || access === 'readwrite')
    .map(({ node }) => node);
  if (symbol !== lock.symbol) return whole;
  const parts = usesOf(model, symbol).filter(
    ({ path, what }) =>
      what.does === 'assigned' &&
      path.length > 0 &&
      path.length <= lock.path.length &&
      path.every((name, i) => name === lock.path[i]),
  );
  return [...whole, ...parts.map(({ expression }) => expression)];
}
