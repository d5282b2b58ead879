import type { Cfg, PointId } from '../cfg/cfg.js';

/** A directed graph by lists of neighbours; nodes are indices. */
export interface Digraph {
  readonly size: number;
  readonly next: readonly (readonly number[])[];
  readonly previous: readonly (readonly number[])[];
}

/** The edges of the graph both ways. */
function digraphOf(cfg: Cfg): Digraph {
  const next = cfg.points.map((point) => point.next.map((edge) => edge.to as number));
  const previous: number[][] = cfg.points.map(() => []);
  next.forEach((to, from) => {
    for (const target of to) previous[target]?.push(from);
  });
  return { size: cfg.points.length, next, previous };
}

/** The nodes that can be reached from `root`, each before those behind it (but for edges that go back). */
export function reversePostorder(graph: Digraph, root: number): readonly number[] {
  const isSeen = new Uint8Array(graph.size);
  const order: number[] = [];
  const stack = [{ node: root, at: 0 }];
  isSeen[root] = 1;
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const to = graph.next[top.node]?.[top.at++];
    if (to === undefined) {
      order.push(top.node);
      stack.pop();
    } else if (isSeen[to] === 0) {
      isSeen[to] = 1;
      stack.push({ node: to, at: 0 });
    }
  }
  return order.reverse();
}

const kept = new WeakMap<Cfg, { readonly graph: Digraph; readonly order: readonly number[] }>();

/** The edges of the graph both ways, and its points in reverse postorder; computed once per graph. */
export function orderOf(cfg: Cfg): { readonly graph: Digraph; readonly order: readonly number[] } {
  const known = kept.get(cfg);
  if (known !== undefined) return known;
  const graph = digraphOf(cfg);
  const made = { graph, order: reversePostorder(graph, cfg.entry) };
  kept.set(cfg, made);
  return made;
}

/** The points from which an edge leads to `point`. */
export function pointsBefore(cfg: Cfg, point: PointId): readonly PointId[] {
  return (orderOf(cfg).graph.previous[point] ?? []) as readonly PointId[];
}
