import type { LockMode } from '../facts/index.js';
import { heldBefore, lockFlowOf } from '../facts/index.js';
import type { Edge, Fact, FuncInfo, NodeId, Point, PointId, SearchResult } from '../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  childIn,
  childrenOf,
  contextOf,
  isWithin,
  kindOf,
  loopsInFlow,
  reaches,
  runsInPlace,
  searchPaths,
} from '../semantic/index.js';
import type { LockEvent } from './lock-events.js';
import { lockEventsOf, stepsOf } from './lock-events.js';
import type { LockFunction, LockSite } from './lock-sites.js';
import { lockFunctionOf, pointIn } from './lock-sites.js';

/** A way on which a function keeps a lock. */
export interface KeptLock {
  /** `returns`: the function returns. `again`: the next iteration of a loop takes it, or another one like it. */
  readonly how: 'returns' | 'again';
  /** The last statement on the way; `NO_NODE` for none. */
  readonly node: NodeId;
  /** The points from the lock to there. */
  readonly path: readonly PointId[];
}

/** What a function does wrong with a lock that it takes. */
export interface LockLeak {
  readonly site: LockSite;
  readonly fn: LockFunction;
  readonly events: readonly LockEvent[];
  /** At least one; shortest first. */
  readonly kept: readonly KeptLock[];
  /** The places at which the function releases this half of this lock on other ways. */
  readonly releases: readonly LockEvent[];
  /** False if a bound was hit: a path may be one that never runs. */
  readonly isExact: boolean;
}

/** A lock that is taken by who has it. */
export interface DoubleLock {
  readonly fn: LockFunction;
  /** Where the lock was taken that is still held. */
  readonly first: LockSite;
  /** Where it is taken again. */
  readonly second: LockEvent;
  readonly events: readonly LockEvent[];
}

/** A lock of which the other half is released. */
export interface MixedUp {
  readonly fn: LockFunction;
  readonly site: LockSite;
  readonly release: LockEvent;
}

/** The ways on which a lock that the site takes is not released; `undefined` if there is none. */
export function lockLeakOf(fn: LockFunction, site: LockSite): LockLeak | undefined {
  const { model, cfg } = fn;
  const from = pointIn(fn, site.node);
  if (from === undefined) return undefined;
  const events = lockEventsOf(fn, site.lock);
  const releases = events.filter(({ does, mode }) => does === 'release' && mode === site.mode);
  const ends = new Set(
    events.filter((event) => endsDuty(event, site) && event.point !== from).map(({ point }) => point),
  );
  const forgets = new Set(events.filter(({ does }) => does === 'forget').map(({ point }) => point));
  const choices = releases.flatMap((event) => choiceAround(fn, event, site) ?? []);
  const start = startOf(fn, site);
  if (start === undefined) return undefined;
  const isReleasedAtExit = releases.some(
    ({ point, when }) => when !== 'call' && reaches(cfg, point, from, () => false),
  );
  const isOwnRound = releases.length > 0 && isNotShared(fn, site);
  const result = searchPaths(model, cfg, {
    from,
    assume: start.assume,
    at: (point) => {
      if (point.id === from) return 'match';
      if (ends.has(point.id) || point.id === cfg.panic || point.id === cfg.goexit) return 'end';
      if (forgets.has(point.id)) return isOwnRound ? 'match' : 'end';
      return point.id === cfg.exit ? (isReleasedAtExit ? 'end' : 'match') : 'pass';
    },
    over: (point, edge) => {
      if (edge.label === 'recovered' || (point.id === from && edge.label === start.not)) return 'end';
      return choices.some((choice) => isLeftOut(fn, choice, point, edge)) ? 'end' : 'pass';
    },
  });
  const kept = keptIn(fn, site, result);
  return kept.length === 0 ? undefined : { site, fn, events, kept, releases, isExact: result.isExact };
}

/** A lock that is released before it is taken belongs to the caller, who gets it back; so does one that will be released. */
export function isGivenBack(fn: LockFunction, site: LockSite): boolean {
  const point = pointIn(fn, site.node);
  const before = point === undefined ? undefined : heldCounting(fn, site).get(point);
  return before?.has('given') === true || before?.has('pending') === true;
}

type Held = ReturnType<typeof heldBefore>;

/** Per lock and mode: a function may take one lock many times. */
const counted = new WeakMap<LockFunction, Map<string, Held>>();

