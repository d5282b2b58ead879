import type { Callee } from './callee-type.js';
import type { FunctionFact } from './function-facts.js';
import type { LockFact } from './lock-facts.js';
import type { LockMode } from './lock-operations.js';
import { isElement, isEmbeddedName, lastField } from './lock-operations.js';
import type { Selected } from './selected.js';
import type { Summaries } from './summaries.js';
import type { TypeName } from './type-name.js';
import type { Type } from '../semantic/index.js';

/** What a call does with a lock that its caller can name, the functions that it calls included. */
export interface LockEffect {
  /** Selectors from the parameter or variable to the lock, embedded fields written out. */
  readonly path: readonly string[];
  readonly mode: LockMode;
  /** The first that it does with the lock, on every path, is to take it. */
  readonly takesFirst: boolean;
  /** It takes the lock on every path, and nothing in it releases it. */
  readonly holds: boolean;
  /** On some path it releases the lock without having taken it before. */
  readonly releases: boolean;
}

/** What `x.Lock` and its kin are. `locker`: a method of `sync.Locker`. `unknown`: a type that nobody has read, which may be a lock. */
export type LockMethod =
  | {
      readonly is: 'lock' | 'locker' | 'unknown';
      /** The embedded fields that lead to the lock, without the lock itself. */
      readonly via: readonly string[];
      /** The lock is embedded in what the method is called on. */
      readonly isEmbedded: boolean;
    }
  /** A method or field of another meaning. */
  | { readonly is: 'other' };

const OTHER: LockMethod = { is: 'other' };

/** Tells a lock of `sync` from other types that have such a method. */
export function lockMethodOf(selected: Selected): LockMethod {
  switch (selected.what) {
    case 'method': {
      const { owner, via } = selected;
      if (owner.path !== 'sync' || !isEmbeddedName(owner.name)) return OTHER;
      return { is: 'lock', via: via.filter((name) => !isEmbeddedName(name)), isEmbedded: via.length > 0 };
    }
    case 'interface-method':
      return selected.owner?.path === 'sync'
        ? { is: 'locker', via: selected.via, isEmbedded: selected.via.length > 0 }
        : OTHER;
    case 'field':
      return OTHER;
    case 'unknown':
      return { is: 'unknown', via: [], isEmbedded: false };
  }
}

/** More functions than that are not followed for one question. */
const MAX_FUNCTIONS = 400;

/**
 * What a call does with the locks of a parameter (from 0; -1 is the receiver) or of the variable of the package with a
 * name; nothing where the body is not known.
 */
export function locksOf(summaries: Summaries, callee: Callee, root: number | string): readonly LockEffect[] {
  return summaries.answered(`locks ${root}`, callee, (own) => {
    const found = own.find(callee);
    return found === undefined ? [] : kept(found.in, found.facts, root);
  });
}

const answers = new WeakMap<Summaries, Map<string, readonly LockEffect[]>>();

function kept(summaries: Summaries, facts: readonly FunctionFact[], root: number | string): readonly LockEffect[] {
  const own = answers.get(summaries) ?? new Map<string, readonly LockEffect[]>();
  answers.set(summaries, own);
  const key = `${facts[0]?.receiver ?? ''}.${facts[0]?.name ?? ''} ${root}`;
  const known = own.get(key) ?? new Closing().of(summaries, facts, root);
  own.set(key, known);
  return known;
}

/** A lock as a package knows it, whatever variable leads there. */
export interface LockCell {
  /** The type that has the field, or in which it is embedded; `undefined` for a variable and where nobody knows. */
  readonly owner: TypeName | undefined;
  /** The field or the variable of the package; '' for an embedded lock. */
  readonly name: string;
  readonly mode: LockMode;
}

/** True if a function of the package returns with the lock released that it did not take: it goes from hand to hand. */
export function isLockHandedOver(summaries: Summaries, lock: LockCell): boolean {
  const about = lock.owner ?? { path: '', name: '' };
  return summaries.answered(`handed over ${lock.name} ${lock.mode}`, about, (own) =>
    own.all().some(({ locks }) => locks.some((fact) => fact.givesUp && isSame(own, fact, lock))),
  );
}

/** The field of `sync.Cond` that is the lock of somebody else. */
export const COND_LOCK = 'L';

function isSame(summaries: Summaries, fact: LockFact, lock: LockCell): boolean {
  if (fact.mode !== lock.mode) return false;
  const method = methodOf(summaries, fact);
  if (method.is === 'other') return false;
  const { isEmbedded } = method;
  const path = segmentsOf(fact.path);
  const last = path.length === 0 && typeof fact.root === 'string' ? fact.root : lastField(path);
  // Whatever a condition uses is the lock of somebody else.
  if (last === COND_LOCK) return true;
  const whole = named(summaries, fact.of);
  // `c.Lock()` of an embedded lock is one of `c`; so is `c.Mutex.Lock()`, of which the path does not tell.
  const isOfWhole = isEmbedded || whole?.path === 'sync';
  const owner = isEmbedded ? whole : named(summaries, fact.owner);
  const isOwner =
    owner === undefined ||
    lock.owner === undefined ||
    (owner.name === lock.owner.name && owner.path === lock.owner.path);
  if (lock.name === '') return isOfWhole && isOwner && !path.some(isElement);
  return !isEmbedded && last === lock.name && (typeof fact.root === 'string' ? fact.path === '' || isOwner : isOwner);
}

