import type { SymbolId } from '../bind/bindings.js';
import type { Cfg, Edge, Point, PointId } from '../cfg/cfg.js';
import type { FileModel } from '../model.js';
import { valueFlowOf } from './value-flow.js';

/** An edge of a graph. */
export interface EdgeFrom {
  readonly from: Point;
  readonly edge: Edge;
}

/** The edges at which a value that was assigned at one point is known. */
export interface ErrorGuards {
  /** Behind these the error is not nil: what was acquired with it is not valid. */
  readonly failed: readonly EdgeFrom[];
  /** Behind these it is nil. */
  readonly succeeded: readonly EdgeFrom[];
}

/**
 * Which edges tell whether the error that the point `at` assigns is nil: those that test the variable before it is
 * assigned again. Empty for a variable that other functions may change.
 */
export function errorGuardsOf(model: FileModel, cfg: Cfg, at: PointId, error: SymbolId): ErrorGuards {
  const values = valueFlowOf(model, cfg);
  const failed: EdgeFrom[] = [];
  const succeeded: EdgeFrom[] = [];
  const reassigned = new Set(values.assignmentsOf(error));
  const seen = new Set<PointId>([at]);
  const work = [at];
  for (let id = work.pop(); id !== undefined; id = work.pop()) {
    const from = cfg.points[id];
    for (const edge of from?.next ?? []) {
      const fact = from === undefined ? undefined : values.implied(from, edge);
      if (from !== undefined && fact?.symbol === error)
        (fact.value === 'nil' ? succeeded : failed).push({ from, edge });
      if (seen.has(edge.to) || reassigned.has(edge.to) || !values.isNeeded(error, id)) continue;
      seen.add(edge.to);
      work.push(edge.to);
    }
  }
  return { failed, succeeded };
}
