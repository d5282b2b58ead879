import type { Cfg, FileModel, FuncInfo, NodeId, PointId } from '../semantic/index.js';
import { contextOf, parentOf, usesOf } from '../semantic/index.js';

/** Literals in literals are looked through this deep. */
const MAX_DEPTH = 6;

/**
 * The points of a function at which code at `node` runs, or is handed to whoever runs it: its own point; for code in a
 * literal, the place where the literal stands, or the calls of the variable that holds it.
 */
export function standingPoints(model: FileModel, func: FuncInfo, cfg: Cfg, node: NodeId): readonly PointId[] {
  return pointsOf(model, func, cfg, node, 0);
}

function pointsOf(model: FileModel, func: FuncInfo, cfg: Cfg, node: NodeId, depth: number): readonly PointId[] {
  const inner = model.funcAt(node);
  if (inner?.id === func.id) {
    const point = cfg.pointOf(node);
    return point === undefined ? [] : [point];
  }
  if (inner === undefined || inner.kind !== 'literal' || depth >= MAX_DEPTH) return [];
  const what = contextOf(model, inner.node);
  if (what.does === 'alias') {
    const uses = usesOf(model, what.symbol).filter(
      (use) => use.what.does !== 'declared' && use.what.does !== 'assigned',
    );
    return uses.flatMap((use) => pointsOf(model, func, cfg, use.expression, depth + 1));
  }
  return pointsOf(model, func, cfg, parentOf(model.ast, inner.node), depth + 1);
}
