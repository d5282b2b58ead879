import type { Channel, ChannelCounts, Operation, Thread } from '../../concurrency/index.js';
import { channelsOf } from '../../concurrency/index.js';
import type { Cfg, FileModel, FuncInfo, NodeId, PointId } from '../../semantic/index.js';
import { Field, Kind, NO_NODE, childIn, kindOf, reaches } from '../../semantic/index.js';

/**
 * What it says of the senders that a point of the owner is passed. `done`: all of them have come to their end, or the
 * point is never passed. A number: so many values less are to come.
 */
export type Settled = 'done' | number;

/** The points of the owner that are passed only when senders have come far enough. */
export function settledAt(counts: ChannelCounts, senders: readonly Thread[]): ReadonlyMap<PointId, Settled> {
  const cfg = counts.cfgOf(counts.channel.owner);
  const settled = new Map<PointId, Settled>();
  for (const call of waitsIn(counts.model, counts.channel.owner)) {
    const point = cfg.pointOf(call);
    if (point !== undefined && senders.some((sender) => isWaitedFor(counts.model, sender, call)))
      settled.set(point, 'done');
  }
  for (const sibling of siblingsOf(counts)) {
    const says = whatItSays(counts, sibling, senders);
    if (says === undefined) continue;
    for (const point of receivesIn(counts.model, cfg, sibling, counts.channel.owner)) {
      if (!settled.has(point)) settled.set(point, says);
    }
  }
  return settled;
}

/** The other channels of the function whose every use is in sight. */
export function siblingsOf({ model, facts, channel }: ChannelCounts): readonly Channel[] {
  let outermost = channel.owner;
  for (let up = model.func(outermost.parent); up !== undefined; up = model.func(up.parent)) outermost = up;
  return channelsOf(model, facts, outermost).channels.filter(
    (other) => other !== channel && other.make !== NO_NODE && other.escape === undefined,
  );
}

/** What it says of the senders that something comes from a sibling channel. */
function whatItSays(counts: ChannelCounts, sibling: Channel, senders: readonly Thread[]): Settled | undefined {
  const servers = sibling.operations.filter(({ kind }) => kind === 'send' || kind === 'close');
  if (servers.length === 0) return 'done';
  if (servers.every(({ thread }) => isWaiter(counts.model, thread, senders))) return 'done';
  const serving = servers.map((server) => senders.find((sender) => sender.start === server.thread.start));
  if (serving.some((sender) => sender === undefined)) return undefined;
  if (servers.some((server, i) => maySendAfter(counts, serving[i], server))) return undefined;
  const isAlone = senders.length === 1 && senders[0]?.loops.length === 0;
  return isAlone ? 'done' : Math.max(...senders.map((sender) => counts.ofThread(sender).sends));
}

/** True if the sender may still send on the channel when it has served the sibling. */
function maySendAfter(counts: ChannelCounts, sender: Thread | undefined, server: Operation): boolean {
  if (sender?.body === undefined) return true;
  if (server.run === 'deferred' || server.isElsewhere) return server.isElsewhere;
  const cfg = counts.cfgOf(sender.body);
  const from = cfg.pointOf(placeIn(server, sender.body) ?? server.node);
  if (from === undefined) return true;
  const events = counts.eventsIn(sender, sender.body);
  return [...events].some(
    ([to, list]) =>
      list.some((event) => counts.ofEvent(event, sender).sends > 0) && reaches(cfg, from, to, () => false),
  );
}

/** The node of a function through which its code comes to an operation. */
export function placeIn(operation: Operation, func: FuncInfo): NodeId | undefined {
  const step = operation.via.find((candidate) => candidate.func.id === func.id);
  if (step === undefined) return undefined;
  return step.places[0] ?? operation.node;
}

/** A goroutine that waits for the senders before it goes on: `wg.Wait(); close(done)`. */
function isWaiter(model: FileModel, thread: Thread, senders: readonly Thread[]): boolean {
  if (thread.body === undefined || thread.startedBy === 'owner') return false;
  return waitsIn(model, thread.body).some((call) => senders.some((sender) => isWaitedFor(model, sender, call)));
}

function receivesIn(model: FileModel, cfg: Cfg, sibling: Channel, owner: FuncInfo): PointId[] {
  return sibling.operations.flatMap((operation) => {
    if (operation.kind !== 'receive' || operation.via.at(0)?.func.id !== owner.id) return [];
    const point = cfg.pointOf(placeIn(operation, owner) ?? operation.node);
    return point === undefined || operation.isElsewhere || model.funcAt(operation.node) === undefined ? [] : [point];
  });
}

/** Calls of methods named `Wait` without arguments, in the function and the literals in it. */
function waitsIn(model: FileModel, func: FuncInfo): NodeId[] {
  return model
    .callsIn(func.node)
    .filter(({ callee, args }) => args.length === 0 && methodName(model, callee) === 'Wait')
    .map(({ node }) => node);
}

/** True if a `Wait` may be for the goroutine: it was started by the same object, or says that it is done. */
function isWaitedFor(model: FileModel, sender: Thread, wait: NodeId): boolean {
  const waited = operandText(model, model.callAt(wait).callee);
  if (sender.startedBy === 'callee' && kindOf(model.ast, sender.start) === Kind.call_expression) {
    if (operandText(model, model.callAt(sender.start).callee) === waited) return true;
  }
  if (sender.body === undefined) return true;
  return model
    .callsIn(sender.body.node)
    .some(
      ({ node, callee, args }) =>
        args.length === 0 && methodName(model, callee) === 'Done' && !isReceivedFrom(model, node),
    );
}

function isReceivedFrom(model: FileModel, call: NodeId): boolean {
  const { ast } = model;
  return kindOf(ast, ast.parent[call] as NodeId) === Kind.unary_expression;
}

function methodName(model: FileModel, callee: NodeId): string {
  if (callee === NO_NODE || kindOf(model.ast, callee) !== Kind.selector_expression) return '';
  return model.textOf(childIn(model.ast, callee, Field.field));
}

function operandText(model: FileModel, callee: NodeId): string {
  if (callee === NO_NODE || kindOf(model.ast, callee) !== Kind.selector_expression) return '';
  return model.textOf(childIn(model.ast, callee, Field.operand)).replace(/^&/, '');
}
