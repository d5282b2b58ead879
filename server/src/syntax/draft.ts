import type { FlatAst, MissingToken, NodeId } from './flat-ast.js';
import { FLAG_ERROR, FLAG_MISSING } from './flat-ast.js';
import { Kind } from './kinds.js';
import { Op } from './ops.js';
import type { Symbols } from './symbols.js';

/** The arrays of a `FlatAst`, with room for more nodes than there may be. */
interface Room {
  readonly kind: Uint8Array;
  readonly field: Uint8Array;
  readonly op: Uint8Array;
  readonly flags: Uint8Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  readonly parent: Int32Array;
  readonly after: Uint32Array;
}

/** What one walk fills; the arrays have room for every visible node of the tree, and `finish` copies the filled part. */
export interface Draft extends Room {
  readonly symbols: Symbols;
  readonly text: string;
  readonly hasError: boolean;
  readonly capacity: number;
  readonly comments: number[];
  readonly errors: NodeId[];
  readonly missing: MissingToken[];
  hasHiddenError: boolean;
  size: number;
}

/** Nodes for which there is always room, so that most files need no new arrays; 20 bytes each. */
const KEPT_CAPACITY = 1 << 17;

let kept: Room | undefined;

/** An empty draft for a tree of at most `capacity` visible nodes. Of two drafts at a time, only the newer one is valid. */
export function createDraft(capacity: number, text: string, symbols: Symbols, errors: 'has errors' | 'none'): Draft {
  const room = capacity > KEPT_CAPACITY ? createRoom(capacity) : (kept ??= createRoom(KEPT_CAPACITY));
  return {
    ...room,
    symbols,
    text,
    hasError: errors === 'has errors',
    capacity,
    comments: [],
    errors: [],
    missing: [],
    hasHiddenError: false,
    size: 0,
  };
}

function createRoom(capacity: number): Room {
  return {
    kind: new Uint8Array(capacity),
    field: new Uint8Array(capacity),
    op: new Uint8Array(capacity),
    flags: new Uint8Array(capacity),
    start: new Uint32Array(capacity),
    end: new Uint32Array(capacity),
    parent: new Int32Array(capacity),
    after: new Uint32Array(capacity),
  };
}

/** The tree that was drafted, in arrays of its own. */
export function finish(draft: Draft): FlatAst {
  const { size, missing, hasHiddenError } = draft;
  if (size > draft.capacity) throw new Error(`the parser counted ${draft.capacity} nodes but shows ${size}`);
  return {
    size,
    kind: draft.kind.slice(0, size),
    field: draft.field.slice(0, size),
    op: draft.op.slice(0, size),
    flags: draft.flags.slice(0, size),
    start: draft.start.slice(0, size),
    end: draft.end.slice(0, size),
    parent: draft.parent.slice(0, size),
    after: draft.after.slice(0, size),
    comments: Uint32Array.from(draft.comments),
    errors: [...new Set(draft.errors)].sort((a, b) => a - b),
    missing,
    hasHiddenError,
  };
}

/** Adds a kept node, offsets in UTF-16 code units; its `after` is set once its subtree is walked. */
export function addNode(draft: Draft, kind: Kind, field: number, start: number, end: number, above: NodeId): NodeId {
  const node = draft.size++ as NodeId;
  draft.kind[node] = kind;
  draft.field[node] = draft.symbols.fields[field] ?? 0;
  draft.op[node] = 0;
  draft.flags[node] = 0;
  draft.start[node] = start;
  draft.end[node] = end;
  draft.parent[node] = above;
  if (kind === Kind.ERROR) addFlag(draft, node, FLAG_ERROR);
  return node;
}

/** Notes that the parser put the node in. An ERROR node stays one. */
export function markMissing(draft: Draft, node: NodeId): void {
  if (draft.kind[node] !== Kind.ERROR) addFlag(draft, node, FLAG_MISSING);
}

function addFlag(draft: Draft, node: NodeId, flag: number): void {
  draft.flags[node] = flag;
  draft.errors.push(node);
}

