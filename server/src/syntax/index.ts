/**
 * syntax: text to flat tree, and nothing about meaning. Only this layer knows tree-sitter; what leaves it is plain data.
 */
export * from './create-tree-store.js';
export * from './flat-ast.js';
export * from './kinds.js';
export * from './ops.js';
export type { ParserWasm } from './parser-wasm.js';
export * from './print.js';
export * from './tree-store.js';
