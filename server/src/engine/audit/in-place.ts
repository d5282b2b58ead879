import type { Cancellation } from '../../base/index.js';
import { createTreeStore } from '../../syntax/index.js';
import type { TreeStore } from '../../syntax/index.js';
import { auditPackage } from '../audit-package.js';
import type { PackageResult, PackageTask } from '../audit-types.js';
import type { Platform } from '../platform.js';
import type { Executor } from './executor.js';

/** Works in this thread. The parser starts with the first task, and again after a breakdown. */
export function createInPlaceExecutor(platform: Pick<Platform, 'files' | 'decodeUtf8' | 'wasm'>): Executor {
  let trees: Promise<TreeStore> | undefined;

  async function run(tasks: readonly PackageTask[], cancellation: Cancellation): Promise<readonly PackageResult[]> {
    trees ??= createTreeStore(platform.wasm);
    try {
      return await runAll(tasks, platform, await trees, cancellation);
    } catch (error) {
      trees = undefined; // the parser's memory may be in any state
      throw error;
    }
  }

  return { parallelism: 1, run };
}

async function runAll(
  tasks: readonly PackageTask[],
  platform: Pick<Platform, 'files' | 'decodeUtf8'>,
  trees: TreeStore,
  cancellation: Cancellation,
): Promise<readonly PackageResult[]> {
  const results: PackageResult[] = [];
  for (const task of tasks) {
    if (cancellation.isCancelled) break;
    results.push(await auditPackage(task, platform, trees, cancellation));
  }
  return results;
}