function heldCounting(fn: LockFunction, { lock, mode }: LockSite): Held {
  const ofFunction = counted.get(fn) ?? new Map<string, Held>();
  counted.set(fn, ofFunction);
  const key = `${mode} ${lock.root} ${lock.path.join('.')}`;
  const known = ofFunction.get(key);
  if (known !== undefined) return known;
  // What is released by another name before does not matter: what it was taken by has that name, too.
  const events = lockEventsOf(fn, lock).filter(({ does, when }) => does !== 'hand-on' || when === 'value');
  const held = heldBefore(fn.cfg, stepsOf(events, mode, 'counts'));
  ofFunction.set(key, held);
  return held;
}

function endsDuty({ does, mode, when }: LockEvent, site: LockSite): boolean {
  if (does === 'release') return mode === site.mode || when !== 'call';
  if (does === 'hand-on') return mode === site.mode;
  return (does === 'take' || does === 'use') && when === 'call';
}

interface Start {
  readonly assume: readonly Fact[];
  /** The edge on which a try has failed. */
  readonly not: Edge['label'] | undefined;
}

/** Where the lock is held behind the point; `undefined` where nobody can tell whether a try succeeded. */
function startOf({ model, cfg }: LockFunction, { does, node }: LockSite): Start | undefined {
  if (does !== 'try') return { assume: [], not: undefined };
  const point = cfg.points[cfg.pointOf(node) ?? -1];
  if (point?.kind === 'condition' && model.unparenthesized(point.node) === node) return { assume: [], not: 'false' };
  const what = contextOf(model, node);
  return what.does === 'alias' ? { assume: [{ symbol: what.symbol, value: 'true' }], not: undefined } : undefined;
}

/** An `if` without `else` in which the lock is released, and behind which the function goes on as without it. */
function choiceAround({ model }: LockFunction, { node, when }: LockEvent, site: LockSite): NodeId | undefined {
  const { ast } = model;
  if (when !== 'call') return undefined;
  let at = node;
  while (at > 0 && kindOf(ast, at) !== Kind.func_literal) {
    const parent = ast.parent[at] as NodeId;
    const isChoice =
      kindOf(ast, parent) === Kind.if_statement &&
      childIn(ast, parent, Field.consequence) === at &&
      childIn(ast, parent, Field.alternative) === NO_NODE;
    if (isChoice) return isWithin(ast, site.node, parent) || jumps(model, at) ? undefined : parent;
    at = parent;
  }
  return undefined;
}

const JUMPS: ReadonlySet<Kind> = new Set([
  Kind.return_statement,
  Kind.break_statement,
  Kind.continue_statement,
  Kind.goto_statement,
]);

function jumps({ ast }: LockFunction['model'], block: NodeId): boolean {
  let last: NodeId | undefined = block;
  while (last !== undefined && (kindOf(ast, last) === Kind.block || kindOf(ast, last) === Kind.statement_list)) {
    last = childrenOf(ast, last).at(-1);
  }
  return last !== undefined && JUMPS.has(kindOf(ast, last));
}

/** True for the edge by which the `if` is left out. */
function isLeftOut({ model, cfg }: LockFunction, choice: NodeId, point: Point, edge: Edge): boolean {
  const { ast } = model;
  if (point.kind !== 'condition' || !isWithin(ast, point.node, childIn(ast, choice, Field.condition))) return false;
  const to = cfg.points[edge.to]?.node ?? NO_NODE;
  return to === NO_NODE || !isWithin(ast, to, choice);
}

/** True for a lock of a variable that is a new one each round and that nothing else refers to. */
function isNotShared({ model }: LockFunction, { lock }: LockSite): boolean {
  const symbol = model.symbol(lock.symbol);
  return symbol?.kind === 'loop-variable' && lock.path.length > 0 && lock.variables.length === 1;
}

/** The ways, one for each last statement; one that comes to the next iteration of the loop is at its end there. */
function keptIn({ model, cfg, func }: LockFunction, site: LockSite, result: SearchResult): readonly KeptLock[] {
  const loop = loopsInFlow(model, site.node, func.id)[0];
  const top = loop === undefined ? undefined : cfg.loopTops.get(loop);
  const ways = new Map<string, KeptLock>();
  for (const { point, last, points } of result.found) {
    const at = top === undefined ? -1 : points.indexOf(top);
    const before = at < 0 ? last : (points[at - 1] ?? cfg.pointOf(site.node));
    const how = at < 0 && point === cfg.exit ? 'returns' : 'again';
    const node = cfg.points[before ?? point]?.node ?? NO_NODE;
    const key = `${how} ${node}`;
    if (!ways.has(key)) ways.set(key, { how, node, path: points });
  }
  return [...ways.values()];
}

