import type { NodeId } from '../syntax/index.js';

/** A call with what one file tells of its callee. */
export interface Call {
  readonly node: NodeId;
  /** The called expression, without parentheses around it. */
  readonly callee: NodeId;
  readonly args: readonly NodeId[];
}
