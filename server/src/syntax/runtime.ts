import type { Tree } from 'web-tree-sitter';
import { Language, Parser } from 'web-tree-sitter';
import { chooseFlatten } from './choose-flatten.js';
import type { Flatten } from './flatten.js';
import type { ParserWasm } from './parser-wasm.js';
import { readSymbols } from './symbols.js';

/** The parser of a process, ready to be used. */
export interface Runtime {
  readonly createParser: () => Parser;
  readonly flatten: Flatten;
  /** Size of the wasm memory now. */
  readonly memoryBytes: () => number;
}

/** The first call decides the bytes. Rejects where they are no parser; a later call may bring better ones. */
export async function loadRuntime(wasm: ParserWasm): Promise<Runtime> {
  loading ??= load(wasm).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** Parses `text`, reusing what it can of an old tree that was told of the edits. */
export function parseText(parser: Parser, text: string, old: Tree | undefined): Tree | null {
  return parser.parse((offset) => chunkAt(text, offset), old);
}

/** Emscripten makes the options of `init` the module itself; HEAPU8 is its view of the memory at any time. */
interface WasmModule {
  HEAPU8?: Uint8Array;
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
  return {
    createParser: () => new Parser().setLanguage(language),
    flatten: chooseFlatten(language, () => memoryOf(module), readSymbols(language)),
    memoryBytes: () => module.HEAPU8?.byteLength ?? 0,
  };
}

async function start(wasmBinary: Uint8Array): Promise<WasmModule> {
  // Without locateFile it would build a URL from import.meta, which a CommonJS bundle does not have.
  const module: WasmModule = {};
  await Parser.init(Object.assign(module, { wasmBinary, locateFile: (name: string) => name }));
  return module;
}

function memoryOf(module: WasmModule): ArrayBufferLike {
  if (module.HEAPU8 === undefined) throw new Error('the runtime of the parser shows no memory');
  return module.HEAPU8.buffer;
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
