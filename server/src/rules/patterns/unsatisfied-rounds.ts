import type { Channel, MaybeAmount, Operation } from '../../concurrency/index.js';
import { cfgOf, tripsOf } from '../../concurrency/index.js';
import type { NodeId, PointId } from '../../semantic/index.js';
import { NO_NODE } from '../../semantic/index.js';
import type { View } from './unsatisfied-waits.js';
import { loopsSinceMake, nodeOf } from './unsatisfied-waits.js';

/** How often the code around a place runs, seen from the channel: once (`NO_NODE`), or as often as one loop goes round. */
export interface Rounds {
  readonly loop: NodeId;
  readonly trips: MaybeAmount;
}

/** How often code in these loops runs; `undefined` where loops stand within loops. */
export function roundsOf({ model, facts }: View, channel: Channel, loops: readonly NodeId[]): Rounds | undefined {
  const [loop, ...more] = loopsSinceMake(model, channel, loops);
  if (more.length > 0) return undefined;
  if (loop === undefined) return { loop: NO_NODE, trips: undefined };
  return { loop, trips: tripsOf({ model, facts, since: model.spanOf(channel.make).start }, loop) };
}

/** True if both run equally often: in the same loop, or in loops of the same bounds. */
export function isSameRounds(a: Rounds, b: Rounds): boolean {
  if (a.loop === b.loop) return true;
  if (a.trips === undefined || b.trips === undefined) return false;
  return a.trips.of === b.trips.of && a.trips.factor === b.trips.factor && a.trips.offset === b.trips.offset;
}

/** The point of an operation, or the top of the outermost loop around it that goes round while there is one channel. */
export function beginOf({ model, facts }: View, channel: Channel, operation: Operation): PointId | undefined {
  const cfg = cfgOf(model, facts, operation.func);
  const outermost = loopsSinceMake(model, channel, operation.loops).at(-1);
  return outermost === undefined ? cfg.pointOf(nodeOf(model, operation)) : cfg.loopTops.get(outermost);
}
