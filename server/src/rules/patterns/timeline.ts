import type { FileModel, FuncInfo, NodeId, PointId, Reference, SymbolId } from '../../semantic/index.js';
import { reaches } from '../../semantic/index.js';

/**
 * When an expression is evaluated: at a point of the function; `later`, at any time from the call on, as a variable
 * that a literal captures by reference; or `unknown`, in another function.
 */
export type When = PointId | 'later' | 'unknown';

/** A place where a variable or a part of it is given a value. */
export interface Write {
  readonly node: NodeId;
  readonly func: FuncInfo['id'];
}

/** Writes behind the declaration; `x++` and `x += y` are writes, too. */
export function writesOf(model: FileModel, symbol: SymbolId): readonly Reference[] {
  return model.referencesOf(symbol).filter(({ access }) => access === 'write' || access === 'readwrite');
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
    if (func !== this.func.id) return 'unknown';
    const cfg = this.model.cfg(this.func);
    // Parameters have their values from the beginning.
    return node < this.func.body ? cfg.entry : (cfg.pointOf(node) ?? 'unknown');
  }

  /**
   * True if the value that `definition` gives may be the one that counts at `when`: no other write lies between. Where
   * the order is not known, only what is never written again counts.
   */
  isInForce(definition: Write, when: When, writes: readonly Write[]): boolean {
    const others = writes.filter((write) => write.node !== definition.node);
    const at = this.whenOf(definition.node, definition.func);
    const points = this.pointsOf(others);
    if (typeof at === 'string' || when === 'unknown' || points === undefined) return others.length === 0;
    const cfg = this.model.cfg(this.func);
    const until = when === 'later' ? this.call : when;
    if (reaches(cfg, at, until, (point) => points.has(point))) return true;
    return when === 'later' && reaches(cfg, this.call, at, () => false);
  }

  /** True if what is written at `writes` has at `when` the value that it has at the call, or had it then. */
  isUnchanged(writes: readonly Write[], when: When): boolean {
    if (when === 'later' || when === this.call) return true;
    const points = this.pointsOf(writes);
    if (when === 'unknown' || points === undefined) return writes.length === 0;
    return ![...points].some(
      (point) => this.liesBetween(when, point, this.call) || this.liesBetween(this.call, point, when),
    );
  }

  /** True if a way from `start` to `end` passes `middle`; what is written at `start` itself comes behind it. */
  private liesBetween(start: PointId, middle: PointId, end: PointId): boolean {
    const cfg = this.model.cfg(this.func);
    if (middle === end) return false;
    const isReached = middle === start || reaches(cfg, start, middle, (point) => point === end);
    return isReached && reaches(cfg, middle, end, () => false);
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
