import type { Channel, Operation } from '../../concurrency/index.js';
import { cfgOf, channelsOf } from '../../concurrency/index.js';
import type { SymbolId } from '../../semantic/index.js';
import { loopsOf, searchPaths, usesOf } from '../../semantic/index.js';
import { endsByCloseOnly } from './never-closed.js';
import { isBehindAnother } from './unsatisfied-behind.js';
import { tooFewSends } from './unsatisfied-counts.js';
import type { Leave } from './unsatisfied-paths.js';
import { skippedSend } from './unsatisfied-sends.js';
import { skipOf } from './unsatisfied-skip.js';
import type { View } from './unsatisfied-waits.js';
import { declaredAround, isInSight, waitsAlone } from './unsatisfied-waits.js';

/** A wait that nothing ends, or that something may leave without its end. */
export type Unmet =
  | { readonly kind: 'no-sender' | 'nil-channel'; readonly wait: Operation; readonly how: HowItWaits }
  | { readonly kind: 'close-skipped'; readonly wait: Operation; readonly how: HowItWaits; readonly leave: Leave }
  | { readonly kind: 'send-skipped'; readonly wait: Operation; readonly leave: Leave; readonly isSure: boolean }
  | { readonly kind: 'too-few-sends'; readonly wait: Operation; readonly received: number; readonly sent: number };

/** `blocked`: it waits there and for nothing else. `loops`: it goes round in a loop that nothing else ends. */
export type HowItWaits = 'blocked' | 'loops';

/** The waits at a channel that may never end. For what can be skipped the first one stands for all of the channel. */
export function unmetWaits(view: View, channel: Channel): readonly Unmet[] {
  if (!isInSight(view.model, channel)) return [];
  if (channel.binding === 'nil') return onNil(view, channel);
  const waits = onePerPlace(channel.operations.filter((operation) => operation.kind === 'receive')).flatMap((wait) => {
    const how = howItWaits(view, channel, wait);
    return how === undefined ? [] : [{ wait, how }];
  });
  const ends = channel.operations.filter(({ kind }) => kind === 'send' || kind === 'close');
  if (ends.length === 0) return waits.map((one) => ({ kind: 'no-sender', ...one }));
  const isClosed = ends.some(({ kind }) => kind === 'close');
  for (const { wait, how } of waits) {
    if (!isClosed && how === 'blocked') continue;
    const leave = skipOf(view, channel, wait, ends);
    if (leave === undefined || isBehindAnother(view, { channel, wait, ends, leave })) continue;
    return [{ kind: 'close-skipped', wait, how, leave }];
  }
  // Who looks at how full it is receives no more than there is.
  if (isClosed || channel.measured.length > 0) return [];
  const alone = waits.filter(({ how }) => how === 'blocked').map(({ wait }) => wait);
  const skipped = skippedSend(view, channel, alone, ends);
  if (skipped !== undefined) return [{ kind: 'send-skipped', ...skipped }];
  const few = tooFewSends(view, channel, ends);
  return few === undefined ? [] : [{ kind: 'too-few-sends', ...few }];
}

/** How a receive waits for this channel; `undefined` if something else may go on, or if it is a loop over the channel. */
function howItWaits(view: View, channel: Channel, wait: Operation): HowItWaits | undefined {
  if (endsByCloseOnly(view, wait)) return undefined;
  if (waitsAlone(wait)) return 'blocked';
  if (wait.isElsewhere) return undefined;
  if (wait.guard?.every((other) => other.clause > wait.node && isDead(view, channel, other)) === true) return 'blocked';
  return isOnlyWayOut(view, wait) ? 'loops' : undefined;
}

/** Sends and receives outside of select statements block for ever; in a case, nil is an idiom: it is never chosen. */
function onNil({ model }: View, channel: Channel): Unmet[] {
  const isAsked = channel.holders.some(({ symbol }) =>
    usesOf(model, symbol).some(({ what }) => what.does === 'compared'),
  );
  if (isAsked) return [];
  return onePerPlace(channel.operations)
    .filter((operation) => operation.kind !== 'close' && waitsAlone(operation) && operation.run !== 'perhaps')
    .map((wait) => ({ kind: 'nil-channel', wait, how: 'blocked' }));
}

/** True for another case of a select statement that is never ready: nothing sends there, or it is nil. */
function isDead({ model, facts }: View, channel: Channel, other: NonNullable<Operation['guard']>[number]): boolean {
  if (other.what !== 'channel') return false;
  const symbol = model.symbolAt(other.channel)?.id;
  const { channels } = channelsOf(model, facts, declaredAround(model, channel.owner));
  const found = symbol === undefined ? undefined : heldBy(channels, symbol);
  if (found === undefined || !isInSight(model, found)) return false;
  return found.binding === 'nil' || found.operations.every(({ kind }) => kind === 'receive' || kind === 'range');
}

function heldBy(channels: readonly Channel[], symbol: SymbolId): Channel | undefined {
  return channels.find(({ holders }) => holders.some((holder) => holder.symbol === symbol));
}

/** True for the only case of a select statement by which the loop around it is left. */
function isOnlyWayOut({ model, facts }: View, { node, func, thread, loops }: Operation): boolean {
  if (thread.startedBy === 'owner' || thread.body !== func) return false;
  const cfg = cfgOf(model, facts, func);
  const point = cfg.pointOf(node);
  const [innermost] = loops;
  // The case itself leaves the loop, so that its point is not in it.
  const loop = innermost === undefined ? undefined : loopsOf(cfg).ofStatement(innermost);
  if (point === undefined || loop === undefined) return false;
  const isOut = (id: number): boolean => !loopsOf(cfg).isIn(id as never, loop);
  const leaves = (from: typeof point): boolean =>
    searchPaths(model, cfg, {
      from,
      at: ({ id, kind, next }) => {
        if (id === point) return 'end';
        if (!isOut(id)) return 'pass';
        return next.length > 0 || kind === 'exit' || kind === 'goexit' ? 'match' : 'end';
      },
    }).found.length > 0;
  return leaves(point) && !leaves(loop.top);
}

/** Goroutines that run the same code wait at the same place. */
function onePerPlace(operations: readonly Operation[]): readonly Operation[] {
  return operations.filter((one, i) => operations.findIndex(({ node }) => node === one.node) === i);
}
