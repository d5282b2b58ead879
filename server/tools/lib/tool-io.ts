/** Where a tool prints to; `process` is one. */
export interface ToolIo {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}
