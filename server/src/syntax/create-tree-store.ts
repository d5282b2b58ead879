import type { Edit, Tree } from 'web-tree-sitter';
import { Language, Parser } from 'web-tree-sitter';
import { bug } from '../base/index.js';
import { composeChanges } from './compose-changes.js';
import type { FlatAst } from './flat-ast.js';
import { flatten } from './flatten.js';
import type { Symbols } from './symbols.js';
import { readSymbols } from './symbols.js';
import { leadsTo, treeEdits } from './tree-edits.js';
import type { TextChange, TreeStore } from './tree-store.js';

/** The bytes of the two wasm files that the product carries. */
export interface ParserWasm {
  /** web-tree-sitter.wasm */
  readonly runtime: Uint8Array;
  /** tree-sitter-go.wasm */
  readonly grammar: Uint8Array;
}

/**
 * A store of its own, on the one wasm runtime that a process (or worker) has: the first call decides its bytes.
 * Rejects where the bytes are no parser; a later call may bring better ones.
 */
export async function createTreeStore(wasm: ParserWasm): Promise<TreeStore> {
  loading ??= load(wasm).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return new WasmTreeStore(await loading);
}

/** Emscripten makes the options of `init` the module itself; HEAPU8 is its view of the memory at any time. */
interface WasmModule {
  HEAPU8?: Uint8Array;
}

interface Runtime {
  readonly language: Language;
  readonly symbols: Symbols;
  readonly module: WasmModule;
}

// web-tree-sitter keeps its runtime in a module variable, and every load of a grammar stays in its memory for good.
// So both happen once, also where two callers come at the same time.
let starting: Promise<WasmModule> | undefined;
let loading: Promise<Runtime> | undefined;

async function load(wasm: ParserWasm): Promise<Runtime> {
  starting ??= start(wasm.runtime).catch((error: unknown) => {
    starting = undefined;
    throw error;
  });
  const module = await starting;
  const language = await Language.load(wasm.grammar);
  return { language, symbols: readSymbols(language), module };
}

async function start(wasmBinary: Uint8Array): Promise<WasmModule> {
  // Without locateFile it would build a URL from import.meta, which a CommonJS bundle does not have.
  const module: WasmModule = {};
  await Parser.init(Object.assign(module, { wasmBinary, locateFile: (name: string) => name }));
  return module;
}

interface OpenDocument {
  readonly text: string;
  readonly tree: Tree;
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
    this.parser = createParser(runtime.language);
  }

  get liveTrees(): number {
    return this.live;
  }

  get isBroken(): boolean {
    return this.broken;
  }

  get memoryBytes(): number {
    return this.runtime.module.HEAPU8?.byteLength ?? 0;
  }

  parseOnce(text: string): FlatAst {
    const tree = this.parse(text, undefined);
    try {
      return flatten(tree, text, this.runtime.symbols);
    } finally {
      this.free(tree);
    }
  }

  open(key: string, text: string): FlatAst {
    this.close(key);
    return this.keep(key, text, this.parse(text, undefined));
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
   * same findings in the editor and in CI. The price is one parse, about as much as flattening costs anyway.
   */
  private reparse(key: string, old: OpenDocument, edits: readonly Edit[], text: string): FlatAst {
    let tree: Tree;
    try {
      for (const edit of edits) old.tree.edit(edit);
      tree = this.parse(text, old.tree);
    } finally {
      this.close(key);
    }
    if (!tree.rootNode.hasError) return this.keep(key, text, tree);
    this.free(tree);
    return this.keep(key, text, this.parse(text, undefined));
  }

  private keep(key: string, text: string, tree: Tree): FlatAst {
    this.documents.set(key, { text, tree });
    try {
      return flatten(tree, text, this.runtime.symbols);
    } catch (error) {
      this.close(key);
      throw error;
    }
  }

  private parse(text: string, old: Tree | undefined): Tree {
    if (this.broken) throw new Error('the Go parser broke down: restart the process that runs it');
    try {
      return this.counted(this.parser.parse((offset) => chunkAt(text, offset), old));
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
      this.parser = createParser(this.runtime.language);
      const tree = this.counted(this.parser.parse('package p\n'));
      this.broken = tree.rootNode.hasError;
      this.free(tree);
    } catch {
      this.broken = true;
    }
  }
}

function createParser(language: Language): Parser {
  return new Parser().setLanguage(language);
}

/** Code units that the runtime copies at a time; its buffer has room for 5,119. */
const CHUNK_LENGTH = 5000;

/** Text for the lexer. Given the whole string, the runtime cuts letters outside the BMP in two at its buffer's end. */
function chunkAt(text: string, offset: number): string {
  const end = offset + CHUNK_LENGTH;
  const last = text.charCodeAt(end - 1);
  const isPairCut = last >= 0xd800 && last < 0xdc00;
  return text.slice(offset, isPairCut ? end - 1 : end);
}
