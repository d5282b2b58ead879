import type { Channel, Operation, Thread } from '../../concurrency/index.js';
import { cfgOf, channelsOf } from '../../concurrency/index.js';
import { NO_NODE, dominatorsOf } from '../../semantic/index.js';
import type { Leave } from './unsatisfied-paths.js';
import { leaveWithout, placesIn, suppliesIn } from './unsatisfied-paths.js';
import { beginOf, isSameRounds, roundsOf } from './unsatisfied-rounds.js';
import type { View } from './unsatisfied-waits.js';
import { declaredAround, isInSight, waitsAlone } from './unsatisfied-waits.js';

/** What is found at one channel: a wait, and how all the operations that could end it are left out. */
export interface Skipped {
  readonly channel: Channel;
  readonly wait: Operation;
  readonly ends: readonly Operation[];
  readonly leave: Leave;
}

/**
 * True if the goroutine waits before at another channel that is left out in the same way: then it stays there, and that
 * wait is the one to be told of.
 */
export function isBehindAnother(view: View, skipped: Skipped): boolean {
  const { channel, wait } = skipped;
  const { channels } = channelsOf(view.model, view.facts, declaredAround(view.model, channel.owner));
  return channels.some(
    (other) =>
      other !== channel &&
      other.make !== NO_NODE &&
      isInSight(view.model, other) &&
      other.operations.some((earlier) => isBefore(view, other, earlier, channel, wait)) &&
      isLeftOutToo(view, other, skipped),
  );
}

/** True for a receive that the same goroutine comes by first, as often. */
function isBefore(view: View, other: Channel, earlier: Operation, channel: Channel, wait: Operation): boolean {
  if (earlier.kind !== 'receive' || !waitsAlone(earlier) || earlier.isElsewhere || earlier.run !== 'here') return false;
  if (!isSame(earlier.thread, wait.thread) || earlier.func !== wait.func || wait.isElsewhere) return false;
  const cfg = cfgOf(view.model, view.facts, wait.func);
  const [from, to] = [beginOf(view, other, earlier), beginOf(view, channel, wait)];
  if (from === undefined || to === undefined || from === to || !dominatorsOf(cfg).dominates(from, to)) return false;
  const [first, second] = [roundsOf(view, other, earlier.loops), roundsOf(view, channel, wait.loops)];
  return first !== undefined && second !== undefined && isSameRounds(first, second);
}

/** True if only the goroutine that leaves serves the other channel, and whenever it has, it serves this one as well. */
function isLeftOutToo(view: View, other: Channel, { channel, ends, leave }: Skipped): boolean {
  const { func: body, thread } = leave;
  const servers = other.operations.filter(({ kind }) => kind === 'send' || kind === 'close');
  const supplies = suppliesIn(view, channel, thread, ends);
  if (servers.length === 0 || supplies === undefined) return false;
  const cfg = cfgOf(view.model, view.facts, body);
  const points = new Set([...supplies.sure, ...supplies.unsure.keys()]);
  return servers.every((server) => {
    if (!isSame(server.thread, thread)) return false;
    return placesIn(body, server.via, server.node).every((place) => {
      const from = cfg.pointOf(place);
      if (from === undefined) return false;
      const isDone = [...points].some((point) => dominatorsOf(cfg).dominates(point, from));
      return isDone || leaveWithout(view, { thread, body, from }, points) === undefined;
    });
  });
}

/** Each channel has threads of its own: the same goroutine is started at the same place. */
function isSame(a: Thread, b: Thread): boolean {
  return a.start === b.start && a.body === b.body;
}
