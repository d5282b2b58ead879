import type { Span } from '../text/index.js';
import type { FlatAst } from './flat-ast.js';

/** One change of an open document: the old span's text was replaced by `newLength` code units. */
export interface TextChange extends Span {
  readonly newLength: number;
}

/**
 * The only owner of wasm trees. Trees never leave it: every call answers with a flat copy.
 * Nothing here is asynchronous, so no tree lives across a turn of the event loop but those of open documents.
 */
export interface TreeStore {
  /** Parses, flattens and frees before it returns. Like `open` and `edit` it throws only where the parser breaks down. */
  parseOnce(text: string): FlatAst;
  /** Keeps the tree of an open document for incremental reparse. Opening twice replaces the first. */
  open(key: string, text: string): FlatAst;
  /**
   * Applies the changes in order (each to the text that the ones before it left) and reparses incrementally.
   * `text` is the text after all of them. An unknown key is opened; changes that do not lead to `text` are not trusted.
   */
  edit(key: string, changes: readonly TextChange[], text: string): FlatAst;
  /** Frees the tree; unknown keys are ignored. */
  close(key: string): void;
  /** True once the parser broke down and could not be revived: every call throws; end this worker or process. */
  readonly isBroken: boolean;
  /** Size of the wasm memory in bytes, which only grows; all stores of a process share it. */
  readonly memoryBytes: number;
  /** Trees that are alive now: the number of open documents between two calls. */
  readonly liveTrees: number;
}
