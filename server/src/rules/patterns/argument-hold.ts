import type { PackageFacts } from '../../facts/index.js';
import type { FileModel, NodeId } from '../../semantic/index.js';
import { Field, Kind, childIn, kindOf, reaches } from '../../semantic/index.js';
import { definitionsOf, partWrites } from './definitions.js';
import type { Hold } from './hold.js';
import { isTheTarget } from './hold.js';
import type { Holds } from './holds.js';
import type { Target } from './target.js';
import { isSamePlace, placeOf } from './target.js';

/**
 * How a value that is handed over at the call reaches the target. A field that leads back by its type is certain where
 * the function itself stores the target behind it, before the call on every path, and nothing else there.
 */
export function argumentHold(
  model: FileModel,
  facts: PackageFacts,
  target: Target,
  holds: Holds,
  argument: NodeId,
): Hold | undefined {
  const hold = holds.of(argument);
  if (hold?.kind !== 'leads-back') return hold;
  return { ...hold, isCertain: isStoredBehind(model, facts, target, holds, argument) };
}

/** `f.inner.owner = f`, for the argument `f.inner` of a call about `f`. */
function isStoredBehind(
  model: FileModel,
  facts: PackageFacts,
  target: Target,
  holds: Holds,
  argument: NodeId,
): boolean {
  const place = placeOf(model, facts, argument);
  const root = place === undefined ? undefined : model.symbol(place.root);
  if (place === undefined || root === undefined) return false;
  const cfg = model.cfg(target.func);
  return definitionsOf(model, root).some(({ node, value, func, field }) => {
    if (field === undefined || func !== target.func.id || kindOf(model.ast, node) !== Kind.selector_expression)
      return false;
    if (!isSamePlace(place, placeOf(model, facts, childIn(model.ast, node, Field.operand)))) return false;
    const point = cfg.pointOf(node);
    if (point === undefined || !isTheTarget(holds.of(value))) return false;
    const isReplaced =
      partWrites(model, root, field).length > 1 || partWrites(model, root, place.fields.at(-1)).length > 0;
    return !isReplaced && !reaches(cfg, cfg.entry, target.point, (passed) => passed === point);
  });
}
