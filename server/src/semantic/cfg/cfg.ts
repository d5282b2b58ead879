import type { Brand } from '../../base/index.js';
import type { NodeId } from '../../syntax/index.js';
import type { FuncId } from '../bind/bindings.js';

/** Index of a point in a `Cfg`. */
export type PointId = Brand<number, 'PointId'>;

/**
 * What a point is. `statement`: a simple statement. `condition`: an operand of a condition or a value of a case, left
 * by `true` and `false` edges. `head`: the range clause, switch or select that chooses; `join`: nothing happens.
 * `exit`: the function returns; `panic`: it panics; `goexit`: the goroutine ends as by `runtime.Goexit`. Deferred calls
 * run before these three; they are listed, not woven in. A point without successors that is none of these ends the
 * process or never goes on.
 */
export type PointKind = 'entry' | 'statement' | 'condition' | 'head' | 'join' | 'exit' | 'panic' | 'goexit';

/**
 * What chooses at a head. `range-channel` leaves only when the channel is closed; the body of `range-function` may run
 * on any goroutine that the iterator likes, and a `return` in it returns from this function; `range-collection` is over
 * a slice, array, string, map or integer. `select` waits until one of its cases is ready, `select-default` never waits,
 * `select-empty` waits for ever.
 */
export type HeadKind =
  | 'range-channel'
  | 'range-function'
  | 'range-collection'
  | 'range-unknown'
  | 'switch'
  | 'type-switch'
  | 'select'
  | 'select-default'
  | 'select-empty';

/** Why an edge is taken; `always` where there is no choice. `recovered` leads from a statement that panics to the return. */
export type EdgeLabel = 'always' | 'true' | 'false' | 'recovered';

export interface Edge {
  readonly to: PointId;
  readonly label: EdgeLabel;
}

export interface Point {
  readonly id: PointId;
  readonly kind: PointKind;
  /** What a point of kind `head` chooses by; `undefined` for all others. */
  readonly head: HeadKind | undefined;
  /** `NO_NODE` for entry, joins of loops, exit, panic and goexit. */
  readonly node: NodeId;
  readonly next: readonly Edge[];
}

/**
 * What a call expression does to the flow, where it stands as a statement. Deferred calls run where it `panics` or
 * `ends-goroutine`; they do not where it `ends-process` or `blocks` for ever.
 */
export type CallEffect = 'returns' | 'panics' | 'ends-goroutine' | 'ends-process' | 'blocks';

/** What the flow of a function depends on besides its own statements. */
export interface FlowQuestions {
  effectOf(call: NodeId): CallEffect;
  /** By the type of the expression that a range clause is over. */
  rangeKindOf(expression: NodeId): HeadKind;
  /** The value of an expression that is a constant; `undefined` where it is none or unknown. */
  constantOf(expression: NodeId): boolean | undefined;
  /**
   * The body of the literal that a call statement calls, where its statements are to be statements of this function;
   * `NO_NODE` for all other calls. Nothing may be deferred in it.
   */
  bodyInPlace(call: NodeId): NodeId;
  /** True for a defer statement whose call recovers from panics. */
  recovers(defer: NodeId): boolean;
}

/** The control flow of one function body. Bodies of function literals inside it are graphs of their own, but for `bodyInPlace`. */
export interface Cfg {
  readonly func: FuncId;
  readonly points: readonly Point[];
  readonly entry: PointId;
  /** Reached by `return`, by the end of the body, and by panics that a deferred call may recover from. */
  readonly exit: PointId;
  /** Reached by a panic that is certain. */
  readonly panic: PointId;
  /** Reached by calls that end the goroutine and run deferred calls. */
  readonly goexit: PointId;
  /** Defer statements in source order. */
  readonly defers: readonly NodeId[];
  /** Per for statement: the point at which each of its iterations begins. */
  readonly loopTops: ReadonlyMap<NodeId, PointId>;
  /** The point whose evaluation covers `node`; `undefined` for nodes of nested literals and of no point. */
  pointOf(node: NodeId): PointId | undefined;
}

/** True for the three points at which a function is left. */
export function isEndOf(cfg: Cfg, point: PointId): boolean {
  return point === cfg.exit || point === cfg.panic || point === cfg.goexit;
}
