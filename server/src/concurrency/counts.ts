import type { PackageFacts } from '../facts/index.js';
import type { Cfg, Edge, FileModel, FuncInfo, NodeId, PointId } from '../semantic/index.js';
import { Kind, NO_FUNC, afterOf, isInFlowOf, kindOf, loopsInFlow } from '../semantic/index.js';
import { tripsOf, valueOf } from './amounts.js';
import type { Channel, MaybeAmount, Operation, Thread } from './channel.js';
import type { CountedLoop } from './count-search.js';
import { countPaths } from './count-search.js';
import type { ChannelEvent } from './events.js';
import { isAnswering, isExchanging, isNamedFor, isOnceIn, isRecovering, loopsOn } from './counts-special.js';
import { eventsIn } from './events.js';
import { cfgOf } from './flow.js';
import type { Given } from './given.js';
import { decidedBy, givenBy, keyOfGiven } from './given.js';
import { bodyOf } from './places.js';

/** So many that it does not matter how many; counts end there. */
export const MANY = 24;

/** What every name stands for when amounts are compared: `len(xs)` elements, `n` workers. */
const EACH = 3;

/** Larger constants are not counted with. */
const LARGEST = 8;

/** What a stretch of code does at most: sends that wait alone, receives (`MANY` where it ranges). */
export interface Effects {
  readonly sends: number;
  readonly receives: number;
  readonly closes: boolean;
}

const NOTHING: Effects = { sends: 0, receives: 0, closes: false };

/** Counts what goroutines do with one channel. Questions about the same code are answered once. */
export class ChannelCounts {
  private readonly ofFunction = new Map<string, Effects>();
  private readonly events = new Map<string, ReadonlyMap<PointId, readonly ChannelEvent[]>>();
  private sendingCounted: boolean | undefined;
  /** True if a bound was hit: the counts may be too low. */
  isIncomplete = false;

  constructor(
    readonly model: FileModel,
    readonly facts: PackageFacts,
    readonly channel: Channel,
  ) {}

  cfgOf(func: FuncInfo): Cfg {
    return cfgOf(this.model, this.facts, func);
  }

  /** A comparable number for an amount; `undefined` where nobody can tell, and where it is large. */
  numberOf(amount: MaybeAmount): number | undefined {
    if (amount === undefined) return undefined;
    const value = valueOf(amount, EACH);
    return value > LARGEST ? undefined : Math.max(0, value);
  }

  /** How often a loop goes round, names taken as they are while the channel lives. */
  tripsOf(loop: NodeId): MaybeAmount {
    const { make, symbol } = this.channel;
    const place = make >= 0 ? make : (this.model.symbol(symbol)?.declaration ?? loop);
    return tripsOf({ model: this.model, facts: this.facts, since: this.model.spanOf(place).start }, loop);
  }

  /** The channel's events in one function of a goroutine. */
  eventsIn(thread: Thread, func: FuncInfo): ReadonlyMap<PointId, readonly ChannelEvent[]> {
    const key = `${thread.id} ${func.id}`;
    const known = this.events.get(key);
    if (known !== undefined) return known;
    const made = eventsIn(this.model, this.cfgOf(func), this.channel, thread, func);
    this.events.set(key, made);
    return made;
  }

  /**
   * The loops of a function that events stand in, with their trips. Where goroutines are started, or send, in loops
   * within loops or in ones that nobody can count, no loop that receives is counted: how the sums agree is not known.
   */
  loopsOf(thread: Thread, func: FuncInfo): readonly CountedLoop[] {
    const events = [...this.eventsIn(thread, func).values()].flat();
    const { ast } = this.model;
    const isIn = (loop: NodeId) => (event: ChannelEvent) => event.node > loop && event.node < afterOf(ast, loop);
    const loops = this.model.bindings.loops.filter(
      (loop) =>
        loop > func.node &&
        loop < afterOf(ast, func.node) &&
        events.some(isIn(loop)) &&
        isInFlowOf(this.model, this.model.funcAt(loop)?.id ?? NO_FUNC, func.id),
    );
    const isCountable = this.isSendingCounted();
    return loops.map((loop) => {
      const isReceiving = events.filter(isIn(loop)).some((event) => this.ofEvent(event, thread).receives > 0);
      const trips = this.tripsOf(loop);
      const isKnown = !isReceiving || (isCountable && isNamedFor(this, trips));
      return { loop, trips: isKnown ? this.numberOf(trips) : undefined };
    });
  }

  /** True if each sender sends once, or in one loop of known trips, from its start in the owner on. */
  isSendingCounted(): boolean {
    this.sendingCounted ??= this.channel.operations
      .filter(({ kind }) => kind === 'send')
      .every((send) => {
        const loops = [...loopsOn(this.model, send), ...this.startLoops(send.thread)];
        const isOne = loops.length < 2 && !(send.isElsewhere && send.isRepeated);
        return isOne && loops.every((loop) => this.numberOf(this.tripsOf(loop)) !== undefined);
      });
    return this.sendingCounted;
  }

