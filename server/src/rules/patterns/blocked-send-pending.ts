import type { ChannelCounts, ChannelEvent, CountedPath, Thread } from '../../concurrency/index.js';
import { MANY, countPaths } from '../../concurrency/index.js';
import type { Cfg, Edge, Fact, FileModel, NodeId, Point, PointId, SymbolId } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  childIn,
  childrenIn,
  childrenOf,
  isWithin,
  kindOf,
  parentOf,
  pointsBefore,
} from '../../semantic/index.js';
import type { Settled } from './blocked-send-joins.js';
import { settledAt } from './blocked-send-joins.js';
import { orderedSenders } from './blocked-send-order.js';

/** How it stands between senders and receiver at a point of the owner. */
export interface Pending {
  /** Values that goroutines started so far may still want to send. */
  readonly values: number;
  /** Values received so far; no more than 3 are told apart. */
  readonly received: number;
  readonly isStarted: boolean;
}

/** How the owner can be left. */
export interface Outcome {
  /** Paths on which more values are left than the channel takes, the shortest first. */
  readonly blocked: readonly CountedPath<Pending>[];
  /** True if there is a way on which all senders come through. */
  readonly hasFineWay: boolean;
  readonly isComplete: boolean;
}

const NONE: Pending = { values: 0, received: 0, isStarted: false };

/** Walks the owner from the `make` on, counting what is to be sent and what is received. */
export function pendingWays(counts: ChannelCounts, capacity: number, senders: readonly Thread[]): Outcome {
  return new PendingWalk(counts, capacity, senders).run();
}

class PendingWalk {
  private readonly cfg: Cfg;
  private readonly owner: Thread;
  private readonly events: ReadonlyMap<PointId, readonly ChannelEvent[]>;
  private readonly settled: ReadonlyMap<PointId, Settled>;
  private readonly make: PointId | undefined;
  private readonly drops: ReadonlySet<PointId>;
  private readonly ahead: ReadonlySet<PointId>;
  /** The second result of receives: false says that the channel is closed. */
  private readonly oks: ReadonlySet<SymbolId>;
  /** Senders that wait for each other. */
  private readonly ordered: ReadonlySet<Thread>;
  /** Loops of unknown rounds that receive. */
  private readonly turns: readonly NodeId[];
  private hasFineWay = false;

  constructor(
    private readonly counts: ChannelCounts,
    private readonly capacity: number,
    senders: readonly Thread[],
  ) {
    const { channel } = counts;
    this.cfg = counts.cfgOf(channel.owner);
    this.owner = channel.threads[0] as Thread;
    this.events = counts.eventsIn(this.owner, channel.owner);
    this.settled = settledAt(counts, senders);
    this.ordered = orderedSenders(counts, senders);
    this.make = this.cfg.pointOf(channel.make);
    this.drops = new Set(channel.dropped.flatMap((node) => this.cfg.pointOf(node) ?? []));
    this.ahead = this.pointsBeforeStarts();
    this.turns = counts
      .loopsOf(this.owner, channel.owner)
      .filter(({ loop, trips }) => trips === undefined && this.isReceiving(loop))
      .map(({ loop }) => loop);
    this.oks = new Set(channel.operations.flatMap(({ node }) => okOf(counts, node) ?? []));
  }

  run(): Outcome {
    if (this.make === undefined) return { blocked: [], hasFineWay: true, isComplete: false };
    const { paths, isComplete } = countPaths<Pending>(this.counts.model, this.cfg, {
      from: this.make,
      start: NONE,
      loops: this.counts.loopsOf(this.owner, this.counts.channel.owner),
      keyOf: ({ values, received, isStarted }) => `${values} ${received} ${isStarted ? 1 : 0}`,
      ...(this.counts.channel.binding === 'declared' ? { until: this.make } : {}),
      at: (point, value) => this.at(point, value),
      over: (from, edge, value, facts) => this.over(from, edge, value, facts),
      leave: (loop, value) => this.leave(loop, value),
    });
    const blocked = paths.filter(({ value }) => value.values > this.capacity);
    const fine = paths.some(({ value }) => value.isStarted && value.values <= this.capacity);
    return { blocked, hasFineWay: this.hasFineWay || fine, isComplete };
  }

  private at(point: Point, value: Pending): Pending | undefined {
    if (point.id === this.make) return this.again(value);
    if (this.drops.has(point.id)) return this.fine();
    let left: Pending | undefined = value;
    const settled = this.settled.get(point.id);
    if (settled !== undefined && value.isStarted) {
      if (settled === 'done') return this.fine();
      left = { ...value, values: Math.max(0, minus(value.values, settled)) };
    }
    for (const event of this.events.get(point.id) ?? []) {
      if (left !== undefined) left = this.happen(event, left);
    }
    if (left === undefined || left.values > this.capacity || this.ahead.has(point.id)) return left;
    // Nobody is left to send: whatever comes, all is well.
    return left.isStarted ? this.fine() : undefined;
  }

