import type { Node, Tree, TreeCursor } from 'web-tree-sitter';
import type { FlatAst, MissingToken, NodeId } from './flat-ast.js';
import { FLAG_ERROR, FLAG_MISSING, NO_NODE } from './flat-ast.js';
import { Kind } from './kinds.js';
import { Op } from './ops.js';
import type { Symbols } from './symbols.js';

/** What one walk fills; the arrays have room for every visible node of the tree and are cut to size at the end. */
interface Draft {
  readonly symbols: Symbols;
  readonly text: string;
  readonly hasError: boolean;
  readonly kind: Uint8Array;
  readonly field: Uint8Array;
  readonly op: Uint8Array;
  readonly flags: Uint8Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  readonly parent: Int32Array;
  readonly after: Uint32Array;
  readonly comments: number[];
  readonly errors: NodeId[];
  readonly missing: MissingToken[];
  hasHiddenError: boolean;
  size: number;
}

/** Copies a tree of `text` through the public cursor. Frees nothing but its own cursor, never recurses. */
export function flatten(tree: Tree, text: string, symbols: Symbols): FlatAst {
  const root = tree.rootNode;
  const draft = createDraft(root, text, symbols);
  const cursor = root.walk();
  try {
    walk(cursor, draft);
    draft.hasHiddenError = draft.hasError && draft.errors.length === 0;
    if (draft.hasHiddenError) addHiddenTerminator(draft, deepestWithError(cursor, draft));
    return finish(draft);
  } finally {
    cursor.delete();
  }
}

function createDraft(root: Node, text: string, symbols: Symbols): Draft {
  const capacity = root.descendantCount;
  return {
    symbols,
    text,
    hasError: root.hasError,
    kind: new Uint8Array(capacity),
    field: new Uint8Array(capacity),
    op: new Uint8Array(capacity),
    flags: new Uint8Array(capacity),
    start: new Uint32Array(capacity),
    end: new Uint32Array(capacity),
    parent: new Int32Array(capacity),
    after: new Uint32Array(capacity),
    comments: [],
    errors: [],
    missing: [],
    hasHiddenError: false,
    size: 0,
  };
}

function finish(draft: Draft): FlatAst {
  const { size, missing, hasHiddenError } = draft;
  if (size > draft.kind.length) throw new Error(`the parser counted ${draft.kind.length} nodes but shows ${size}`);
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

/** Preorder, descending into kept nodes only: tokens and comments have no children. */
function walk(cursor: TreeCursor, draft: Draft): void {
  const { after, parent } = draft;
  let above: NodeId = NO_NODE;
  for (;;) {
    const node = visit(cursor, draft, above);
    if (node !== NO_NODE && cursor.gotoFirstChild()) {
      above = node;
      continue;
    }
    if (node !== NO_NODE) after[node] = draft.size;
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent()) return;
      after[above] = draft.size;
      above = parent[above] as NodeId;
    }
  }
}

/** Notes what the cursor stands on; answers the new node, or `NO_NODE` for a token or a comment. */
function visit(cursor: TreeCursor, draft: Draft, above: NodeId): NodeId {
  const symbol = cursor.nodeTypeId;
  const kind = draft.symbols.kinds[symbol] as Kind;
  if (kind === Kind.none) {
    addToken(cursor, draft, symbol, above);
    return NO_NODE;
  }
  if (kind === Kind.comment) {
    addComment(cursor, draft);
    return NO_NODE;
  }
  return addNode(cursor, draft, kind, above);
}

function addNode(cursor: TreeCursor, draft: Draft, kind: Kind, above: NodeId): NodeId {
  const node = draft.size++ as NodeId;
  const start = cursor.startIndex;
  const end = cursor.endIndex;
  draft.kind[node] = kind;
  draft.field[node] = draft.symbols.fields[cursor.currentFieldId] ?? 0;
  draft.start[node] = start;
  draft.end[node] = end;
  draft.parent[node] = above;
  if (!draft.hasError) return node;
  const flags = kind === Kind.ERROR ? FLAG_ERROR : start === end && cursor.nodeIsMissing ? FLAG_MISSING : 0;
  draft.flags[node] = flags;
  if (flags !== 0) draft.errors.push(node);
  return node;
}

function addComment(cursor: TreeCursor, draft: Draft): void {
  const start = cursor.startIndex;
  const end = cursor.endIndex;
  // The grammar ends a line comment before LF; with CRLF the CR would be part of it. A general one ends in '/'.
  const isBeforeCr = draft.text.charCodeAt(end - 1) === 13;
  draft.comments.push(start, isBeforeCr ? end - 1 : end);
}

function addToken(cursor: TreeCursor, draft: Draft, symbol: number, above: NodeId): void {
  const op = opAfter(draft, symbol, above);
  if (op !== Op.none) draft.op[above] = op;
  if (!draft.hasError || !cursor.nodeIsMissing) return;
  draft.errors.push(above);
  draft.missing.push({ node: above, offset: cursor.startIndex, token: draft.symbols.names[symbol] ?? '' });
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
function addHiddenTerminator(draft: Draft, node: NodeId): void {
  let offset = draft.start[node] ?? 0;
  for (let child = node + 1; child < (draft.after[node] ?? 0); child = draft.after[child] as number) {
    offset = draft.end[child] as number;
  }
  draft.errors.push(node);
  draft.missing.push({ node, offset, token: '\n' });
}

/**
 * The smallest kept node around an error that no visible node shows: a terminator that the parser put in.
 * Moves the cursor from the root downwards.
 */
function deepestWithError(cursor: TreeCursor, draft: Draft): NodeId {
  let node = 0 as NodeId;
  for (;;) {
    const child = enterChildWithError(cursor, draft, node);
    if (child === NO_NODE) return node;
    node = child;
  }
}

function enterChildWithError(cursor: TreeCursor, draft: Draft, node: NodeId): NodeId {
  if (!cursor.gotoFirstChild()) return NO_NODE;
  let child = (node + 1) as NodeId;
  do {
    const kind = draft.symbols.kinds[cursor.nodeTypeId] as Kind;
    if (kind === Kind.none || kind === Kind.comment) continue;
    if (cursor.currentNode.hasError) return child;
    child = draft.after[child] as NodeId;
  } while (cursor.gotoNextSibling());
  return NO_NODE;
}
