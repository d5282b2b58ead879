import type { Brand } from '../base/index.js';
import type { Kind, Field } from './kinds.js';

/** Index of a node in the arrays of a `FlatAst`. */
export type NodeId = Brand<number, 'NodeId'>;

/** What `parent` answers for the root, and look-ups for "there is none". */
export const NO_NODE = -1 as NodeId;

/** Bits of `FlatAst.flags`. */
export const FLAG_ERROR = 1; // an ERROR node: text that no rule of the grammar covers
export const FLAG_MISSING = 2; // a token that the parser put in; it has no text

/** A token without name, such as `}` or the newline that ends a statement, that the parser put in. */
export interface MissingToken {
  /** The node that it belongs to. */
  readonly node: NodeId;
  /** Where the parser put it in, in UTF-16 code units. */
  readonly offset: number;
  readonly token: string;
}

/**
 * A syntax tree as parallel arrays in preorder: the subtree of `i` is the range [i, after[i]).
 * Named nodes only, without comments, which stand apart; what anonymous tokens say is in `op` of their parent.
 * Offsets are UTF-16 code units. Plain data: it points at nothing and may cross threads.
 */
export interface FlatAst {
  readonly size: number;
  readonly kind: Uint8Array;
  /** The role under the parent (`Field.none` where the grammar names none). */
  readonly field: Uint8Array;
  /** `Op` of the node's significant token: operator, assignment form, channel direction, `*` of an embedded field. */
  readonly op: Uint8Array;
  readonly flags: Uint8Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  readonly parent: Int32Array;
  /** First index behind the subtree. */
  readonly after: Uint32Array;
  /** Start and end of every comment in turn, ascending. A comment ends before its line end and before a CR. */
  readonly comments: Uint32Array;
  /** All ERROR and MISSING nodes and those that miss a token of their own, ascending. Empty exactly if the text is right. */
  readonly errors: readonly NodeId[];
  /** Tokens without name that the parser put in, in source order. */
  readonly missing: readonly MissingToken[];
  /**
   * The only error is a terminator that the parser put in and that no node of the tree shows. It stands in `missing`
   * with the smallest node around it; its offset is behind that node's last child, which is likely but not certain.
   */
  readonly hasHiddenError: boolean;
}

export function kindOf(ast: FlatAst, node: NodeId): Kind {
  return ast.kind[node] as Kind;
}

export function fieldOf(ast: FlatAst, node: NodeId): Field {
  return ast.field[node] as Field;
}

export function startOf(ast: FlatAst, node: NodeId): number {
  return ast.start[node] as number;
}

export function endOf(ast: FlatAst, node: NodeId): number {
  return ast.end[node] as number;
}

export function parentOf(ast: FlatAst, node: NodeId): NodeId {
  return (ast.parent[node] ?? NO_NODE) as NodeId;
}

/** First index behind the subtree of `node`. */
export function afterOf(ast: FlatAst, node: NodeId): NodeId {
  return ast.after[node] as NodeId;
}

/** The first child, or `NO_NODE`. */
export function firstChild(ast: FlatAst, node: NodeId): NodeId {
  return node + 1 < afterOf(ast, node) ? ((node + 1) as NodeId) : NO_NODE;
}

/** The next child of the same parent, or `NO_NODE`. */
export function nextSibling(ast: FlatAst, node: NodeId): NodeId {
  const next = afterOf(ast, node);
  const parent = parentOf(ast, node);
  return parent !== NO_NODE && next < afterOf(ast, parent) ? next : NO_NODE;
}

/** The children in source order. */
export function childrenOf(ast: FlatAst, node: NodeId): NodeId[] {
  const children: NodeId[] = [];
  for (let child = firstChild(ast, node); child !== NO_NODE; child = nextSibling(ast, child)) children.push(child);
  return children;
}

/** The first child in that role, or `NO_NODE`. */
export function childIn(ast: FlatAst, node: NodeId, field: Field): NodeId {
  for (let child = firstChild(ast, node); child !== NO_NODE; child = nextSibling(ast, child)) {
    if (ast.field[child] === field) return child;
  }
  return NO_NODE;
}

/** All children in that role, in source order. */
export function childrenIn(ast: FlatAst, node: NodeId, field: Field): NodeId[] {
  return childrenOf(ast, node).filter((child) => ast.field[child] === field);
}

/** The position of a child among its siblings, of the same role if one is given. */
export function indexOfChild(ast: FlatAst, parent: NodeId, child: NodeId, field?: Field): number {
  let index = 0;
  for (let at = firstChild(ast, parent); at !== NO_NODE && at < child; at = nextSibling(ast, at)) {
    if (field === undefined || ast.field[at] === field) index++;
  }
  return index;
}

/** True if `node` is `ancestor` or lies below it. */
export function isWithin(ast: FlatAst, node: NodeId, ancestor: NodeId): boolean {
  return node >= ancestor && node < afterOf(ast, ancestor);
}

export function textOf(ast: FlatAst, text: string, node: NodeId): string {
  return text.slice(startOf(ast, node), endOf(ast, node));
}

/** One place at which the text is not Go. */
export interface ErrorPlace {
  /** In UTF-16 code units. */
  readonly offset: number;
  /** The ERROR or MISSING node, or the node that misses a token. */
  readonly node: NodeId;
  /** The token that is missing, where it is one without a name. */
  readonly token: string | undefined;
}

/** All places at which the text is not Go, by offset. */
export function errorPlaces(ast: FlatAst): ErrorPlace[] {
  const nodes = ast.errors.filter((node) => ast.flags[node] !== 0);
  return [...nodes.map((node) => ({ offset: startOf(ast, node), node, token: undefined })), ...ast.missing].sort(
    (a, b) => a.offset - b.offset,
  );
}

/** True if an ERROR or MISSING node lies in the subtree of `node`. */
export function containsError(ast: FlatAst, node: NodeId): boolean {
  let low = 0;
  let high = ast.errors.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ast.errors[middle] as number) < node) low = middle + 1;
    else high = middle;
  }
  const first = ast.errors[low];
  return first !== undefined && first < afterOf(ast, node);
}
