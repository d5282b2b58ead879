import type { TypeName } from '../../facts/index.js';
import { isLockHandedOver, lastField, mentionsLock } from '../../facts/index.js';
import type { DoubleLock, KeptLock, Lock, LockFunction, LockLeak, LockSite } from '../../obligations/index.js';
import {
  doubleLocksOf,
  isCounted,
  isGivenBack,
  isReleasedBeside,
  isUnnamed,
  lockEventsOf,
  lockFunctionOf,
  lockLeakOf,
  lockOwner,
  mixedUpOf,
  pointIn,
} from '../../obligations/index.js';
import type { FileModel, FuncInfo, NodeId } from '../../semantic/index.js';
import { NO_FUNC } from '../../semantic/index.js';
import type { Report, RuleContext } from '../rule.js';
import { deferLockFix, lockLeakFix, mixedUpFix } from './lock-fix.js';
import type { LockKind } from './lock-kinds.js';
import {
  describeDeferredLock,
  describeDoubleLock,
  describeLockLeak,
  describeMixedUp,
  placesOfDoubleLock,
  placesOfLockLeak,
  placesOfMixedUp,
} from './lock-text.js';

/** Reports what a declared function, and the literals in it, do wrong with the locks that they take. */
export function checkLocks(context: RuleContext, func: FuncInfo): void {
  const { model, facts } = context;
  if (!mentionsLock(model, func.node)) return;
  const done = new Set<NodeId>();
  for (const inner of functionsIn(model, func)) {
    const fn = lockFunctionOf(model, facts, inner);
    if (fn === undefined) continue;
    // A literal that is called where it stands is part of the function around it.
    const sites = fn.sites.filter(({ node }) => pointIn(fn, node) !== undefined && !done.has(node));
    for (const { node } of sites) done.add(node);
    if (sites.some(({ does }) => does !== 'release')) checkFunction(context, fn, sites);
  }
}

function functionsIn(model: FileModel, func: FuncInfo): readonly FuncInfo[] {
  return model.functionsWithin(func);
}

function checkFunction(context: RuleContext, fn: LockFunction, sites: readonly LockSite[]): void {
  const twice = doubleLocksOf(fn).filter(({ first, second }) => !isElsewhere(context, fn, first, second.mode));
  for (const one of twice) context.report(doubleLockReport(context, one));
  const explained = new Set(twice.flatMap(({ first, second }) => [second.node, ...deferredFor(first, second)]));
  for (const site of sites.filter(({ does }) => does !== 'release').slice(0, MAX_SITES)) {
    if (site.when !== 'call' || isUnnamed(site.lock) || explained.has(site.node)) continue;
    const report = reportOf(context, fn, site);
    if (report !== undefined) context.report(report);
  }
}

/** Each is followed through the whole function: of more, as only generated code has them, the rest is left out. */
const MAX_SITES = 256;

/** `mu.Lock(); defer mu.Lock()` is one mistake. */
function deferredFor(first: LockSite, second: DoubleLock['second']): readonly NodeId[] {
  return second.when === 'defer' && second.does === 'take' ? [first.node] : [];
}

function doubleLockReport({ model }: RuleContext, found: DoubleLock): Report {
  const { second } = found;
  const isMeantAsUnlock = second.when === 'defer' && second.by === undefined;
  return {
    at: model.spanOf(model.callAt(second.node).callee),
    kind: isMeantAsUnlock ? 'defer-lock' : 'double-lock',
    message: isMeantAsUnlock ? describeDeferredLock(model, found) : describeDoubleLock(model, found),
    related: placesOfDoubleLock(model, found),
    ...(isMeantAsUnlock ? deferLockFix(model, found) : {}),
  };
}