function named(summaries: Summaries, type: Type): TypeName | undefined {
  const resolved = summaries.facts.resolve(type);
  const base = resolved.tag === 'pointer' ? summaries.facts.resolve(resolved.to) : resolved;
  return base.tag === 'named' ? { path: base.path, name: base.name } : undefined;
}

function methodOf(summaries: Summaries, { of, mode }: LockFact): LockMethod {
  return lockMethodOf(summaries.facts.select(of, mode === 'write' ? 'Lock' : 'RLock'));
}

/** The selectors to the lock; `undefined` for what is no lock. */
function fullPath(summaries: Summaries, fact: LockFact): readonly string[] | undefined {
  const method = methodOf(summaries, fact);
  return method.is === 'other' ? undefined : [...segmentsOf(fact.path), ...method.via];
}

class Closing {
  private readonly known = new Map<string, readonly LockEffect[]>();

  of(summaries: Summaries, facts: readonly FunctionFact[], root: number | string): readonly LockEffect[] {
    const [first, ...others] = facts;
    if (first === undefined) return [];
    const key = `${summaries.facts.importPath} ${first.receiver}.${first.name} ${root}`;
    const before = this.known.get(key);
    if (before !== undefined || this.known.size > MAX_FUNCTIONS) return before ?? [];
    // A function that comes back to itself adds nothing on the way.
    this.known.set(key, []);
    const effects = joined([first, ...others].map((fact) => this.ofFunction(summaries, fact, root)));
    this.known.set(key, effects);
    return effects;
  }

  private ofFunction(summaries: Summaries, fact: FunctionFact, root: number | string): readonly LockEffect[] {
    const effects = new Map<string, LockEffect>();
    const released = new Set<string>();
    for (const lock of fact.locks) {
      const path = lock.root === root ? fullPath(summaries, lock) : undefined;
      // Which element it is only the function itself can tell.
      if (path === undefined || path.some(isElement)) continue;
      const { mode, takesFirst, releases, releasesUntaken } = lock;
      if (releases) released.add(keyOf(path, mode));
      const holds = takesFirst && !releases;
      merge(effects, { path, mode, takesFirst, holds, releases: releasesUntaken });
    }
    const deeper =
      typeof root === 'string' ? this.ofCalls(summaries, fact, root) : this.ofPasses(summaries, fact, root);
    for (const effect of deeper) {
      const isReleased = released.has(keyOf(effect.path, effect.mode));
      merge(effects, isReleased ? { ...effect, takesFirst: false, holds: false } : effect);
    }
    return withoutReleased([...effects.values()]);
  }

  /** What the functions do to which a parameter, or what selectors reach from it, is passed on. */
  private ofPasses(summaries: Summaries, fact: FunctionFact, root: number): readonly LockEffect[] {
    return fact.effectsOn(root).flatMap(({ callee: ref, index = 0, path, paths, where, guard }) => {
      if (ref === undefined || path.includes('[')) return [];
      const callee = summaries.calleeOf(ref);
      const target = summaries.find(callee);
      if (target === undefined) return [];
      const isMethod = callee.kind === 'method' && index < 0;
      const prefix = [...segmentsOf(path), ...(isMethod ? callee.via : [])];
      const isSure = paths === 'every' && where === 'here' && guard === 'none';
      // A receiver that is a copy has a lock of its own, unless a pointer leads to it.
      const isOwn = isSure && (!isMethod || callee.isPointerReceiver);
      return this.of(target.in, target.facts, index).map((effect) => ({
        ...effect,
        path: [...prefix, ...effect.path],
        takesFirst: isOwn && effect.takesFirst,
        holds: isOwn && effect.holds,
      }));
    });
  }

  /** What called functions do with a variable of the package; on which paths they are called is not known. */
  private ofCalls(summaries: Summaries, fact: FunctionFact, root: string): readonly LockEffect[] {
    return fact.calls.flatMap((ref) => {
      const target = summaries.find(summaries.calleeOf(ref));
      if (target?.in !== summaries) return [];
      return this.of(summaries, target.facts, root).map((effect) => ({ ...effect, takesFirst: false, holds: false }));
    });
  }
}

function merge(effects: Map<string, LockEffect>, effect: LockEffect): void {
  const key = keyOf(effect.path, effect.mode);
  const known = effects.get(key);
  if (known === undefined) effects.set(key, effect);
  else {
    effects.set(key, {
      ...effect,
      takesFirst: known.takesFirst || effect.takesFirst,
      holds: known.holds || effect.holds,
      releases: known.releases || effect.releases,
    });
  }
}

/** What one of the functions releases that are called is not held for sure. */
function withoutReleased(effects: readonly LockEffect[]): readonly LockEffect[] {
  return effects.map((effect) => (effect.releases ? { ...effect, takesFirst: false, holds: false } : effect));
}

/** Alternatives for different systems: certain is what all of them do. */
function joined(alternatives: readonly (readonly LockEffect[])[]): readonly LockEffect[] {
  const [only = []] = alternatives;
  if (alternatives.length < 2) return only;
  const all = new Map<string, LockEffect>();
  for (const effect of alternatives.flat()) merge(all, effect);
  return [...all.values()].map((effect) => {
    const each = alternatives.map((one) =>
      one.find((other) => keyOf(other.path, other.mode) === keyOf(effect.path, effect.mode)),
    );
    return {
      ...effect,
      takesFirst: each.every((one) => one?.takesFirst === true),
      holds: each.every((one) => one?.holds === true),
    };
  });
}

function keyOf(path: readonly string[], mode: LockMode): string {
  return `${path.join('.')} ${mode}`;
}

function segmentsOf(path: string): readonly string[] {
  return path === '' ? [] : path.split('.');
}
