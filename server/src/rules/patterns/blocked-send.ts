import type { Channel, ChannelCounts, CountedPath, Operation, Thread } from '../../concurrency/index.js';
import {
  ChannelCounts as Counts,
  MANY,
  isConstant,
  isExchanging,
  lastingText,
  loopsOn,
  onceOf,
} from '../../concurrency/index.js';
import type { PackageFacts } from '../../facts/index.js';
import type { Cfg, FileModel, FuncInfo, NodeId, PointId } from '../../semantic/index.js';
import { Kind, NO_NODE, firstChild, kindOf, loopsAround, matchesOnPathsFrom, reaches } from '../../semantic/index.js';
import type { RuleConfidence } from '../rule.js';
import type { BlockedSend, BlockedSendKind } from './blocked-send-kind.js';
import type { Outcome, Pending } from './blocked-send-pending.js';
import { isWaitingSend } from './blocked-send-kind.js';
import { pendingWays } from './blocked-send-pending.js';
import { receiversLeaving } from './blocked-send-receivers.js';

/** The sends on a channel that nothing may ever take. */
export function blockedSends(model: FileModel, facts: PackageFacts, channel: Channel): readonly BlockedSend[] {
  if (channel.escape !== undefined || channel.make === NO_NODE || channel.measured.length > 0) return [];
  if (isEndingWithProcess(model, channel)) return [];
  const counts = new Counts(model, facts, channel);
  const capacity = counts.numberOf(channel.capacity);
  if (capacity === undefined || !channel.operations.some(isWaitingSend)) return [];
  // Sums of two names cannot be compared with a third.
  if (!isConstant(channel.capacity) && !counts.isSendingCounted()) return [];
  const found = find(counts, capacity);
  return counts.isIncomplete ? [] : found;
}

function isReceiving({ kind }: Operation): boolean {
  return kind === 'receive' || kind === 'range';
}

/** True if a flag or `sync.Once` that outlives the goroutine lets one of all that are started like it send. */
function isOnceForAll({ model, channel }: ChannelCounts, { loops, body }: Thread): boolean {
  const own = channel.operations.filter(({ kind, thread }) => kind === 'send' && thread.body === body);
  return own.some((send) => {
    const once = onceOf(model, send);
    const isOutside = once !== undefined && (body === undefined || !model.isFuncWithin(once.home, body.id));
    return isOutside && (loops.length > 0 || channel.threads.length > 2);
  });
}

/** What `main` leaves behind ends with it. */
function isEndingWithProcess(model: FileModel, { owner, make }: Channel): boolean {
  return (
    owner.kind === 'declaration' &&
    owner.name === 'main' &&
    model.bindings.packageName === 'main' &&
    loopsAround(model, make).length === 0
  );
}

function find(counts: ChannelCounts, capacity: number): BlockedSend[] {
  const { operations, threads } = counts.channel;
  const [owner] = threads;
  const senders = threads.filter((thread) => thread !== owner && counts.ofThread(thread).sends > 0);
  const ownSends = operations.filter((operation) => operation.thread === owner && isWaitingSend(operation));
  if (!operations.some(isReceiving)) return blockedIn(counts, capacity, senders, 'no-receiver');
  const isReceivedByOwner = operations.some((operation) => operation.thread === owner && isReceiving(operation));
  const [only, ...more] = senders;
  if (only !== undefined && more.length === 0 && isReceivedByOwner && isExchanging(counts, only)) {
    return blockedIn(counts, capacity, senders, undefined);
  }
  // One of them sends, whichever comes first.
  if (senders.some((sender) => isOnceForAll(counts, sender))) return [];
  const isMixed = senders.some((sender) => counts.ofThread(sender).receives > 0);
  if (isMixed || (ownSends.length > 0 && (isReceivedByOwner || senders.length > 0))) return [];
  if (!isReceivedByOwner) return receiversLeaving(counts, capacity);
  return blockedIn(counts, capacity, senders, undefined);
}

