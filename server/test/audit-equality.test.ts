import { describe, expect, it } from 'vitest';
import { neverCancelled, workspacePath } from '../src/base/index.js';
import { audit, createInPlaceExecutor } from '../src/engine/index.js';
import type { AuditResult, Executor } from '../src/engine/index.js';
import { createWorkerPool } from '../src/hosts/worker-node/pool.js';
import { inRoot } from '../tools/lib/root.mjs';
import { largeRepository } from './cli/go-samples.js';
import { testPlatform } from './cli/harness.js';
import { built } from './support/built.js';
import { temporaryFolder } from './support/temporary-folder.js';

const platform = testPlatform();

async function auditWith(root: string, executor: Executor): Promise<AuditResult> {
  const targets = [{ path: workspacePath(''), kind: 'folder' as const }];
  const request = { root, targets, minConfidence: 'low' as const };
  const result = await audit(request, platform, executor, neverCancelled, () => undefined);
  return { ...result, durationMs: 0 };
}

/** Pretends to have several lanes, and works every call's tasks off from the last to the first. */
function backwards(parallelism: number): Executor {
  const inner = createInPlaceExecutor(platform);
  return {
    parallelism,
    run: async (tasks, cancellation) => [...(await inner.run([...tasks].reverse(), cancellation))].reverse(),
  };
}

describe.each([
  ['rule fixtures', () => inRoot('test-fixtures/rules')],
  ['the sample node', () => inRoot('test-fixtures/sample-node')],
  ['a large repository', () => temporaryFolder(largeRepository(8))],
])('%s', (_, folderOf) => {
  it('gives the same in this thread, in any order, and in workers', async () => {
    const root = folderOf();
    const inPlace = await auditWith(root, createInPlaceExecutor(platform));
    expect(inPlace.findings.length).toBeGreaterThan(0);
    for (const parallelism of [1, 3, 16]) expect(await auditWith(root, backwards(parallelism))).toEqual(inPlace);
    built('worker.js');
    const pool = createWorkerPool(inRoot('dist'), 2);
    try {
      expect(await auditWith(root, pool)).toEqual(inPlace);
    } finally {
      await pool.close();
    }
  });
});
