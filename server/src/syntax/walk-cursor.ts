import type { TreeCursor } from 'web-tree-sitter';
import type { Draft } from './draft.js';
import { addComment, addMissingToken, addNode, addToken, markMissing } from './draft.js';
import type { NodeId } from './flat-ast.js';
import { NO_NODE } from './flat-ast.js';
import { Kind } from './kinds.js';

/**
 * Fills the draft through the public cursor, which stands on the root. Preorder, descending into kept nodes only:
 * tokens and comments have no children. Never recurses.
 */
export function walkCursor(cursor: TreeCursor, draft: Draft): void {
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
  if (kind === Kind.comment) {
    addComment(draft, cursor.startIndex, cursor.endIndex);
    return NO_NODE;
  }
  const isMissing = draft.hasError && cursor.nodeIsMissing;
  if (kind === Kind.none) {
    addToken(draft, symbol, above);
    if (isMissing) addMissingToken(draft, symbol, above, cursor.startIndex);
    return NO_NODE;
  }
  const node = addNode(draft, kind, cursor.currentFieldId, cursor.startIndex, cursor.endIndex, above);
  if (isMissing) markMissing(draft, node);
  return node;
}

/**
 * The smallest kept node around an error that no visible node shows: a terminator that the parser put in.
 * Moves the cursor from the root downwards.
 */
export function deepestWithError(cursor: TreeCursor, draft: Draft): NodeId {
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
