import type { Edit, Parser, Tree } from 'web-tree-sitter';
import { bug } from '../base/index.js';
import { composeChanges } from './compose-changes.js';
import type { FlatAst } from './flat-ast.js';
import type { FlattenMemo } from './flatten.js';
import type { ParserWasm } from './parser-wasm.js';
import type { Runtime } from './runtime.js';
import { loadRuntime, parseText } from './runtime.js';
import { leadsTo, treeEdits } from './tree-edits.js';
import type { TextChange, TreeStore } from './tree-store.js';

/**
 * A store of its own, on the one wasm runtime that a process (or worker) has: the first call decides its bytes.
 * Rejects where the bytes are no parser; a later call may bring better ones.
 */
export async function createTreeStore(wasm: ParserWasm): Promise<TreeStore> {
  return new WasmTreeStore(await loadRuntime(wasm));
}

interface OpenDocument {
  readonly text: string;
  readonly tree: Tree;
  readonly memo: FlattenMemo;
}

/** The only place that parses and frees. */
class WasmTreeStore implements TreeStore {
  private readonly documents = new Map<string, OpenDocument>();
  /** Parsers that broke down. Freeing them would touch broken memory, which their finalizer does once they are garbage. */
  private readonly abandoned: Parser[] = [];
  private parser: Parser;
  private live = 0;
  private broken = false;

  constructor(private readonly runtime: Runtime) {
    this.parser = runtime.createParser();
  }

  get liveTrees(): number {
    return this.live;
  }

  get isBroken(): boolean {
    return this.broken;
  }

  get memoryBytes(): number {
    return this.runtime.memoryBytes();
  }

  parseOnce(text: string): FlatAst {
    const tree = this.parse(text, undefined);
    try {
      return this.runtime.flatten(tree, text);
    } finally {
      this.free(tree);
    }
  }

  open(key: string, text: string): FlatAst {
    this.close(key);
    return this.keep(key, { text, tree: this.parse(text, undefined), memo: {} });
  }

  edit(key: string, changes: readonly TextChange[], text: string): FlatAst {
    const old = this.documents.get(key);
    if (old === undefined || old.tree.rootNode.hasError) return this.open(key, text);
    const composed = composeChanges(changes);
    if (!leadsTo(composed, old.text.length, text.length)) {
      bug('changes of a document do not lead to its new text');
      return this.open(key, text);
    }
    return this.reparse(key, old, treeEdits(composed, old.text, text), text);
  }

  close(key: string): void {
    const document = this.documents.get(key);
    if (document === undefined) return;
    this.documents.delete(key);
    this.free(document.tree);
  }

  /**
   * Reuses the old tree only from right text to right text. Around errors tree-sitter's answer depends on the edits
   * that led there (about one in 2,000 random ones, a keyword kept as an identifier), and the same text must give the
   * same findings in the editor and in CI. The price is one parse.
   */
  private reparse(key: string, old: OpenDocument, edits: readonly Edit[], text: string): FlatAst {
    let tree: Tree;
    try {
      for (const edit of edits) old.tree.edit(edit);
      tree = this.parse(text, old.tree);
    } finally {
      this.close(key);
    }
    if (!tree.rootNode.hasError) return this.keep(key, { text, tree, memo: old.memo });
    this.free(tree);
    return this.keep(key, { text, tree: this.parse(text, undefined), memo: {} });
  }

  private keep(key: string, document: OpenDocument): FlatAst {
    this.documents.set(key, document);
    try {
      return this.runtime.flatten(document.tree, document.text, document.memo);
    } catch (error) {
      this.close(key);
      throw error;
    }
  }

  private parse(text: string, old: Tree | undefined): Tree {
    if (this.broken) throw new Error('the Go parser broke down: restart the process that runs it');
    try {
      return this.counted(parseText(this.parser, text, old));
    } catch (error) {
      this.revive();
      throw error;
    }
  }

  private counted(tree: Tree | null): Tree {
    if (tree === null) throw new Error('the Go parser gave no tree');
    this.live++;
    return tree;
  }

  private free(tree: Tree): void {
    this.live--;
    try {
      tree.delete();
    } catch {
      this.broken = true;
    }
  }

  /** After a trap: a new parser, if that one still reads the smallest file right. */
  private revive(): void {
    this.abandoned.push(this.parser);
    try {
      this.parser = this.runtime.createParser();
      const tree = this.counted(this.parser.parse('package p\n'));
      this.broken = tree.rootNode.hasError;
      this.free(tree);
    } catch {
      this.broken = true;
    }
  }
}
