import { statSync } from 'node:fs';
import path from 'node:path';
import { neverCancelled, onBug, workspacePath } from '../../src/base/index.js';
import type { AuditResult, Confidence } from '../../src/engine/index.js';
import { audit, createInPlaceExecutor } from '../../src/engine/index.js';
import { decodeUtf8, nodeFileSystem } from '../../src/hosts/node/index.js';
import { readParserWasm } from './parser-wasm.js';
import type { ToolIo } from './tool-io.js';

/** The engine for tools that read findings. */
export interface EngineAudit {
  /**
   * Audits a folder or a Go file, in this thread. Paths of the result are relative to the folder.
   * @param minConfidence findings of less confidence are left out
   */
  readonly run: (absolutePath: string, minConfidence: Confidence) => Promise<AuditResult>;
  /** What went wrong inside the engine so far; what it says is incomplete unless this is empty. */
  readonly bugs: readonly string[];
}

/** The parser starts with the first audit and serves all that follow. */
export function createEngineAudit(): EngineAudit {
  const bugs: string[] = [];
  onBug((message) => bugs.push(message));
  const platform = { files: nodeFileSystem, decodeUtf8, wasm: readParserWasm(), now: () => performance.now() };
  const executor = createInPlaceExecutor(platform);

  function run(absolutePath: string, minConfidence: Confidence): Promise<AuditResult> {
    const isFolder = statSync(absolutePath).isDirectory();
    const target = isFolder
      ? { path: workspacePath(''), kind: 'folder' as const }
      : { path: workspacePath(path.basename(absolutePath)), kind: 'file' as const };
    const root = isFolder ? absolutePath : path.dirname(absolutePath);
    return audit({ root, targets: [target], minConfidence }, platform, executor, neverCancelled, () => undefined);
  }

  return { run, bugs };
}

/** Exit code of a tool by what went wrong in the engine, which is named on the error stream. */
export function reportBugs(tool: string, { bugs }: EngineAudit, io: ToolIo): number {
  for (const message of bugs) io.stderr.write(`${tool}: the engine failed, findings are missing: ${message}\n`);
  return bugs.length === 0 ? 0 : 3;
}
