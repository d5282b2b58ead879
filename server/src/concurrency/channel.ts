import type { FuncInfo, NodeId, SymbolId } from '../semantic/index.js';

/**
 * How many: `factor` times the value named by `of`, plus `offset`. A constant has `of` '' and `factor` 0. Equal `of`
 * mean the same value while the channel lives: names are told apart by binding, and nothing assigns them meanwhile.
 */
export interface Amount {
  readonly factor: number;
  readonly of: string;
  readonly offset: number;
}

/** `undefined`: nobody can tell. */
export type MaybeAmount = Amount | undefined;

/** How code comes to run in a goroutine of its own. `owner`: it does not, it makes the channel. */
export type StartedBy = 'owner' | 'go' | 'callee';

/** One goroutine (or, started in a loop, many alike), seen from a channel. */
export interface Thread {
  /** Position in `Channel.threads`; 0 is the function that makes the channel. */
  readonly id: number;
  readonly startedBy: StartedBy;
  /** The thread that starts it; `undefined` for the owner. */
  readonly starter: Thread | undefined;
  /** The functions through which the starter comes to `start`, its own first; empty for the owner. */
  readonly via: readonly Step[];
  /** The go statement, or the call of `errgroup.Group.Go` and its like; `NO_NODE` for the owner. */
  readonly start: NodeId;
  /** The loops around `start` in its function, the innermost first. */
  readonly loops: readonly NodeId[];
  /** The function that runs; `undefined` where it stands in another file. */
  readonly body: FuncInfo | undefined;
  /** The function as the user calls it: `produce`; '' for a literal. */
  readonly name: string;
}

export type OperationKind = 'send' | 'receive' | 'range' | 'close';

/** Another way on for an operation in a select statement. */
export interface Alternative {
  /** `done`: `ctx.Done()`; `timer`: `time.After(…)`, `timer.C`; `channel`: any other receive; `send`: any other send. */
  readonly what: 'default' | 'done' | 'timer' | 'channel' | 'send';
  /** The case. */
  readonly clause: NodeId;
  /** The channel expression of the case; `NO_NODE` for `default`. */
  readonly channel: NodeId;
}

/**
 * `here`: each time the thread's function comes by. `perhaps`: the same, but it may be left out or be repeated.
 * `deferred`: when that function returns.
 */
export type OperationRun = 'here' | 'perhaps' | 'deferred';

/** One place that uses the channel. */
export interface Operation {
  readonly kind: OperationKind;
  readonly thread: Thread;
  /** Send statement, receive expression, for statement or `close` call; a call where the operation is in another file. */
  readonly node: NodeId;
  /** The function around `node`. */
  readonly func: FuncInfo;
  /** The function through whose code the thread comes here, the thread's own first, `func` last; with the calls between. */
  readonly via: readonly Step[];
  readonly run: OperationRun;
  /** The other cases of the select statement around it; `undefined` where it has none: it waits alone. */
  readonly guard: readonly Alternative[] | undefined;
  /** `NO_NODE` outside of select statements. */
  readonly select: NodeId;
  /** The loops around it in `func`, the innermost first. */
  readonly loops: readonly NodeId[];
  /** In another file: whether it is done in a loop there, and on every path. */
  readonly isElsewhere: boolean;
  readonly isRepeated: boolean;
  readonly isCertain: boolean;
}

/** A call (or defer statement) in `func` that leads on to the next function of the chain. */
export interface Step {
  readonly func: FuncInfo;
  /** Where in `func`; several for a literal that a variable holds and several calls call. `NO_NODE` for the last. */
  readonly places: readonly NodeId[];
  readonly run: OperationRun;
}

/** A way by which the channel gets to code that we do not see. */
export interface Escape {
  readonly how:
    'returned' | 'stored' | 'sent' | 'passed' | 'captured' | 'converted' | 'reassigned' | 'address' | 'other';
  readonly at: NodeId;
}

/** A variable that has the channel: its own, copies, parameters of functions it is passed to. */
export interface Holder {
  readonly symbol: SymbolId;
  readonly func: FuncInfo;
}

/** All that is known of one channel: what `make(chan …)` made there, or the nil that a variable stays. */
export interface Channel {
  /** The `make` call; `NO_NODE` for a variable that no channel is ever assigned to. */
  readonly make: NodeId;
  /** `declared`: by `:=` or `var`, anew each time; `assigned`: to a variable that was declared before; `nil`: never made. */
  readonly binding: 'declared' | 'assigned' | 'nil';
  /** The variable's name. */
  readonly name: string;
  readonly symbol: SymbolId;
  /** The function that makes it. */
  readonly owner: FuncInfo;
  /** How many values it takes without a receiver; `undefined` where nobody can tell. */
  readonly capacity: MaybeAmount;
  /** Where it gets out of sight; `undefined` if every use is in sight. */
  readonly escape: Escape | undefined;
  readonly holders: readonly Holder[];
  readonly threads: readonly Thread[];
  /** In source order within a thread's function. */
  readonly operations: readonly Operation[];
  /** `len(ch)` and `cap(ch)`: somebody looks at how full it is. */
  readonly measured: readonly NodeId[];
  /** Where its variable becomes nil again: `done = nil`. */
  readonly dropped: readonly NodeId[];
}

/** The channels of a declared function and the literals in it. */
export interface ChannelModel {
  /** In source order. */
  readonly channels: readonly Channel[];
  /** What was left out because it is too much, in words; normally empty. */
  readonly limits: readonly string[];
}
