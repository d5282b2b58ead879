import type { NodeId } from '../../syntax/index.js';
import type { Cfg, PointId } from '../cfg/cfg.js';
import { dominatorsOf } from './dominators.js';
import { loopsOf } from './loops.js';
import { orderOf, pointsBefore } from './order.js';
import { reaches } from './paths.js';

/** A deferred call that runs at an exit. Its function value and its arguments were evaluated at the defer statement. */
export interface Deferred {
  /** The defer statement. */
  readonly node: NodeId;
  readonly point: PointId;
  /** `certain`: every path to the exit passes the defer statement. `possible`: some do. */
  readonly runs: 'certain' | 'possible';
  /** In a loop it may run once per iteration. */
  readonly isRepeated: boolean;
}

/** A point from which the function is left, and how. */
export interface Leaving {
  readonly from: PointId;
  /** `Cfg.exit`, `Cfg.panic` or `Cfg.goexit`. */
  readonly by: PointId;
}

/** Every edge that leaves the function. */
export function leavingsOf(cfg: Cfg): readonly Leaving[] {
  return [cfg.exit, cfg.panic, cfg.goexit].flatMap((by) => {
    const reached = pointsBefore(cfg, by).filter((from) => dominatorsOf(cfg).has(from));
    return [...new Set(reached)].map((from) => ({ from, by }));
  });
}

/**
 * The deferred calls that run when the function is left behind `point`, in the order in which they run: the last one
 * deferred first. Nothing runs where the process ends; the caller does not ask there.
 */
export function deferredAt(cfg: Cfg, point: PointId): readonly Deferred[] {
  if (cfg.defers.length === 0) return [];
  const dominators = dominatorsOf(cfg);
  const passed = pointsTo(cfg, point);
  const place = placesOf(cfg);
  return cfg.defers
    .flatMap((node) => {
      const at = cfg.pointOf(node);
      if (at === undefined || !passed.has(at) || !dominators.has(at)) return [];
      const runs: Deferred['runs'] = dominators.dominates(at, point) ? 'certain' : 'possible';
      return [{ node, point: at, runs, isRepeated: isRepeated(cfg, at) }];
    })
    .sort((a, b) => (place.get(b.point) ?? 0) - (place.get(a.point) ?? 0));
}

function isRepeated(cfg: Cfg, point: PointId): boolean {
  const loops = loopsOf(cfg);
  return loops.around(point) !== undefined || (loops.isTangled && reaches(cfg, point, point, () => false));
}

const kept = new WeakMap<Cfg, ReadonlyMap<PointId, number>>();

function placesOf(cfg: Cfg): ReadonlyMap<PointId, number> {
  const known = kept.get(cfg);
  if (known !== undefined) return known;
  const places = new Map(orderOf(cfg).order.map((point, place) => [point as PointId, place]));
  kept.set(cfg, places);
  return places;
}

/** The points from which a path leads to `point`, and `point`. */
function pointsTo(cfg: Cfg, point: PointId): ReadonlySet<PointId> {
  const seen = new Set([point]);
  const work = [point];
  for (let at = work.pop(); at !== undefined; at = work.pop()) {
    for (const before of pointsBefore(cfg, at)) {
      if (seen.has(before)) continue;
      seen.add(before);
      work.push(before);
    }
  }
  return seen;
}
