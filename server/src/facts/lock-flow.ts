import type { Cfg, FileModel, FlowQuestions, FuncInfo, PointId } from '../semantic/index.js';
import { NO_NODE, bodyInPlace } from '../semantic/index.js';
import type { LockMode, LockOperation } from './lock-operations.js';
import { lockOperationsIn } from './lock-operations.js';

const inPlace = new WeakMap<FileModel, Partial<FlowQuestions>>();

/** The control flow of a function together with the literals that it calls where they stand. */
export function flowWithLiterals(model: FileModel, func: FuncInfo, known: Partial<FlowQuestions> = NO_QUESTIONS): Cfg {
  const kept = known === NO_QUESTIONS ? inPlace : withKnown(known);
  const questions = kept.get(model) ?? { ...known, bodyInPlace: (call) => bodyInPlace(model, call) };
  kept.set(model, questions);
  return model.cfgWith(func, questions);
}

const NO_QUESTIONS: Partial<FlowQuestions> = {};
const more = new WeakMap<Partial<FlowQuestions>, WeakMap<FileModel, Partial<FlowQuestions>>>();

function withKnown(known: Partial<FlowQuestions>): WeakMap<FileModel, Partial<FlowQuestions>> {
  const kept = more.get(known) ?? new WeakMap<FileModel, Partial<FlowQuestions>>();
  more.set(known, kept);
  return kept;
}

/** Which lock, in which of its halves. */
export interface LockKey {
  readonly root: string;
  readonly path: readonly string[];
  readonly mode: LockMode;
}

/**
 * `later`: it is released when the function is left, or by other code that runs who knows when. `forget`: the names mean
 * another lock from here on.
 */
export type LockStep = 'take' | 'release' | 'later' | 'take-later' | 'forget';

/** What a function does, point by point. */
export type LockSteps = ReadonlyMap<PointId, readonly LockStep[]>;

/** What a function does with a lock that it may have been called with. */
export interface LockFlow {
  /** On some path it releases the lock without having taken it before. */
  readonly releasesUntaken: boolean;
  /** On some path it returns with the lock released that somebody else had taken. */
  readonly givesUp: boolean;
}

/**
 * How the lock is held, seen from the start: `free` is as the caller had it, `given` is released although the caller
 * had it, `pending` will be released without having been taken here, and nothing matters any more once it is `settled`.
 */
export type Held = 'free' | 'taken' | 'given' | 'pending' | 'settled';

const AFTER: Readonly<Record<LockStep, Readonly<Record<Held, Held>>>> = {
  // Nobody comes past a lock that is taken.
  take: { free: 'taken', taken: 'settled', given: 'free', pending: 'settled', settled: 'settled' },
  release: { free: 'given', taken: 'free', given: 'given', pending: 'pending', settled: 'settled' },
  later: { free: 'pending', taken: 'settled', given: 'given', pending: 'pending', settled: 'settled' },
  'take-later': { free: 'settled', taken: 'settled', given: 'free', pending: 'settled', settled: 'settled' },
  forget: { free: 'free', taken: 'free', given: 'free', pending: 'free', settled: 'free' },
};

const NOTHING: ReadonlyMap<PointId, ReadonlySet<Held>> = new Map();

/** In which ways a lock may be held when a point is reached; nothing for points that are not reached. */
export function heldBefore(cfg: Cfg, steps: LockSteps): ReadonlyMap<PointId, ReadonlySet<Held>> {
  return statesOf(cfg, steps, new Set());
}

/**
 * Follows one lock through a function. A release that some way comes to with the lock taken here is taken for a release
 * of that: another way, on which it is not taken, is one that conditions rule out.
 */
