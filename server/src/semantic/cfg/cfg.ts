import type { Brand } from '../../base/index.js';
import type { NodeId } from '../../syntax/index.js';

/** Index of a point in a `Cfg`. */
export type PointId = Brand<number, 'PointId'>;

/**
 * What a point is. `statement`: a simple statement. `condition`: an operand of a condition, left by `true` and `false`
 * edges. `head`: the range clause, switch or select that chooses; `join`: nothing happens. `exit`: the function returns;
 * `panic`: it panics. Deferred calls run before both; they are listed, not woven in.
 */
export type PointKind = 'entry' | 'statement' | 'condition' | 'head' | 'join' | 'exit' | 'panic';

/** Why an edge is taken; `always` where there is no choice. */
export type EdgeLabel = 'always' | 'true' | 'false';

export interface Edge {
  readonly to: PointId;
  readonly label: EdgeLabel;
}

export interface Point {
  readonly id: PointId;
  readonly kind: PointKind;
  /** `NO_NODE` for entry, join, exit and panic. */
  readonly node: NodeId;
  readonly next: readonly Edge[];
}

/** The control flow of one function body. Bodies of function literals inside it are graphs of their own. */
export interface Cfg {
  readonly points: readonly Point[];
  readonly entry: PointId;
  /** Reached by `return` and by the end of the body. */
  readonly exit: PointId;
  /** Reached by a panic that is certain. */
  readonly panic: PointId;
  /** Defer statements in source order. */
  readonly defers: readonly NodeId[];
  /** The point whose evaluation covers `node`; `undefined` for nodes of nested literals and unreachable code. */
  pointOf(node: NodeId): PointId | undefined;
}
