import type { Channel, Operation } from '../../concurrency/index.js';
import { cfgOf, isConstant, tripsOf } from '../../concurrency/index.js';
import type { NodeId } from '../../semantic/index.js';
import { dominatorsOf, loopsInFlow } from '../../semantic/index.js';
import { isLeftOnlyByHead } from './never-closed.js';
import { beginOf } from './unsatisfied-rounds.js';
import type { View } from './unsatisfied-waits.js';
import { loopsSinceMake, waitsAlone } from './unsatisfied-waits.js';

/** More values are received than are sent at most. */
export interface TooFewSends {
  /** The last receive. */
  readonly wait: Operation;
  readonly received: number;
  readonly sent: number;
}

/** Larger numbers are not counted. */
const LARGEST = 1000;

/**
 * Where one goroutine receives a fixed number of values, all of them on every path, and fewer can be sent;
 * `undefined` where a number is not known.
 */
export function tooFewSends(view: View, channel: Channel, sends: readonly Operation[]): TooFewSends | undefined {
  const receives = channel.operations.filter(({ kind }) => kind === 'receive' || kind === 'range');
  const wait = receives.at(-1);
  if (wait === undefined || !receives.every((one) => isPlainly(view, channel, one, wait))) return undefined;
  const received = sum(receives.map((one) => roundsOf(view, channel, one.loops)));
  const sent = sum(sends.map((send) => mostOf(view, channel, send)));
  if (received === undefined || sent === undefined || received > LARGEST || sent >= received) return undefined;
  return { wait, received, sent };
}

/** True for a receive that is on every path to the last one, with no way to leave its loops in between. */
function isPlainly(view: View, channel: Channel, one: Operation, last: Operation): boolean {
  if (one.kind !== 'receive' || !waitsAlone(one) || one.isElsewhere || one.run !== 'here') return false;
  if (one.thread !== last.thread || one.func !== last.func || one.via.length > 1) return false;
  if (loopsSinceMake(view.model, channel, one.thread.loops).length > 0) return false;
  const cfg = cfgOf(view.model, view.facts, one.func);
  const [point, goal] = [one, last].map((receive) => beginOf(view, channel, receive));
  if (point === undefined || goal === undefined || !dominatorsOf(cfg).dominates(point, goal)) return false;
  const loops = loopsSinceMake(view.model, channel, one.loops);
  return loops.every((loop) => isLeftOnlyByHead(view, one.func, loop) && isInEveryRound(view, one, loop));
}

/** True if no round of the loop comes to its end without the receive. */
function isInEveryRound({ model, facts }: View, { func, node }: Operation, loop: NodeId): boolean {
  const cfg = cfgOf(model, facts, func);
  const top = cfg.loopTops.get(loop);
  const point = cfg.pointOf(node);
  if (top === undefined || point === undefined) return false;
  const dominators = dominatorsOf(cfg);
  return cfg.points.every(
    ({ id, next }) =>
      !next.some(({ to }) => to === top) || !dominators.dominates(top, id) || dominators.dominates(point, id),
  );
}

/** The largest number of values that a send can give. */
function mostOf(
  view: View,
  channel: Channel,
  { thread, loops, via, isElsewhere, isRepeated, run }: Operation,
): number | undefined {
  if (isElsewhere || isRepeated || run === 'perhaps') return undefined;
  const calls = via.map(({ func, places }) =>
    places.length === 0
      ? 1
      : sum(places.map((place) => roundsOf(view, channel, loopsInFlow(view.model, place, func.id)))),
  );
  const starts: (number | undefined)[] = [];
  for (let at = thread; at.starter !== undefined; at = at.starter) starts.push(roundsOf(view, channel, at.loops));
  return [roundsOf(view, channel, loops), ...calls, ...starts].reduce(product, 1);
}

/** How often code in these loops runs for one channel. */
function roundsOf({ model, facts }: View, channel: Channel, loops: readonly NodeId[]): number | undefined {
  const since = model.spanOf(channel.make).start;
  return loopsSinceMake(model, channel, loops)
    .map((loop) => {
      const trips = tripsOf({ model, facts, since }, loop);
      return isConstant(trips) ? Math.max(0, trips.offset) : undefined;
    })
    .reduce(product, 1);
}

function product(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a * b;
}

function sum(numbers: readonly (number | undefined)[]): number | undefined {
  return numbers.reduce((a, b) => (a === undefined || b === undefined ? undefined : a + b), 0);
}
