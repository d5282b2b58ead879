import type { ChannelCounts, ChannelEvent, CountedPath, Thread } from '../../concurrency/index.js';
import { MANY, alternativeOf, countPaths } from '../../concurrency/index.js';
import type { Cfg, Edge, FuncInfo, NodeId, Point, PointId, SymbolId } from '../../semantic/index.js';
import { Field, Kind, NO_FUNC, NO_NODE, afterOf, childIn, childrenOf, kindOf, parentOf } from '../../semantic/index.js';
import type { BlockedSend } from './blocked-send-kind.js';
import { isWaitingSend } from './blocked-send-kind.js';
import { siblingsOf } from './blocked-send-joins.js';
import { okOf } from './blocked-send-pending.js';

/** Sends whose receiver is one goroutine that may come to its end before all values are received. */
export function receiversLeaving(counts: ChannelCounts, capacity: number): BlockedSend[] {
  const { channel } = counts;
  const receivers = channel.threads.filter((thread) =>
    channel.operations.some(({ thread: by, kind }) => by === thread && (kind === 'receive' || kind === 'range')),
  );
  const [receiver, ...others] = receivers;
  if (receiver?.body === undefined || others.length > 0 || receiver.loops.length > 0) return [];
  if (receiver.starter?.id !== 0 || channel.dropped.length > 0) return [];
  const senders = channel.threads.filter((thread) =>
    channel.operations.some((operation) => operation.thread === thread && isWaitingSend(operation)),
  );
  if (senders.includes(receiver) || senders.length === 0) return [];
  if (senders.some((sender) => isHearingFrom(counts, sender, receiver))) return [];
  const way = new ReceiverWalk(counts, receiver, receiver.body).shortest();
  if (way === undefined) return [];
  const total = senders.reduce((sum, sender) => sum + sendsOf(counts, sender), 0);
  if (total <= capacity + way.value) return [];
  const sends = channel.operations.filter((send) => isWaitingSend(send) && send.thread !== receiver);
  const [first] = sends;
  if (first === undefined) return [];
  return [
    {
      kind: 'receiver-left',
      confidence: capacity > 0 ? 'low' : total >= MANY ? 'medium' : 'high',
      channel,
      counts,
      thread: first.thread,
      sends,
      exit: lastOf(counts.cfgOf(receiver.body), way.points, receiver.body),
      leaves: 'function',
      received: way.value,
    },
  ];
}

/** True if the sender also receives what the receiver sends: then it waits there first. */
function isHearingFrom(counts: ChannelCounts, sender: Thread, receiver: Thread): boolean {
  const isBy = (thread: Thread, other: Thread): boolean => thread.start === other.start && thread.body === other.body;
  return siblingsOf(counts).some(
    ({ operations }) =>
      operations.some(({ kind, thread }) => kind === 'send' && isBy(thread, receiver)) &&
      operations.some(({ kind, thread }) => (kind === 'receive' || kind === 'range') && isBy(thread, sender)),
  );
}

function sendsOf(counts: ChannelCounts, sender: Thread): number {
  const { sends } = counts.ofThread(sender);
  return sender.loops.length > 0 ? MANY : sends;
}

function lastOf(cfg: Cfg, points: readonly PointId[], func: FuncInfo): NodeId {
  for (let i = points.length - 2; i >= 0; i--) {
    const node = cfg.points[points[i] as PointId]?.node ?? NO_NODE;
    if (node !== NO_NODE) return node;
  }
  return func.body;
}

/** Looks for the way on which a receiver ends of its own with the fewest values. */
class ReceiverWalk {
  private readonly cfg: Cfg;
  private readonly events: ReadonlyMap<PointId, readonly ChannelEvent[]>;
  private readonly oks: ReadonlySet<SymbolId>;
  private readonly received: ReadonlySet<SymbolId>;

  constructor(
    private readonly counts: ChannelCounts,
    private readonly receiver: Thread,
    private readonly body: FuncInfo,
  ) {
    this.cfg = counts.cfgOf(body);
    this.events = counts.eventsIn(receiver, body);
    const own = counts.channel.operations.filter(({ thread }) => thread === receiver);
    this.oks = new Set(own.flatMap(({ node }) => okOf(counts, node) ?? []));
    this.received = new Set(own.flatMap(({ node }) => this.valuesOf(node)));
  }

  shortest(): CountedPath<number> | undefined {
    const { paths, isComplete } = countPaths<number>(this.counts.model, this.cfg, {
      start: 0,
      loops: this.counts.loopsOf(this.receiver, this.body),
      keyOf: (value) => String(value),
      at: (point, value) => this.at(point, value),
      over: (from, edge, value, facts) => {
        if (facts.some(({ symbol, value: known }) => known === 'false' && this.oks.has(symbol))) return undefined;
        return this.over(from, edge, value);
      },
      leave: () => undefined,
    });
    if (!isComplete) return undefined;
    return paths.reduce<CountedPath<number> | undefined>(
      (best, path) => (best === undefined || path.value < best.value ? path : best),
      undefined,
    );
  }

