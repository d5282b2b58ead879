import type { Tree, TreeCursor } from 'web-tree-sitter';
import type { Draft } from './draft.js';
import { addHiddenTerminator, createDraft, finish } from './draft.js';
import type { FlatAst } from './flat-ast.js';
import { readLanguageTables } from './language-tables.js';
import type { Symbols } from './symbols.js';
import { deepestWithError, walkCursor } from './walk-cursor.js';
import type { Declarations, Reuse } from './walk-memory.js';
import { walkMemory } from './walk-memory.js';

/**
 * Copies a tree of `text`; frees nothing of it, and never recurses. With `memo`, that of the same document, it copies
 * from the flat tree before what an edit left alone, and notes this one.
 */
export type Flatten = (tree: Tree, text: string, memo?: FlattenMemo) => FlatAst;

/** What is kept of the flat tree of an open document, from one edit to the next. Begin a new one for a fresh parse. */
export interface FlattenMemo {
  before?: Declarations;
}

/** The parser's memory as it is now: it moves when it grows. */
export type ReadMemory = () => ArrayBufferLike;

/** Copies through the public cursor: what the faster way has to agree with. */
export function cursorFlatten(symbols: Symbols): Flatten {
  return (tree, text) =>
    flattenBy((draft) => withCursor(tree, (cursor) => walkCursor(cursor, draft)), tree, text, symbols);
}

/** Copies straight out of the parser's memory. `sample` is any tree; throws where its language is not as expected. */
export function memoryFlatten(readMemory: ReadMemory, symbols: Symbols, sample: Tree): Flatten {
  const { language, rootNode } = sample;
  const [address = 0] = new Uint32Array(readMemory(), rootNode.id + LANGUAGE_OF_TREE, 1);
  const size = { symbols: language.types.length, fields: language.fields.length - 1 };
  const tables = readLanguageTables(readMemory(), address, size);
  return (tree, text, memo) => {
    const now: Reuse | undefined = memo && { before: memo.before, nodes: new Map() };
    const walk = (draft: Draft): void => {
      const reuse = draft.hasError ? undefined : now;
      walkMemory({ memory: new Int32Array(readMemory()), tables }, tree.rootNode.id, draft, reuse);
    };
    const ast = flattenBy(walk, tree, text, symbols);
    if (memo !== undefined && now !== undefined) memo.before = { ast, nodes: now.nodes };
    return ast;
  };
}

/** A tree begins with the subtree of its root, of 8 bytes; the address of its language follows. */
const LANGUAGE_OF_TREE = 8;

function flattenBy(walk: (draft: Draft) => void, tree: Tree, text: string, symbols: Symbols): FlatAst {
  const root = tree.rootNode;
  const draft = createDraft(root.descendantCount, text, symbols, root.hasError ? 'has errors' : 'none');
  walk(draft);
  if (draft.hasError && draft.errors.length === 0) {
    addHiddenTerminator(
      draft,
      withCursor(tree, (cursor) => deepestWithError(cursor, draft)),
    );
  }
  return finish(draft);
}

function withCursor<T>(tree: Tree, work: (cursor: TreeCursor) => T): T {
  const cursor = tree.walk();
  try {
    return work(cursor);
  } finally {
    cursor.delete();
  }
}