  /** The loops in which a goroutine, and those that start it, are started. */
  private startLoops({ starter, loops, via }: Thread): readonly NodeId[] {
    const outer = starter === undefined ? [] : this.startLoops(starter);
    const calls = via.flatMap(({ func, places }) => places.flatMap((place) => loopsInFlow(this.model, place, func.id)));
    return [...loops, ...calls, ...outer];
  }

  /** What one run of a goroutine does at most, the goroutines that it starts included. */
  ofThread(thread: Thread): Effects {
    const { body, start, startedBy } = thread;
    if (body !== undefined) {
      const given = startedBy === 'go' ? givenBy(this.model, start, body) : undefined;
      return this.ofFunctionIn(thread, body, given);
    }
    const own = this.channel.operations.filter((operation) => operation.thread === thread);
    return own.map(effectsElsewhere).reduce(plus, NOTHING);
  }

  /** What one run of a function does at most, as code of a goroutine, with the constants that its call hands to it. */
  ofFunctionIn(thread: Thread, func: FuncInfo, given: Given = new Map()): Effects {
    const key = `${thread.id} ${func.id} ${keyOfGiven(given)}`;
    const known = this.ofFunction.get(key);
    if (known !== undefined) return known;
    // For functions that call themselves.
    this.ofFunction.set(key, NOTHING);
    const made = this.count(thread, func, given);
    this.ofFunction.set(key, made);
    return made;
  }

  /** What happens at most by one event. */
  ofEvent(event: ChannelEvent, thread: Thread): Effects {
    switch (event.what) {
      case 'operation':
        return event.operation.isElsewhere ? effectsElsewhere(event.operation) : effectsHere(event.operation);
      case 'start':
        // What it answers is counted where it is asked.
        return isExchanging(this, event.thread) ? NOTHING : this.ofThread(event.thread);
      case 'call': {
        const inner = this.ofFunctionIn(thread, event.func, this.givenTo(event.func, event.node));
        if (event.run === 'deferred' && isRecovering(this.model, event.func)) return { ...inner, sends: 0 };
        return event.run === 'perhaps' ? { ...inner, receives: inner.receives > 0 ? MANY : 0 } : inner;
      }
    }
  }

  /** The constants of a call; none where it only leads to the function, as a helper that gets it does. */
  private givenTo(func: FuncInfo, call: NodeId): Given | undefined {
    const isCall = kindOf(this.model.ast, call) === Kind.call_expression;
    const isOwn = isCall && bodyOf(this.model, this.facts, this.model.callAt(call)) === func;
    return isOwn ? givenBy(this.model, call, func) : undefined;
  }

  /** The largest number of sends and of receives on any path of the function to its end. */
  private count(thread: Thread, func: FuncInfo, given: Given): Effects {
    const events = this.eventsIn(thread, func);
    if (events.size === 0) return NOTHING;
    // What is done before the end of the process, or in a loop without end, counts as well.
    let most = NOTHING;
    const { isComplete } = countPaths<Effects>(this.model, this.cfgOf(func), {
      start: NOTHING,
      loops: this.loopsOf(thread, func),
      keyOf: ({ sends, receives }) => `${sends} ${receives}`,
      at: (point, value) => {
        const next = (events.get(point.id) ?? []).map((event) => this.ofEvent(event, thread)).reduce(plus, value);
        most = maximum(most, next);
        return next;
      },
      over: (from, edge, value) => (isExcluded(decidedBy(this.model, given, from.node), edge) ? undefined : value),
      leave: (_loop, value) => value,
    });
    if (!isComplete) this.isIncomplete = true;
    const isOne = most.sends > 1 && (isAnswering(this, thread) || isOnceIn(this, thread, func));
    return isOne ? { ...most, sends: 1 } : most;
  }
}

function isExcluded(isTrue: boolean | undefined, { label }: Edge): boolean {
  return isTrue !== undefined && label === (isTrue ? 'false' : 'true');
}

/** A send that may also do something else does not wait. */
function effectsHere({ kind, guard }: Operation): Effects {
  switch (kind) {
    case 'send':
      return { ...NOTHING, sends: guard !== undefined && guard.length > 0 ? 0 : 1 };
    case 'receive':
      return { ...NOTHING, receives: 1 };
    case 'range':
      return { ...NOTHING, receives: MANY };
    case 'close':
      return { ...NOTHING, closes: true };
  }
}

function effectsElsewhere(operation: Operation): Effects {
  const one = effectsHere({ ...operation, guard: undefined });
  const isWaiting = operation.guard === undefined;
  return {
    sends: !isWaiting ? 0 : operation.isRepeated && one.sends > 0 ? MANY : one.sends,
    receives: operation.isRepeated && one.receives > 0 ? MANY : one.receives,
    closes: one.closes,
  };
}

function plus(a: Effects, b: Effects): Effects {
  return {
    sends: Math.min(MANY, a.sends + b.sends),
    receives: Math.min(MANY, a.receives + b.receives),
    closes: a.closes || b.closes,
  };
}

function maximum(a: Effects, b: Effects): Effects {
  return {
    sends: Math.max(a.sends, b.sends),
    receives: Math.max(a.receives, b.receives),
    closes: a.closes || b.closes,
  };
}