/**
 * Adds what another tree has at `node` and below, of a text that is the same there but begins `start` code units into
 * this one. Neither tree has errors.
 */
export function addCopy(draft: Draft, from: FlatAst, node: NodeId, start: number, above: NodeId): NodeId {
  const copy = draft.size as NodeId;
  const after = from.after[node] as number;
  draft.kind.set(from.kind.subarray(node, after), copy);
  draft.field.set(from.field.subarray(node, after), copy);
  draft.op.set(from.op.subarray(node, after), copy);
  draft.flags.fill(0, copy, copy + after - node);
  const shift = start - (from.start[node] as number);
  const nodeShift = copy - node;
  for (let i: number = node; i < after; i++) {
    draft.start[i + nodeShift] = (from.start[i] as number) + shift;
    draft.end[i + nodeShift] = (from.end[i] as number) + shift;
    draft.parent[i + nodeShift] = (from.parent[i] as number) + nodeShift;
    draft.after[i + nodeShift] = (from.after[i] as number) + nodeShift;
  }
  draft.parent[copy] = above;
  draft.size += after - node;
  copyComments(draft, from, node, shift);
  return copy;
}

function copyComments(draft: Draft, { comments, start, end }: FlatAst, node: NodeId, shift: number): void {
  let low = 0;
  let high = comments.length >>> 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((comments[2 * middle] as number) < (start[node] as number)) low = middle + 1;
    else high = middle;
  }
  for (let i = 2 * low; i < comments.length && (comments[i] as number) < (end[node] as number); i += 2) {
    draft.comments.push((comments[i] as number) + shift, (comments[i + 1] as number) + shift);
  }
}

export function addComment(draft: Draft, start: number, end: number): void {
  // The grammar ends a line comment before LF; with CRLF the CR would be part of it. A general one ends in '/'.
  const isBeforeCr = draft.text.charCodeAt(end - 1) === 13;
  draft.comments.push(start, isBeforeCr ? end - 1 : end);
}

/** A token without name, which stands in `above`. */
export function addToken(draft: Draft, symbol: number, above: NodeId): void {
  const op = opAfter(draft, symbol, above);
  if (op !== Op.none) draft.op[above] = op;
}

/** A token without name that the parser put in. */
export function addMissingToken(draft: Draft, symbol: number, above: NodeId, offset: number): void {
  draft.errors.push(above);
  draft.missing.push({ node: above, offset, token: draft.symbols.names[symbol] ?? '' });
}

/** What a token adds to the `op` of the node that it stands in; `none` leaves it as it is. */
function opAfter({ symbols, kind, op }: Draft, symbol: number, node: NodeId): Op {
  switch (kind[node] as Kind) {
    case Kind.unary_expression:
    case Kind.binary_expression:
      return symbols.operators[symbol] as Op;
    case Kind.assignment_statement:
    case Kind.short_var_declaration:
    case Kind.range_clause:
    case Kind.receive_statement:
      return symbols.assignments[symbol] as Op;
    case Kind.channel_type:
      return symbol === symbols.chan ? opOfChan(op[node] as Op) : opOfArrow(op[node] as Op);
    case Kind.field_declaration:
      return symbols.operators[symbol] === Op.times ? Op.embeddedPointer : Op.none;
    default:
      return Op.none;
  }
}

// The tokens of a channel type are `chan` and `<-`; which of them comes first tells its direction.

function opOfChan(before: Op): Op {
  return before === Op.none ? Op.channelBoth : Op.none;
}

function opOfArrow(before: Op): Op {
  return before === Op.none ? Op.channelReceive : Op.channelSend;
}

/** Behind the last child, for the only terminator ever seen to be put in is the one at the end of the file. */
export function addHiddenTerminator(draft: Draft, node: NodeId): void {
  let offset = draft.start[node] ?? 0;
  for (let child = node + 1; child < (draft.after[node] ?? 0); child = draft.after[child] as number) {
    offset = draft.end[child] as number;
  }
  draft.hasHiddenError = true;
  draft.errors.push(node);
  draft.missing.push({ node, offset, token: '\n' });
}