  /** The `make` again: a declared channel is left behind as it is, another one may have been handled before. */
  private again(value: Pending): Pending | undefined {
    return this.counts.channel.binding === 'declared' ? value : this.fine();
  }

  private happen(event: ChannelEvent, value: Pending): Pending | undefined {
    const { sends, receives, closes } = this.counts.ofEvent(event, this.owner);
    if (event.what === 'start') {
      return receives > 0 ? this.fine() : this.more(value, sends, event);
    }
    if (closes) return this.fine();
    if (event.what === 'operation' && event.operation.isElsewhere && receives > 0) return this.fine();
    if (event.what === 'operation' && event.operation.kind === 'range') return value;
    if (receives > 0) {
      const isLater = event.what === 'call' ? event.run !== 'here' : event.operation.run !== 'here';
      if (isLater || receives >= MANY) return this.fine();
      return this.receive(value, receives);
    }
    return sends === 0 ? value : this.more(value, sends, event);
  }

  /**
   * In a loop of unknown rounds that also receives, the next goroutine may be started only when the last one has been
   * heard: they are not added up. Neither are those that wait for each other.
   */
  private more(value: Pending, sends: number, event: ChannelEvent): Pending {
    const isOrdered = event.what === 'start' && this.ordered.has(event.thread);
    const isTurn = isOrdered || this.turns.some((loop) => isWithin(this.counts.model.ast, event.node, loop));
    const values = isTurn ? Math.max(value.values, sends) : value.values + sends;
    return { ...value, values: Math.min(MANY, values), isStarted: true };
  }

  private receive(value: Pending, count: number): Pending | undefined {
    if (value.values < count) return this.blockedReceive(value);
    return { ...value, values: minus(value.values, count), received: Math.min(3, value.received + count) };
  }

  /** The receiver waits for a value that does not come: another rule's business. */
  private blockedReceive(value: Pending): undefined {
    if (value.isStarted) this.hasFineWay = true;
    return undefined;
  }

  private over(from: Point, edge: Edge, value: Pending, facts: readonly Fact[]): Pending | undefined {
    if (facts.some(({ symbol, value: known }) => known === 'false' && this.oks.has(symbol))) return this.fine();
    const ranged = (this.events.get(from.id) ?? []).some(
      (event) => event.what === 'operation' && event.operation.kind === 'range' && !event.operation.isElsewhere,
    );
    if (!ranged) return value;
    // A range statement ends when the channel is closed and empty.
    return edge.label === 'true' ? this.receive(value, 1) : this.fine();
  }

  /** How often a loop has received is not known when its condition ends it. */
  private leave(loop: NodeId, value: Pending): Pending | undefined {
    return this.isReceiving(loop) ? this.fine() : value;
  }

  private isReceiving(loop: NodeId): boolean {
    const body = childIn(this.counts.model.ast, loop, Field.body);
    return [...this.events.values()]
      .flat()
      .some(
        (event) =>
          isWithin(this.counts.model.ast, event.node, body) && this.counts.ofEvent(event, this.owner).receives > 0,
      );
  }

  private fine(): undefined {
    this.hasFineWay = true;
    return undefined;
  }

  /** The points from which a path leads to the start of another goroutine. */
  private pointsBeforeStarts(): ReadonlySet<PointId> {
    const starts = [...this.events].filter(([, events]) => events.some((event) => this.startsOrSends(event)));
    const seen = new Set<PointId>();
    const work = starts.flatMap(([point]) => [...pointsBefore(this.cfg, point)]);
    for (let point = work.pop(); point !== undefined; point = work.pop()) {
      if (seen.has(point)) continue;
      seen.add(point);
      work.push(...pointsBefore(this.cfg, point));
    }
    return seen;
  }

  private startsOrSends(event: ChannelEvent): boolean {
    return event.what === 'start' || this.counts.ofEvent(event, this.owner).sends > 0;
  }
}

function minus(a: number, b: number): number {
  return a >= MANY && b < MANY ? MANY : Math.max(0, a - b);
}

/** `ok` of `v, ok := <-ch`, for the receive expression. */
export function okOf({ model }: ChannelCounts, receive: NodeId): SymbolId | undefined {
  const { ast } = model;
  const parent = parentOf(ast, model.parenthesized(receive));
  const statement = kindOf(ast, parent) === Kind.expression_list ? parentOf(ast, parent) : parent;
  const ok = namesGiven(model, statement)[1];
  return ok === undefined ? undefined : model.symbolAt(ok)?.id;
}

/** The names that a statement gives values to. */
function namesGiven({ ast }: FileModel, statement: NodeId): NodeId[] {
  switch (kindOf(ast, statement)) {
    case Kind.var_spec:
      return childrenIn(ast, statement, Field.name);
    case Kind.short_var_declaration:
    case Kind.assignment_statement:
    case Kind.receive_statement: {
      const left = childIn(ast, statement, Field.left);
      return left === NO_NODE ? [] : childrenOf(ast, left);
    }
    default:
      return [];
  }
}
