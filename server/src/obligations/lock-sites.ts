import type { LockMode, LockOperation, LockPlace, PackageFacts } from '../facts/index.js';
import {
  SPEAKS_OF_LOCKS,
  calleeOf,
  flowWithLiterals,
  isSamePath,
  knownFlow,
  lockMethodOf,
  lockOperationsIn,
  lockPlaceOf,
  mentionsLock,
  locksOf,
} from '../facts/index.js';
import type { Call, CallMode, Cfg, FileModel, FuncInfo, NodeId, PointId } from '../semantic/index.js';
import { Field, Kind, NO_NODE, callMode, childIn, kindOf } from '../semantic/index.js';
import { calledName } from './pair-index.js';

/** A lock as a function names it. */
export interface Lock extends LockPlace {
  /** As the code says it: `c.mu`. */
  readonly text: string;
  /** It is embedded in what the path leads to. */
  readonly isEmbedded: boolean;
}

/** An operation of a lock, or a call that is one for its caller. */
export interface LockSite {
  readonly does: 'take' | 'try' | 'release';
  readonly lock: Lock;
  readonly mode: LockMode;
  /** The call; the selector of a method value. */
  readonly node: NodeId;
  readonly when: CallMode | 'value';
  /** The function that does it for its caller, where it is not `sync` itself. */
  readonly by: string | undefined;
  /** False for a type that nobody has read: what is called `Lock` there may be something else. */
  readonly isSure: boolean;
  /** True for the types of `sync` that are locks themselves, and not for what may be half of one. */
  readonly isMutex: boolean;
}

/** What a function says of locks. */
export interface LockFunction {
  readonly model: FileModel;
  readonly facts: PackageFacts;
  readonly func: FuncInfo;
  readonly cfg: Cfg;
  /** The operations in it and in the literals inside it. */
  readonly sites: readonly LockSite[];
  /** Calls of other functions in it and in the literals inside it. */
  readonly calls: readonly Call[];
}

/** Reads the operations of a function; `undefined` if there is none. */
export function lockFunctionOf(model: FileModel, facts: PackageFacts, func: FuncInfo): LockFunction | undefined {
  if (func.body === NO_NODE || !mentionsLock(model, func.node)) return undefined;
  const own = lockOperationsIn(model, func.node).flatMap((operation) => siteOf(model, facts, operation) ?? []);
  const operations = new Set(own.map(({ node }) => node));
  const calls = model.callsIn(func.body).filter(({ node }) => !operations.has(node));
  const helped = calls.flatMap((call) => takenBy(model, facts, call));
  const sites = [...own, ...helped];
  if (sites.length === 0) return undefined;
  return { model, facts, func, cfg: flowWithLiterals(model, func, knownFlow(model, facts)), sites, calls };
}

/** The points of the function itself at which a node runs. */
export function pointIn({ cfg }: LockFunction, node: NodeId): PointId | undefined {
  return cfg.pointOf(node);
}

/** True if two names mean one lock, as long as nothing on the way is assigned. */
export function isSameLock(a: LockPlace, b: LockPlace): boolean {
  return a.root === b.root && isSamePath(a.path, b.path);
}

function siteOf(model: FileModel, facts: PackageFacts, operation: LockOperation): LockSite | undefined {
  const { place, operand, name, does, mode, node, when } = operation;
  const method = lockMethodOf(facts.select(model.typeOf(operand), name));
  if (method.is === 'other') return undefined;
  const text = model.textOf(operand).replace(/\s+/g, ' ');
  const known = place ?? unnamed(operand);
  const isEmbedded = method.isEmbedded || /\.(?:RW)?Mutex$/.test(text);
  const lock: Lock = { ...known, path: [...known.path, ...method.via], text, isEmbedded };
  return {
    does,
    lock,
    mode,
    node,
    when,
    by: undefined,
    isSure: method.is !== 'unknown',
    isMutex: method.is === 'lock',
  };
}

/** What cannot be named twice is like nothing else. */
function unnamed(operand: NodeId): LockPlace {
  return { root: `unnamed ${operand}`, symbol: -1 as LockPlace['symbol'], path: [], variables: [] };
}

/** True for a lock that code cannot name twice. */
export function isUnnamed({ root }: LockPlace): boolean {
  return root.startsWith('unnamed ');
}