export function lockFlowOf(cfg: Cfg, steps: LockSteps): LockFlow {
  const explained = new Set(
    [...statesOf(cfg, steps, new Set())].flatMap(([point, held]) => (held.has('taken') ? [point] : [])),
  );
  const states = statesOf(cfg, steps, explained);
  const atExit = states.get(cfg.exit);
  const givesUp = atExit?.has('given') === true || atExit?.has('pending') === true;
  const isUntaken = ([point, own]: readonly [PointId, readonly LockStep[]]): boolean =>
    own.includes('release') && !explained.has(point) && states.get(point)?.has('free') === true;
  return { releasesUntaken: givesUp || [...steps].some(isUntaken), givesUp };
}

/** The states before each point; at those that are explained, nobody gives away what is not taken. */
function statesOf(
  cfg: Cfg,
  steps: LockSteps,
  explained: ReadonlySet<PointId>,
): ReadonlyMap<PointId, ReadonlySet<Held>> {
  if (steps.size === 0) return NOTHING;
  const states = new Map<PointId, Set<Held>>([[cfg.entry, new Set(['free'])]]);
  const work: { readonly point: PointId; readonly before: Held }[] = [{ point: cfg.entry, before: 'free' }];
  for (let at = work.pop(); at !== undefined; at = work.pop()) {
    const { point, before } = at;
    const isLeftOut = before === 'free' && explained.has(point);
    const own = (steps.get(point) ?? []).filter((step) => !isLeftOut || (step !== 'release' && step !== 'later'));
    const held = own.reduce((state: Held, step) => AFTER[step][state], before);
    for (const { to } of cfg.points[point]?.next ?? []) {
      const known = states.get(to) ?? new Set<Held>();
      states.set(to, known);
      if (known.has(held)) continue;
      known.add(held);
      work.push({ point: to, before: held });
    }
  }
  return states;
}

/** What a function itself does with a lock, point by point; literals in it that release the lock do so `later`. */
export function lockStepsOf(model: FileModel, func: FuncInfo, cfg: Cfg, key: LockKey): LockSteps {
  const steps = new Map<PointId, LockStep[]>();
  const literals = new Set<FuncInfo>();
  for (const operation of lockOperationsIn(model, func.node)) {
    if (!isOf(operation, key)) continue;
    const point = cfg.pointOf(operation.node);
    const literal = point === undefined ? childAround(model, func, operation) : undefined;
    if (literal !== undefined) literals.add(literal);
    const step = stepOf(operation);
    if (point !== undefined && step !== undefined) push(steps, point, step);
  }
  for (const literal of literals) {
    const point = cfg.pointOf(literal.node);
    if (point !== undefined && literalReleases(model, literal, key)) push(steps, point, 'later');
  }
  return steps;
}

/** True if a literal may release the lock without having taken it itself. */
export function literalReleases(model: FileModel, literal: FuncInfo, key: LockKey): boolean {
  if (literal.body === NO_NODE) return false;
  const cfg = flowWithLiterals(model, literal);
  return lockFlowOf(cfg, lockStepsOf(model, literal, cfg, key)).releasesUntaken;
}

/** True if the operation is one of this half of this lock. */
export function isOf({ place, mode }: LockOperation, key: LockKey): boolean {
  return place !== undefined && mode === key.mode && place.root === key.root && isSamePath(place.path, key.path);
}

/** True if both name the same selectors. */
export function isSamePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, i) => name === b[i]);
}

function stepOf({ does, when }: LockOperation): LockStep | undefined {
  switch (does) {
    case 'release':
      return when === 'call' ? 'release' : 'later';
    case 'take':
      return when === 'call' ? 'take' : when === 'defer' ? 'take-later' : undefined;
    case 'try':
      // Whether it is held then depends: as if somebody else had taken care of it.
      return 'take-later';
  }
}

/** The outermost literal in `func` that the operation stands in. */
export function childAround(model: FileModel, func: FuncInfo, { func: id }: LockOperation): FuncInfo | undefined {
  let at = model.func(id);
  while (at !== undefined && at.parent !== func.id) at = model.func(at.parent);
  return at;
}

function push(steps: Map<PointId, LockStep[]>, point: PointId, step: LockStep): void {
  const list = steps.get(point);
  if (list === undefined) steps.set(point, [step]);
  else list.push(step);
}
