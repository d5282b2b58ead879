import type { Cfg, PointId } from '../cfg/cfg.js';

/** What a walk over the graph meets at a point: what it looks for, what ends its interest, or neither. */
export type Meets = 'match' | 'end' | 'nothing';

/** On which of the paths the match stands. A function that never returns has it on every path if it is met at all. */
export type OnPaths = 'every' | 'some' | 'none';

/**
 * On which of the paths from behind `from` to the return of the function a match stands before the end.
 * A path that ends in a panic does not count.
 */
export function matchesOnPathsFrom(cfg: Cfg, from: PointId, meets: (point: PointId) => Meets): OnPaths {
  const seen = new Set<PointId>();
  const work: PointId[] = nextOf(cfg, from);
  let isMissed = false;
  let isMet = false;
  for (let point = work.pop(); point !== undefined; point = work.pop()) {
    if (seen.has(point)) continue;
    seen.add(point);
    const met = point === cfg.exit ? 'end' : meets(point);
    if (met === 'match') isMet = true;
    else if (met === 'end') isMissed = true;
    else work.push(...nextOf(cfg, point));
  }
  if (!isMet) return 'none';
  return isMissed ? 'some' : 'every';
}

/** True if a path leads from behind `from` to `to` on which `stops` holds for no point before `to`. */
export function reaches(cfg: Cfg, from: PointId, to: PointId, stops: (point: PointId) => boolean): boolean {
  const seen = new Set<PointId>();
  const work: PointId[] = nextOf(cfg, from);
  for (let point = work.pop(); point !== undefined; point = work.pop()) {
    if (point === to) return true;
    if (seen.has(point)) continue;
    seen.add(point);
    if (!stops(point)) work.push(...nextOf(cfg, point));
  }
  return false;
}

function nextOf(cfg: Cfg, point: PointId): PointId[] {
  return (cfg.points[point]?.next ?? []).map((edge) => edge.to);
}