function reportOf(context: RuleContext, fn: LockFunction, site: LockSite): Report | undefined {
  const { model } = context;
  const at = model.spanOf(model.callAt(site.node).callee);
  const mixed = site.isSure && site.does === 'take' ? mixedUpOf(fn, site) : undefined;
  if (mixed !== undefined) {
    const message = describeMixedUp(model, mixed);
    return { at, kind: 'mismatched', message, related: placesOfMixedUp(model, mixed), ...mixedUpFix(model, mixed) };
  }
  const leak = lockLeakOf(fn, site);
  const kind = leak === undefined ? undefined : kindOf(context, leak);
  if (leak === undefined || kind === undefined) return undefined;
  return {
    at,
    kind,
    message: describeLockLeak(model, leak, kind),
    related: placesOfLockLeak(model, leak),
    ...gradeOf(context, leak, kind),
    ...lockLeakFix(model, leak),
  };
}

/** A lock that the function itself made is nobody's trouble for long, and what is closed may stay locked on purpose. */
function gradeOf(
  { model }: RuleContext,
  { fn, site, isExact }: LockLeak,
  kind: LockKind,
): Pick<Report, 'severity' | 'confidence' | 'doubt'> {
  const symbol = model.symbol(site.lock.symbol);
  const isOwn = symbol?.kind === 'variable' && symbol.func !== NO_FUNC;
  const isEnd = /(?:^|\.)(?:close|shutdown|stop)\w*$/i.test(fn.func.name);
  if (kind === 'never' && (isOwn || isEnd)) {
    const doubt = isOwn ? 'the lock is gone when the function returns' : 'what is closed may stay locked on purpose';
    return { confidence: 'medium', doubt, severity: 'information' };
  }
  return isExact
    ? { confidence: 'high' }
    : { confidence: 'medium', doubt: 'the function has more conditions than are followed' };
}

/** Which mistake it is; `undefined` where it may be none. */
function kindOf(context: RuleContext, leak: LockLeak): LockKind | undefined {
  const { fn, site, kept, releases } = leak;
  if (isGivenBack(fn, site) || isCounted(fn, site, releases) || isElsewhere(context, fn, site, site.mode))
    return undefined;
  const isAgain = (one: KeptLock): boolean => one.how === 'again';
  const isLoop = releases.length > 0 ? kept.every(isAgain) : kept.some(isAgain);
  if (releases.length > 0) return isLoop ? 'loop' : 'path';
  // Without a release in the function it may be a helper that locks for its callers.
  if (!site.isSure || site.by !== undefined || site.does === 'try' || !isPrivate(context, fn, site.lock))
    return undefined;
  return isLoop ? 'loop' : 'never';
}

/** True if other functions may release what this one takes: it goes from hand to hand, or a literal beside has the release. */
function isElsewhere({ facts }: RuleContext, fn: LockFunction, site: LockSite, mode: LockSite['mode']): boolean {
  const { lock } = site;
  if (isReleasedBeside(fn, { ...site, mode })) return true;
  const name = lock.isEmbedded ? '' : lastField(lock.path) || /^package ([^./]+)$/.exec(lock.root)?.[1];
  if (name === undefined) return false;
  const owner: TypeName | undefined = lockOwner(fn, lock);
  return isLockHandedOver(facts.summaries, { owner, name, mode });
}

/** True if nobody outside of the package can reach the lock, and nothing around the function releases it. */
function isPrivate({ model }: RuleContext, fn: LockFunction, lock: Lock): boolean {
  if (lock.isEmbedded) return false;
  const name = lock.path.at(-1);
  const isVariable = name === undefined;
  if (name !== undefined && /^\p{Lu}/u.test(name)) return false;
  if (isVariable && /^package (?:.*[./]|\p{Lu})/u.test(lock.root)) return false;
  const symbol = model.symbol(lock.symbol);
  const isLocal = isVariable && symbol !== undefined && symbol.func !== NO_FUNC;
  const type = isLocal ? fn.facts.resolve(model.typeOfSymbol(symbol.id)) : undefined;
  if (type !== undefined && (symbol?.kind !== 'variable' || type.tag !== 'named')) return false;
  // The lock of a captured variable, or of a literal's own receiver, may be released by another literal.
  return fn.func.kind !== 'literal' && lockEventsOf(fn, lock).every(({ does }) => does !== 'hand-on');
}
