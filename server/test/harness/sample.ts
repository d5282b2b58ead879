import { neverCancelled, workspacePath } from '../../src/base/index.js';
import type { AuditResult } from '../../src/engine/index.js';
import { audit, createInPlaceExecutor } from '../../src/engine/index.js';
import { decodeUtf8, nodeFileSystem } from '../../src/hosts/node/index.js';
import { renderText } from '../../src/report/index.js';
import { rules } from '../../src/rules/index.js';
import { readParserWasm } from '../../tools/lib/parser-wasm.js';
import { inRoot } from '../../tools/lib/root.mjs';

/** Absolute path of the module that a newcomer audits first. */
export const SAMPLE = inRoot('test-fixtures/sample-node');

/** Absolute path of the text report that the audit of the sample must give. */
export const SAMPLE_REPORT = inRoot('test-fixtures/sample-node/expected.txt');

/** An audit of the sample's files, in this thread. */
export async function auditSample(): Promise<AuditResult> {
  const platform = { files: nodeFileSystem, decodeUtf8, wasm: readParserWasm(), now: () => performance.now() };
  const request = { root: SAMPLE, targets: [{ path: workspacePath(''), kind: 'folder' as const }] };
  return audit(request, platform, createInPlaceExecutor(platform), neverCancelled, () => undefined);
}

/** What the command line prints for the sample. */
export async function reportOnSample(): Promise<string> {
  const report = { tool: { name: 'leaklens', version: '0' }, result: await auditSample(), rules };
  return renderText(report, { colour: false, quiet: false, showPath: (path) => path });
}
