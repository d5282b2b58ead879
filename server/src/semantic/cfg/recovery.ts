import type { NodeId } from '../../syntax/index.js';
import type { Cfg, PointId } from './cfg.js';
import type { GraphDraft } from './graph-draft.js';

/** Lets a panic end in a return of the function as well, where a deferred call that recovers may be waiting for it. */
export function joinRecovered(cfg: Cfg, graph: GraphDraft, recovers: (defer: NodeId) => boolean): void {
  const panicking = cfg.points.filter((point) => point.next.some((edge) => edge.to === cfg.panic));
  if (cfg.defers.length === 0 || panicking.length === 0) return;
  const behind = new Set<PointId>();
  const work = cfg.defers.filter(recovers).flatMap((defer) => cfg.pointOf(defer) ?? []);
  for (let at = work.pop(); at !== undefined; at = work.pop()) {
    for (const { to } of cfg.points[at]?.next ?? []) {
      if (behind.has(to)) continue;
      behind.add(to);
      work.push(to);
    }
  }
  for (const { id } of panicking) if (behind.has(id)) graph.join([{ from: id, label: 'recovered' }], cfg.exit);
}
