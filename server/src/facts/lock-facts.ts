import type { Cfg, FileModel, FuncInfo, PointId, SymbolId, Type } from '../semantic/index.js';
import { Field, NO_NODE, UNKNOWN, childIn, childrenIn, childrenOf, matchesOnPathsFrom } from '../semantic/index.js';
import type { LockKey } from './lock-flow.js';
import { flowWithLiterals, isOf, lockFlowOf, lockStepsOf } from './lock-flow.js';
import type { LockMode, LockOperation } from './lock-operations.js';
import { isElement, lockOperationsIn } from './lock-operations.js';

/** What a function does with a lock that its caller can name as well. Says nothing of what the functions do that it calls. */
export interface LockFact {
  /** A parameter from 0, -1 for the receiver; the name of a variable of the package. */
  readonly root: number | string;
  /** Selectors from there to what `Lock` or `Unlock` is called on, with dots between. */
  readonly path: string;
  /** The type of that, and of what its last selector is taken from. */
  readonly of: Type;
  readonly owner: Type;
  readonly mode: LockMode;
  /** The first that it does with the lock, on every path, is to take it. */
  readonly takesFirst: boolean;
  /** It releases it somewhere, literals in it included. */
  readonly releases: boolean;
  /** On some path it releases the lock without having taken it before. */
  readonly releasesUntaken: boolean;
  /** On some path it returns with the lock released that somebody else had taken. */
  readonly givesUp: boolean;
}

/** The locks of the receiver, of parameters and of the package that a function touches. */
export function readLocks(model: FileModel, func: FuncInfo): LockFact[] {
  const operations = lockOperationsIn(model, func.node);
  if (operations.length === 0) return [];
  const roots = rootsOf(model, func);
  const cfg = flowWithLiterals(model, func);
  const seen = new Set<string>();
  return operations.flatMap((operation) => {
    const { place, mode } = operation;
    const root = place === undefined ? undefined : (roots.get(place.symbol) ?? packageRoot(place.root));
    if (place === undefined || root === undefined) return [];
    const name = `${root} ${place.path.join('.')} ${mode}`;
    if (seen.has(name)) return [];
    seen.add(name);
    return [factOf(model, func, cfg, operation, { root, key: { root: place.root, path: place.path, mode } })];
  });
}

/** The variable of this package that a place begins with; those of imported packages have a dot. */
function packageRoot(root: string): string | undefined {
  const name = /^package ([^./]+)$/.exec(root)?.[1];
  return name;
}

/** Receiver and parameters that keep the value that they are called with. */
function rootsOf(model: FileModel, func: FuncInfo): ReadonlyMap<SymbolId, number> {
  const roots = new Map<SymbolId, number>();
  const add = (field: Field, first: number): void => {
    const list = childIn(model.ast, func.node, field);
    if (list === NO_NODE) return;
    const names = childrenOf(model.ast, list).flatMap((parameter) => {
      const own = childrenIn(model.ast, parameter, Field.name);
      return own.length === 0 ? [NO_NODE] : own;
    });
    names.forEach((name, i) => {
      const symbol = name === NO_NODE ? undefined : model.symbolAt(name);
      if (symbol !== undefined && isKept(model, symbol.id)) roots.set(symbol.id, first + i);
    });
  };
  add(Field.receiver, -1);
  add(Field.parameters, 0);
  return roots;
}

function isKept(model: FileModel, symbol: SymbolId): boolean {
  return model.referencesOf(symbol).every(({ access }) => access !== 'write' && access !== 'readwrite');
}

function factOf(
  model: FileModel,
  func: FuncInfo,
  cfg: Cfg,
  operation: LockOperation,
  { root, key }: { readonly root: number | string; readonly key: LockKey },
): LockFact {
  const all = lockOperationsIn(model, func.node).filter((other) => isOf(other, key));
  // Whoever takes one half and releases the other mistakes them.
  const isMixedUp = isMistaken(model, func, key, all);
  const { releasesUntaken, givesUp } = lockFlowOf(cfg, lockStepsOf(model, func, cfg, key));
  return {
    ...{ root, path: key.path.join('.'), mode: key.mode },
    ...{ of: model.typeOf(operation.operand), owner: ownerOf(model, operation) },
    takesFirst: takesFirst(cfg, all),
    releases: all.some(({ does }) => does === 'release'),
    releasesUntaken,
    // All elements in turn are taken by one loop and released by another.
    givesUp: givesUp && !isMixedUp && !isOfLoop(model, operation),
  };
}

function isOfLoop(model: FileModel, { place }: LockOperation): boolean {
  const [, ...indexes] = place?.variables ?? [];
  return place?.path.some(isElement) === true && indexes.some((id) => model.symbol(id)?.kind !== 'parameter');
}

function isMistaken(model: FileModel, func: FuncInfo, key: LockKey, own: readonly LockOperation[]): boolean {
  if (own.some(({ does }) => does !== 'release')) return false;
  const other: LockKey = { ...key, mode: key.mode === 'write' ? 'read' : 'write' };
  return lockOperationsIn(model, func.node).some((operation) => operation.does === 'take' && isOf(operation, other));
}

function ownerOf(model: FileModel, { operand }: LockOperation): Type {
  const inner = childIn(model.ast, model.unparenthesized(operand), Field.operand);
  return inner === NO_NODE ? UNKNOWN : model.typeOf(inner);
}

function takesFirst(cfg: Cfg, operations: readonly LockOperation[]): boolean {
  const first = new Map<PointId, 'match' | 'end'>();
  for (const { node, does, when } of operations) {
    const point = cfg.pointOf(node);
    if (point !== undefined && !first.has(point))
      first.set(point, does === 'take' && when === 'call' ? 'match' : 'end');
  }
  return matchesOnPathsFrom(cfg, cfg.entry, (point) => first.get(point) ?? 'nothing') === 'every';
}