/** True for a lock that a loop takes again and again, and that only other loops release: they count. */
export function isCounted({ model, func }: LockFunction, { node }: LockSite, releases: readonly LockEvent[]): boolean {
  const loops = new Set(loopsInFlow(model, node, func.id));
  const isOther = ({ node: at }: LockEvent): boolean => {
    const around = loopsInFlow(model, at, func.id);
    return around.length > 0 && !around.some((loop) => loops.has(loop));
  };
  return loops.size > 0 && releases.length > 0 && releases.every(isOther);
}

/** True if another function in the same declaration releases the lock without having taken it. */
export function isReleasedBeside({ model, facts, func }: LockFunction, { lock, mode }: LockSite): boolean {
  const outermost = declarationOf(model, func);
  return model.bindings.functions.some((other) => {
    if (other.id === func.id || runsInPlace(model, other) || !model.isFuncWithin(other.id, outermost.id)) return false;
    const beside = lockFunctionOf(model, facts, other);
    if (beside === undefined) return false;
    return lockFlowOf(beside.cfg, stepsOf(lockEventsOf(beside, lock), mode, 'counts')).givesUp;
  });
}

function declarationOf(model: LockFunction['model'], func: FuncInfo): FuncInfo {
  let at = func;
  for (let parent = model.func(at.parent); parent !== undefined; parent = model.func(at.parent)) at = parent;
  return at;
}

/** Everything that takes a lock which the function has for sure, in the order of points. */
export function doubleLocksOf(fn: LockFunction): readonly DoubleLock[] {
  const first = new Map<string, LockSite>();
  for (const site of fn.sites) {
    const key = `${site.lock.root} ${site.lock.path.join('.')}`;
    if (site.does === 'take' && site.when === 'call' && pointIn(fn, site.node) !== undefined && !first.has(key)) {
      first.set(key, site);
    }
  }
  // The two halves of an `RWMutex` look alike as `sync.Locker`.
  return [...first.values()].filter(({ isMutex }) => isMutex).flatMap((site) => doubleLocksOfOne(fn, site));
}

function doubleLocksOfOne(fn: LockFunction, site: LockSite): DoubleLock[] {
  const events = lockEventsOf(fn, site.lock);
  const seconds = events.filter(
    ({ does, when }) => (does === 'take' || does === 'use') && (when === 'call' || when === 'defer'),
  );
  if (seconds.length < 2) return [];
  const isHeld = (mode: LockMode): ((point: PointId) => boolean) => {
    const held = heldBefore(fn.cfg, stepsOf(events, mode, 'is still held'));
    return (point) => held.get(point)?.size === 1 && held.get(point)?.has('taken') === true;
  };
  const isHeldBy = { write: isHeld('write'), read: isHeld('read') };
  return seconds.flatMap((second): DoubleLock[] => {
    const isAgain = isHeldBy.write(second.point) || (second.mode === 'write' && isHeldBy.read(second.point));
    if (!isAgain || (second.when === 'defer' && isReleasedBefore(fn, events, second))) return [];
    const holder = holderOf(fn, site, second);
    return holder === undefined ? [] : [{ fn, first: holder, second, events }];
  });
}

/** The lock that is held there: the last one in the text. */
function holderOf(fn: LockFunction, { lock }: LockSite, second: LockEvent): LockSite | undefined {
  return fn.sites
    .filter(
      ({ does, when, node, lock: other }) =>
        does === 'take' && when === 'call' && node < second.node && isSame(other, lock),
    )
    .at(-1);
}

function isSame(a: LockSite['lock'], b: LockSite['lock']): boolean {
  return a.root === b.root && a.path.join('.') === b.path.join('.');
}

/** True if something may release the lock between a defer statement and the time at which what it defers runs. */
function isReleasedBefore({ cfg }: LockFunction, events: readonly LockEvent[], second: LockEvent): boolean {
  return events.some(
    ({ does, point, when }) =>
      (does === 'release' || does === 'hand-on') &&
      (reaches(cfg, second.point, point, () => false) || (when !== 'defer' && when !== 'call')),
  );
}

/** The release of the other half that comes first behind a lock of which this half is released nowhere. */
export function mixedUpOf(fn: LockFunction, site: LockSite): MixedUp | undefined {
  const from = pointIn(fn, site.node);
  const events = lockEventsOf(fn, site.lock);
  const others = events.filter(({ mode, does }) => mode !== site.mode && (does === 'take' || does === 'release'));
  if (from === undefined || others.some(({ does }) => does === 'take')) return undefined;
  const isReleased = events.some(({ mode, does }) => does === 'hand-on' || (mode === site.mode && does === 'release'));
  const release = others.find(({ point, when }) => when !== 'value' && reaches(fn.cfg, from, point, () => false));
  return isReleased || release === undefined ? undefined : { fn, site, release };
}
