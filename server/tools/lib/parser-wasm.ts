import { readFileSync } from 'node:fs';
import type { ParserWasm } from '../../src/syntax/index.js';
import { inRoot } from './root.mjs';

/** The parser's two wasm files as they lie in the repository, for tools and tests that run from the sources. */
export function readParserWasm(): ParserWasm {
  return {
    runtime: readFileSync(inRoot('node_modules/web-tree-sitter/web-tree-sitter.wasm')),
    grammar: readFileSync(inRoot('grammars/go/tree-sitter-go.wasm')),
  };
}