/** A call of a helper that returns with a lock of its receiver or argument held, by its name: `c.lock()`. */
function takenBy(model: FileModel, facts: PackageFacts, call: Call): LockSite[] {
  const name = calledName(model, call);
  if (!SPEAKS_OF_LOCKS.test(name) || callMode(model, call.node) !== 'call') return [];
  return callEffects(model, facts, call).flatMap(({ effect, lock }): LockSite[] =>
    effect.holds
      ? [
          {
            does: 'take',
            lock,
            mode: effect.mode,
            node: call.node,
            when: 'call',
            by: name,
            isSure: true,
            isMutex: true,
          },
        ]
      : [],
  );
}

/** What a call does with a lock of its receiver or of an argument. */
export interface CallEffectOnLock {
  readonly effect: ReturnType<typeof locksOf>[number];
  readonly lock: Lock;
}

/**
 * What a call does with the locks of its receiver and arguments, by what is known of the function that it calls. Where
 * only one lock is asked `about`, what cannot lead to it is not looked at.
 */
export function callEffects(
  model: FileModel,
  facts: PackageFacts,
  call: Call,
  about?: LockPlace,
): readonly CallEffectOnLock[] {
  const places = givenTo(model, call).filter(({ place }) => about === undefined || leadsTo(place, about));
  if (places.length === 0) return [];
  const callee = calleeOf(model, facts, call);
  if (callee.kind !== 'method' && callee.kind !== 'function') return [];
  return places.flatMap(({ node, place, index }) => {
    const via = index < 0 && callee.kind === 'method' ? callee.via : [];
    // The operand of a method expression is a type, and the receiver its first argument.
    if (index < 0 && (callee.kind !== 'method' || callee.object !== node)) return [];
    const isCopy = index < 0 && callee.kind === 'method' && !callee.isPointerReceiver;
    return locksOf(facts.summaries, callee, index).map((effect) => ({
      effect: isCopy ? { ...effect, takesFirst: false, holds: false } : effect,
      lock: {
        ...place,
        path: [...place.path, ...via, ...effect.path],
        isEmbedded: false,
        text: [model.textOf(node).replace(/^&/, ''), ...via, ...effect.path].join('.'),
      },
    }));
  });
}

interface Given {
  readonly node: NodeId;
  readonly place: LockPlace;
  /** Of the argument; -1 for what the method is called on. */
  readonly index: number;
}

function givenTo(model: FileModel, call: Call): readonly Given[] {
  const ofModel = given.get(model) ?? new Map<NodeId, readonly Given[]>();
  given.set(model, ofModel);
  const known = ofModel.get(call.node) ?? readGiven(model, call);
  ofModel.set(call.node, known);
  return known;
}

/** By call: each lock of a function asks about each of its calls. */
const given = new WeakMap<FileModel, Map<NodeId, readonly Given[]>>();

function readGiven(model: FileModel, { callee, args }: Call): readonly Given[] {
  const isSelector = callee !== NO_NODE && kindOf(model.ast, callee) === Kind.selector_expression;
  const operand = isSelector ? childIn(model.ast, callee, Field.operand) : NO_NODE;
  return [operand, ...args].flatMap((node, i) => {
    const place = node === NO_NODE ? undefined : lockPlaceOf(model, node);
    return place === undefined ? [] : [{ node, place, index: i - 1 }];
  });
}

function leadsTo({ root, path }: LockPlace, lock: LockPlace): boolean {
  return root === lock.root && path.every((name, i) => name === lock.path[i]);
}

/** What a call does with a variable of the package that is a lock. */
export function packageEffects(
  model: FileModel,
  facts: PackageFacts,
  call: Call,
  lock: Lock,
): ReturnType<typeof locksOf> {
  const name = /^package ([^./]+)$/.exec(lock.root)?.[1];
  if (name === undefined) return [];
  const callee = calleeOf(model, facts, call);
  const isOwn =
    (callee.kind === 'function' && callee.path === '') || (callee.kind === 'method' && callee.receiver.path === '');
  if (!isOwn) return [];
  return locksOf(facts.summaries, callee, name).filter(({ path }) => isSamePath(path, lock.path));
}
