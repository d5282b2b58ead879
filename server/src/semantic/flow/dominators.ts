import type { Cfg, PointId } from '../cfg/cfg.js';
import type { Digraph } from './order.js';
import { orderOf, reversePostorder } from './order.js';

/** Which points every path passes. */
export interface Dominators {
  /** True for a point that a path leads to. */
  has(point: PointId): boolean;
  /** True if every path to `point` passes `dominator`; a point dominates itself. False where no path leads to it. */
  dominates(dominator: PointId, point: PointId): boolean;
  /** The last point that every path to this one passes; `undefined` for the root. */
  parentOf(point: PointId): PointId | undefined;
}

const forward = new WeakMap<Cfg, Dominators>();
const backward = new WeakMap<Cfg, Dominators>();

/** Paths from the entry: `dominates(a, b)` if `b` is never reached without `a`. Computed once per graph. */
export function dominatorsOf(cfg: Cfg): Dominators {
  const known = forward.get(cfg);
  if (known !== undefined) return known;
  const { graph, order } = orderOf(cfg);
  const made = dominators(graph, order);
  forward.set(cfg, made);
  return made;
}

/**
 * Paths to the return of the function: `dominates(a, b)` if every path from `b` that returns passes `a`. Points from
 * which no path returns have none. Computed once per graph.
 */
export function postDominatorsOf(cfg: Cfg): Dominators {
  const known = backward.get(cfg);
  if (known !== undefined) return known;
  const { graph } = orderOf(cfg);
  const turned: Digraph = { size: graph.size, next: graph.previous, previous: graph.next };
  const made = dominators(turned, reversePostorder(turned, cfg.exit));
  backward.set(cfg, made);
  return made;
}

/**
 * By the method of Cooper, Harvey and Kennedy. Where every loop has one way in, the first round is right and the second
 * finds that out; there common ancestors are found by jumps, so that long chains stay cheap. `goto` may need more.
 */
function dominators(graph: Digraph, order: readonly number[]): Dominators {
  const root = order[0] ?? 0;
  const jumping = new JumpingAncestors(graph.size, root);
  const isStable = !(round(graph, order, jumping) && round(graph, order, jumping));
  const tree = isStable ? jumping : new SteppingAncestors(graph.size, order);
  if (!isStable) while (round(graph, order, tree));
  const { parent } = tree;
  const [first, last] = intervals(graph.size, order, parent);
  const has = (point: number): boolean => (first[point] ?? 0) > 0;
  return {
    has,
    dominates: (a, b) => has(a) && has(b) && (first[a] ?? 0) <= (first[b] ?? 0) && (last[b] ?? 0) <= (last[a] ?? 0),
    parentOf: (point) => {
      const found = parent[point] ?? -1;
      return found < 0 || !has(point) || point === order[0] ? undefined : (found as PointId);
    },
  };
}

/** The tree under construction. */
interface Ancestors {
  /** -1 for a node that has not been reached yet; the root is its own. */
  readonly parent: Int32Array;
  hang(node: number, parent: number): void;
  commonOf(a: number, b: number): number;
}

/** Passes all nodes once; answers whether something changed. */
function round(graph: Digraph, order: readonly number[], tree: Ancestors): boolean {
  let hasChanged = false;
  for (let i = 1; i < order.length; i++) {
    const node = order[i] ?? 0;
    let common = -1;
    for (const from of graph.previous[node] ?? []) {
      if ((tree.parent[from] ?? -1) < 0) continue;
      common = common < 0 ? from : tree.commonOf(common, from);
    }
    if (tree.parent[node] !== common) hasChanged = true;
    tree.hang(node, common);
  }
  return hasChanged;
}

/** `jump` of a node is some ancestor, so chosen that any ancestor is few jumps away. Depths are right in one round only. */
class JumpingAncestors implements Ancestors {
  readonly parent: Int32Array;
  private readonly jump: Int32Array;
  private readonly depth: Int32Array;

  constructor(size: number, root: number) {
    this.parent = new Int32Array(size).fill(-1);
    this.jump = new Int32Array(size).fill(root);
    this.depth = new Int32Array(size);
    this.parent[root] = root;
  }

  hang(node: number, parent: number): void {
    const far = this.jumpOf(parent);
    this.parent[node] = parent;
    this.depth[node] = this.depthOf(parent) + 1;
    const isEven = this.depthOf(parent) - this.depthOf(far) === this.depthOf(far) - this.depthOf(this.jumpOf(far));
    this.jump[node] = isEven ? this.jumpOf(far) : parent;
  }

  commonOf(a: number, b: number): number {
    let [low, high] = this.depthOf(a) >= this.depthOf(b) ? [a, b] : [b, a];
    while (this.depthOf(low) > this.depthOf(high)) {
      low = this.depthOf(this.jumpOf(low)) >= this.depthOf(high) ? this.jumpOf(low) : this.parentOf(low);
    }
    while (low !== high) {
      const isFar = this.jumpOf(low) !== this.jumpOf(high);
      [low, high] = isFar ? [this.jumpOf(low), this.jumpOf(high)] : [this.parentOf(low), this.parentOf(high)];
    }
    return low;
  }

  private depthOf(node: number): number {
    return this.depth[node] ?? 0;
  }

  private jumpOf(node: number): number {
    return this.jump[node] ?? node;
  }

  private parentOf(node: number): number {
    return this.parent[node] ?? node;
  }
}

/** Goes up one by one, by the places of the nodes in the order. */
class SteppingAncestors implements Ancestors {
  readonly parent: Int32Array;
  private readonly place: Int32Array;

  constructor(size: number, order: readonly number[]) {
    this.parent = new Int32Array(size).fill(-1);
    this.place = new Int32Array(size);
    order.forEach((node, i) => (this.place[node] = i));
    const root = order[0] ?? 0;
    this.parent[root] = root;
  }

  hang(node: number, parent: number): void {
    this.parent[node] = parent;
  }

  commonOf(a: number, b: number): number {
    let [one, other] = [a, b];
    while (one !== other) {
      if ((this.place[one] ?? 0) > (this.place[other] ?? 0)) one = this.parent[one] ?? 0;
      else other = this.parent[other] ?? 0;
    }
    return one;
  }
}

/** Per node the range of numbers of its subtree; 0 for nodes outside of the tree. */
function intervals(size: number, order: readonly number[], parent: Int32Array): readonly [Int32Array, Int32Array] {
  const weight = new Int32Array(size).fill(1);
  for (let i = order.length - 1; i > 0; i--) {
    const node = order[i] ?? 0;
    const above = parent[node] ?? 0;
    weight[above] = (weight[above] ?? 0) + (weight[node] ?? 0);
  }
  const first = new Int32Array(size);
  const last = new Int32Array(size);
  const free = new Int32Array(size);
  order.forEach((node, i) => {
    const above = parent[node] ?? 0;
    const start = i === 0 ? 1 : (free[above] ?? 0);
    first[node] = start;
    free[node] = start + 1;
    last[node] = start + (weight[node] ?? 1) - 1;
    if (i > 0) free[above] = start + (weight[node] ?? 1);
  });
  return [first, last];
}
