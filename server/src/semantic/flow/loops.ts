import type { NodeId } from '../../syntax/index.js';
import type { Cfg, PointId } from '../cfg/cfg.js';
import { dominatorsOf } from './dominators.js';
import { orderOf } from './order.js';

/** Points that can be passed again and again: a `for`, or a `goto` that goes back. */
export interface FlowLoop {
  /** The point at which every iteration begins. */
  readonly top: PointId;
  /** The loop around this one. */
  readonly outer: FlowLoop | undefined;
  /** 1 for a loop that is in no other. */
  readonly depth: number;
}

export interface FlowLoops {
  readonly all: readonly FlowLoop[];
  /** The innermost loop around a point. */
  around(point: PointId): FlowLoop | undefined;
  /** The loop of a for statement; `undefined` where its body never comes to its end. */
  ofStatement(statement: NodeId): FlowLoop | undefined;
  isIn(point: PointId, loop: FlowLoop): boolean;
  /** True if `goto` makes points repeat that are in none of these loops, because there are two ways in. */
  readonly isTangled: boolean;
}

const kept = new WeakMap<Cfg, FlowLoops>();

/** The loops of a function: a point is in a loop if a path leads from it back to the loop's top. Once per graph. */
export function loopsOf(cfg: Cfg): FlowLoops {
  const known = kept.get(cfg);
  if (known !== undefined) return known;
  const made = findLoops(cfg);
  kept.set(cfg, made);
  return made;
}

interface Found {
  readonly top: PointId;
  outer: Found | undefined;
  depth: number;
}

/** Tops are visited from the last to the first, so that inner loops are there when the outer one collects its points. */
function findLoops(cfg: Cfg): FlowLoops {
  const { graph, order } = orderOf(cfg);
  const dominators = dominatorsOf(cfg);
  const innermost: (Found | undefined)[] = cfg.points.map(() => undefined);
  const place = new Int32Array(cfg.points.length).fill(order.length);
  order.forEach((point, i) => (place[point] = i));
  const found: Found[] = [];
  let isTangled = false;
  for (let i = order.length - 1; i >= 0; i--) {
    const top = order[i] as PointId;
    const later = (graph.previous[top] ?? []).filter(
      (from) => i <= (place[from] ?? 0) && dominators.has(from as PointId),
    );
    const ends = later.filter((from) => dominators.dominates(top, from as PointId));
    isTangled ||= ends.length < later.length;
    if (ends.length === 0) continue;
    const loop: Found = { top, outer: undefined, depth: 0 };
    found.push(loop);
    collect(
      loop,
      ends,
      innermost,
      (point) => graph.previous[point] ?? [],
      (point) => dominators.has(point),
    );
  }
  found.reverse();
  for (const loop of found) loop.depth = (loop.outer?.depth ?? 0) + 1;
  const byTop = new Map(found.map((loop) => [loop.top, loop]));
  return {
    all: found,
    isTangled,
    around: (point) => innermost[point],
    ofStatement: (statement) => {
      const top = cfg.loopTops.get(statement);
      return top === undefined ? undefined : byTop.get(top);
    },
    isIn: (point, loop) => {
      let at: FlowLoop | undefined = innermost[point];
      while (at !== undefined && at !== loop) at = at.outer;
      return at === loop;
    },
  };
}

/** Goes backwards from the ends of the loop; an inner loop is passed in one step. */
function collect(
  loop: Found,
  ends: readonly number[],
  innermost: (Found | undefined)[],
  before: (point: number) => readonly number[],
  isReached: (point: PointId) => boolean,
): void {
  innermost[loop.top] ??= loop;
  const work = [...ends];
  for (let point = work.pop(); point !== undefined; point = work.pop()) {
    if (!isReached(point as PointId)) continue;
    let inner = innermost[point];
    while (inner?.outer !== undefined) inner = inner.outer;
    if (inner === loop) continue;
    if (inner === undefined) innermost[point] = loop;
    else inner.outer = loop;
    for (const from of before(inner?.top ?? point)) work.push(from);
  }
}
