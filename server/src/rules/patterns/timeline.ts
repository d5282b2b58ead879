import type { FileModel, FuncInfo, NodeId, PointId, Reference, SymbolId, SymbolInfo } from '../../semantic/index.js';
import { Kind, NO_NODE, kindOf, parentOf, reaches, standingOf } from '../../semantic/index.js';

/**
 * When an expression is evaluated: at a point of the function; `later`, at any time from the call on, as a variable
 * that a literal captures by reference; or `unknown`, in another function.
 */
export type When = PointId | 'later' | 'unknown';

/** On which side of the call an evaluation counts; in a loop a point may lie on both. */
export type Side = 'before' | 'after' | 'either';

/** The time of an evaluation. */
export interface Time {
  readonly when: When;
  readonly side: Side;
}

/** A place where a variable or a part of it is given a value. */
export interface Write {
  readonly node: NodeId;
  readonly func: FuncInfo['id'];
}

/** Writes behind the declaration; `x++` and `x += y` are writes, too. */
export function writesOf(model: FileModel, symbol: SymbolId): readonly Reference[] {
  return model.referencesOf(symbol).filter(({ access }) => access === 'write' || access === 'readwrite');
}

/** The declaration of a variable inside a loop: each time round it begins a new one, which has nothing of the old. */
export function renewalsOf(model: FileModel, symbol: SymbolInfo): readonly Write[] {
  let node = symbol.declaration;
  const body = model.func(symbol.func)?.body ?? NO_NODE;
  while (node > body && kindOf(model.ast, node) !== Kind.for_statement) node = parentOf(model.ast, node);
  return node > body ? [{ node: symbol.declaration, func: symbol.func }] : [];
}

/** The order of writes and evaluations around a call, by the control flow of the function that it stands in. */
export class Timeline {
  constructor(
    private readonly model: FileModel,
    private readonly func: FuncInfo,
    private readonly call: PointId,
  ) {}

  /** When what stands at `node` is evaluated. */
  whenOf(node: NodeId, func: FuncInfo['id']): When {
    const standing = standingOf(this.model, node, func);
    if (standing.func !== this.func.id) return 'unknown';
    const cfg = this.model.cfg(this.func);
    // Parameters have their values from the beginning.
    return standing.node < this.func.body ? cfg.entry : (cfg.pointOf(standing.node) ?? 'unknown');
  }

  /**
   * On which sides of the call the value that `definition` gives the variable may be the one that counts at that time:
   * no other write lies between. None where it does not count; where the order is not known, only what is never
   * written again counts.
   */
  sidesInForce(symbol: SymbolInfo, definition: Write, time: Time, writes: readonly Write[]): readonly Side[] {
    const others = writes.filter((write) => write.node !== definition.node);
    const at = this.whenOf(definition.node, definition.func);
    const points = this.pointsOf(others);
    const { when, side } = time;
    if (typeof at === 'string' || when === 'unknown' || points === undefined)
      return others.length === 0 ? ['either'] : [];
    const isDeclaration = definition.node === symbol.declaration;
    // A declaration comes before every use of what it declares; the graph need not be asked.
    if (others.length === 0 && isDeclaration)
      return when === 'later' || side === 'before' ? ['before'] : ['before', 'after'];
    const cfg = this.model.cfg(this.func);
    const stops = (point: PointId): boolean => points.has(point);
    if (when !== 'later') {
      if (!reaches(cfg, at, when, stops)) return [];
      return side === 'before' ? ['before'] : ['before', 'after'];
    }
    const sides: Side[] = reaches(cfg, at, this.call, stops) ? ['before'] : [];
    const renewed = this.whenOf(symbol.declaration, symbol.func);
    if (!isDeclaration && reaches(cfg, this.call, at, (point) => point === renewed)) sides.push('after');
    return sides;
  }

  /** True if what is written at `writes` has at that time the value that it has at the call. */
  isUnchanged(writes: readonly Write[], { when, side }: Time): boolean {
    if (when === 'later' || when === this.call || writes.length === 0) return true;
    const points = when === 'unknown' ? undefined : this.pointsOf(writes);
    if (points === undefined || when === 'unknown') return false;
    const isCleanBefore = (): boolean => ![...points].some((point) => this.liesBetween(when, point, this.call));
    const isCleanAfter = (): boolean => ![...points].some((point) => this.liesBetween(this.call, point, when));
    if (side !== 'after' && this.isBehind(when, this.call) && isCleanBefore()) return true;
    return side !== 'before' && this.isBehind(this.call, when) && isCleanAfter();
  }

  private isBehind(start: PointId, end: PointId): boolean {
    return reaches(this.model.cfg(this.func), start, end, () => false);
  }

  /** True if a way from `start` to `end` passes `middle`; what is written at `start` itself comes behind it. */
  private liesBetween(start: PointId, middle: PointId, end: PointId): boolean {
    const cfg = this.model.cfg(this.func);
    if (middle === end) return false;
    const isReached = middle === start || reaches(cfg, start, middle, (point) => point === end);
    return isReached && reaches(cfg, middle, end, (point) => point === start);
  }

  /** The points at which the writes stand; `undefined` if one stands in another function. */
  private pointsOf(writes: readonly Write[]): Set<PointId> | undefined {
    const points = new Set<PointId>();
    for (const write of writes) {
      const point = this.whenOf(write.node, write.func);
      if (typeof point === 'string') return undefined;
      points.add(point);
    }
    return points;
  }
}