function blockedIn(
  counts: ChannelCounts,
  capacity: number,
  senders: readonly Thread[],
  given: BlockedSendKind | undefined,
): BlockedSend[] {
  const { channel } = counts;
  const ways = pendingWays(counts, capacity, senders);
  const possible = ways.blocked.filter(({ points }) => !isDecidedAlike(counts, senders, points));
  const worst = lastWay(counts, possible);
  if (worst === undefined || !ways.isComplete) return [];
  const kind = given ?? leakOf(counts, senders, ways);
  if (kind === 'abandoned-loop' && worst.value.received > 0 && senders.some((sender) => mayEndBySend(counts, sender)))
    return [];
  const blocked = given === undefined || senders.length > 0 ? senders : channel.threads.slice(0, 1);
  const confidence = confidenceOf(counts, kind, senders);
  const sends = channel.operations.filter((send) => isWaitingSend(send) && blocked.includes(send.thread));
  const thread = sends[0]?.thread;
  if (thread === undefined) return [];
  return [{ kind, confidence, channel, counts, thread, sends, ...exitOf(counts, worst) }];
}

/** True if the way rests on a condition that a sender tests as well: then both may know what the other does. */
function isDecidedAlike(counts: ChannelCounts, senders: readonly Thread[], points: readonly PointId[]): boolean {
  const { model, channel } = counts;
  const own = conditionsAt(model, counts.cfgOf(channel.owner), points);
  if (own.size === 0) return false;
  return senders.some(({ body }) => {
    if (body === undefined) return false;
    const cfg = counts.cfgOf(body);
    const theirs = conditionsAt(model, cfg, [...cfg.points.keys()] as PointId[]);
    return [...theirs].some((text) => own.has(text));
  });
}

function conditionsAt(model: FileModel, cfg: Cfg, points: readonly PointId[]): ReadonlySet<string> {
  return new Set(
    points.flatMap((id) => {
      const point = cfg.points[id];
      return point?.kind === 'condition' ? (lastingText(model, point.node) ?? []) : [];
    }),
  );
}

function leakOf(counts: ChannelCounts, senders: readonly Thread[], { hasFineWay }: Outcome): BlockedSendKind {
  const { capacity } = counts.channel;
  const isLooping = senders.some((sender) => isSendingInLoop(counts, sender));
  if (isLooping) return 'abandoned-loop';
  const isRepeating = senders.some((sender) => counts.ofThread(sender).sends > 1);
  if (!hasFineWay && isRepeating) return 'double-send';
  if (capacity?.offset !== 0 || capacity.factor !== 0) return 'small-buffer';
  return hasFineWay ? 'early-return' : 'n-cast';
}

/** True if one run of the goroutine sends in a loop. */
function isSendingInLoop(counts: ChannelCounts, sender: Thread): boolean {
  if (counts.ofThread(sender).sends >= MANY) return true;
  return counts.channel.operations.some(
    (operation) =>
      operation.thread === sender &&
      isWaitingSend(operation) &&
      (operation.isElsewhere ? operation.isRepeated : isRepeated(counts, operation)),
  );
}

/** True for a send in a loop that goes on behind it: `for { if isReady() { done <- x; return } }` sends once. */
function isRepeated(counts: ChannelCounts, send: Operation): boolean {
  if (loopsOn(counts.model, send).length === 0) return false;
  const cfg = counts.cfgOf(send.func);
  const point = cfg.pointOf(send.node);
  return send.via.length > 1 || point === undefined || reaches(cfg, point, point, () => false);
}

/** True if the goroutine may end behind a send before its loop does: the receiver may know by the value. */
function mayEndBySend(counts: ChannelCounts, sender: Thread): boolean {
  return counts.channel.operations.some((operation) => {
    if (operation.thread !== sender || !isWaitingSend(operation)) return false;
    const { func, place } = loopingPlace(counts.model, operation);
    const cfg = counts.cfgOf(func);
    const tops = new Set(cfg.loopTops.values());
    const point = cfg.pointOf(place);
    return operation.isElsewhere || point === undefined || reaches(cfg, point, cfg.exit, (at) => tops.has(at));
  });
}

/** The innermost function on the way to a send in which it, or the call that leads to it, stands in a loop. */
function loopingPlace(model: FileModel, send: Operation): { readonly func: FuncInfo; readonly place: NodeId } {
  if (send.loops.length > 0) return { func: send.func, place: send.node };
  for (const { func, places } of [...send.via].reverse()) {
    const place = places.find((call) => loopsAround(model, call).length > 0);
    if (place !== undefined) return { func, place };
  }
  return { func: send.func, place: send.node };
}

