/** The bytes of the two wasm files that the product carries. */
export interface ParserWasm {
  /** web-tree-sitter.wasm */
  readonly runtime: Uint8Array;
  /** tree-sitter-go.wasm */
  readonly grammar: Uint8Array;
}