  private at(point: Point, value: number): number | undefined {
    if (this.isTold(point)) return undefined;
    let left = value;
    for (const event of this.events.get(point.id) ?? []) {
      const { receives, sends } = this.counts.ofEvent(event, this.receiver);
      if (sends > 0 || event.what === 'start') return undefined;
      if (event.what === 'operation' && event.operation.kind === 'range') continue;
      if (event.what !== 'operation' || event.operation.run !== 'here' || receives >= MANY) return undefined;
      left = Math.min(MANY, left + receives);
    }
    return left;
  }

  /** What ends with the channel, or because of the value that came, is known to the sender. */
  private over(from: Point, edge: Edge, value: number): number | undefined {
    const isRange = (this.events.get(from.id) ?? []).some(
      (event) => event.what === 'operation' && event.operation.kind === 'range',
    );
    if (isRange) return edge.label === 'true' ? Math.min(MANY, value + 1) : undefined;
    return from.kind === 'condition' && this.isAboutValue(from.node) ? undefined : value;
  }

  private isAboutValue(test: NodeId): boolean {
    return this.isNaming(test) || this.isNaming(this.tagOf(test));
  }

  /** What a switch compares with the value of a case. */
  private tagOf(test: NodeId): NodeId {
    const { ast } = this.counts.model;
    const parent = parentOf(ast, test);
    const clause = kindOf(ast, parent) === Kind.expression_list ? parentOf(ast, parent) : parent;
    const kind = kindOf(ast, clause);
    const isCase = kind === Kind.expression_case || kind === Kind.type_case;
    return isCase ? childIn(ast, parentOf(ast, clause), Field.value) : NO_NODE;
  }

  private isNaming(condition: NodeId): boolean {
    const { model } = this.counts;
    if (condition === NO_NODE) return false;
    for (let node = condition; node < afterOf(model.ast, condition); node = (node + 1) as NodeId) {
      const symbol = kindOf(model.ast, node) === Kind.identifier ? model.symbolAt(node) : undefined;
      if (symbol !== undefined && this.received.has(symbol.id)) return true;
    }
    return false;
  }

  /** A case of a select statement that somebody in the same function makes ready: a local channel or context. */
  private isTold(point: Point): boolean {
    const { model, facts } = this.counts;
    const clause = point.node === NO_NODE ? NO_NODE : parentOf(model.ast, point.node);
    if (clause === NO_NODE || kindOf(model.ast, clause) !== Kind.communication_case) return false;
    if (childIn(model.ast, clause, Field.communication) !== point.node) return false;
    const { what, channel } = alternativeOf(model, facts, clause);
    if (what !== 'channel' && what !== 'done') return false;
    const root = this.rootOf(channel);
    const symbol = root === NO_NODE ? undefined : model.symbolAt(root);
    if (symbol === undefined || symbol.func === NO_FUNC) return symbol === undefined;
    const isOwn = this.counts.channel.holders.some((holder) => holder.symbol === symbol.id);
    const isAssigned = model.referencesOf(symbol.id).some(({ access }) => access === 'write' || access === 'readwrite');
    // What the function is handed belongs to whoever calls it.
    const isHanded = symbol.func === this.body.id && symbol.kind === 'parameter';
    return !isOwn && (symbol.kind === 'variable' || isAssigned || isHanded);
  }

  private rootOf(expression: NodeId): NodeId {
    const { model } = this.counts;
    let at = expression;
    while (at !== NO_NODE && kindOf(model.ast, at) !== Kind.identifier) {
      const kind = kindOf(model.ast, at);
      if (kind === Kind.call_expression) at = model.callAt(at).callee;
      else if (kind === Kind.selector_expression) at = childIn(model.ast, at, Field.operand);
      else if (kind === Kind.parenthesized_expression) at = model.unparenthesized(at);
      else return NO_NODE;
    }
    return at;
  }

  /** The variables that a receive gives its value to. */
  private valuesOf(receive: NodeId): SymbolId[] {
    const { model } = this.counts;
    const { ast } = model;
    const isLoop = kindOf(ast, receive) === Kind.for_statement;
    let statement = isLoop ? ((receive + 1) as NodeId) : parentOf(ast, model.parenthesized(receive));
    if (kindOf(ast, statement) === Kind.expression_list) statement = parentOf(ast, statement);
    const left = childIn(ast, statement, Field.left);
    if (left === NO_NODE) return [];
    return childrenOf(ast, left).flatMap((name) => model.symbolAt(name)?.id ?? []);
  }
}