function confidenceOf(counts: ChannelCounts, kind: BlockedSendKind, senders: readonly Thread[]): RuleConfidence {
  const isBuffered = counts.channel.capacity?.offset !== 0;
  if (kind === 'abandoned-loop')
    return isBuffered && senders.some((sender) => counts.ofThread(sender).sends >= MANY) ? 'low' : 'medium';
  if (kind === 'no-receiver' && isBuffered) return 'medium';
  // What is only perhaps sent may exclude something else that is: then the numbers do not add up.
  if ((kind === 'n-cast' || kind === 'small-buffer') && !senders.every((sender) => sendsCertainly(counts, sender)))
    return 'medium';
  if (kind !== 'small-buffer') return 'high';
  // A list of unknown length may be as long as the buffer.
  if (
    senders.some(({ loops }) => loops.some((loop) => isRange(counts.model, loop) && counts.tripsOf(loop) === undefined))
  )
    return 'low';
  const isCounted = senders.every((sender) => sender.loops.every((loop) => isConstant(counts.tripsOf(loop))));
  return isCounted && isConstant(counts.channel.capacity) ? 'high' : 'medium';
}

function isRange({ ast }: FileModel, loop: NodeId): boolean {
  return kindOf(ast, firstChild(ast, loop)) === Kind.range_clause;
}

/** True if the goroutine comes by a send on every path to its end. */
function sendsCertainly(counts: ChannelCounts, sender: Thread): boolean {
  const sends = counts.channel.operations.filter((one) => one.thread === sender && isWaitingSend(one));
  const { body } = sender;
  if (body === undefined) return sends.some(({ isCertain }) => isCertain);
  const cfg = counts.cfgOf(body);
  const points = new Set<PointId | undefined>();
  for (const { node, func, via } of sends) {
    const places = func === body ? [node] : (via[0]?.places ?? []);
    for (const place of places) points.add(cfg.pointOf(place));
  }
  const deferred = sends.some(({ run }) => run === 'deferred');
  return deferred || matchesOnPathsFrom(cfg, cfg.entry, (at) => (points.has(at) ? 'match' : 'nothing')) === 'every';
}

/**
 * The way that leaves last in the text, without a value received if there is one: the nearest to the receive rests on
 * the fewest conditions that nobody sees through.
 */
function lastWay(counts: ChannelCounts, ways: readonly CountedPath<Pending>[]): CountedPath<Pending> | undefined {
  const without = ways.filter(({ value }) => value.received === 0);
  const candidates = without.length > 0 ? without : ways;
  const leaving = candidates.filter((way) => !isNextRound(counts, way));
  const rest = leaving.length > 0 ? leaving : candidates;
  const [first, ...others] = rest.map((way) => ({ way, exit: lastNode(counts, way) }));
  return others.reduce((best, one) => (best === undefined || one.exit > best.exit ? one : best), first)?.way;
}

function isNextRound(counts: ChannelCounts, { end }: CountedPath<Pending>): boolean {
  return end === counts.cfgOf(counts.channel.owner).pointOf(counts.channel.make);
}

function exitOf(counts: ChannelCounts, way: CountedPath<Pending>): Pick<BlockedSend, 'exit' | 'leaves' | 'received'> {
  const leaves = isNextRound(counts, way) ? 'iteration' : 'function';
  return { exit: lastNode(counts, way), leaves, received: way.value.received };
}

/** The last statement of a way, of one to the next iteration the last of this one; the function's body if there is none. */
function lastNode(counts: ChannelCounts, way: CountedPath<Pending>): NodeId {
  const { channel } = counts;
  const cfg = counts.cfgOf(channel.owner);
  const nodes = way.points.slice(0, -1).map((point) => cfg.points[point]?.node ?? NO_NODE);
  const round = isNextRound(counts, way)
    ? nodes.findIndex((node) => node !== NO_NODE && node < (nodes[0] ?? NO_NODE))
    : -1;
  const own = round < 0 ? nodes : nodes.slice(0, round);
  return own.filter((node) => node !== NO_NODE).at(-1) ?? channel.owner.body;
}
