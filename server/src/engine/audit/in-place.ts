import type { Cancellation } from '../../base/index.js';
import { createTreeStore } from '../../syntax/index.js';
import type { TreeStore } from '../../syntax/index.js';
import { auditPackage, modulePackages } from '../audit-package.js';
import type { ModulePackages } from '../module-packages.js';
import type { PackageResult, PackageTask } from '../audit-types.js';
import type { Platform } from '../platform.js';
import type { Executor } from './executor.js';

/** Works in this thread. The parser starts with the first task, and again after a breakdown. */
export function createInPlaceExecutor(platform: Pick<Platform, 'files' | 'decodeUtf8' | 'wasm'>): Executor {
  let trees: Promise<TreeStore> | undefined;
  let modules: ModulePackages | undefined;

  async function run(tasks: readonly PackageTask[], cancellation: Cancellation): Promise<readonly PackageResult[]> {
    trees ??= createTreeStore(platform.wasm);
    try {
      const parser = await trees;
      modules ??= modulePackages(platform, parser);
      return await runAll(tasks, platform, { trees: parser, modules }, cancellation);
    } catch (error) {
      trees = modules = undefined; // the parser's memory may be in any state
      throw error;
    }
  }

  return { parallelism: 1, run };
}

async function runAll(
  tasks: readonly PackageTask[],
  platform: Pick<Platform, 'files' | 'decodeUtf8'>,
  { trees, modules }: { readonly trees: TreeStore; readonly modules: ModulePackages },
  cancellation: Cancellation,
): Promise<readonly PackageResult[]> {
  const results: PackageResult[] = [];
  for (const task of tasks) {
    if (cancellation.isCancelled) break;
    results.push(await auditPackage(task, platform, trees, cancellation, modules));
  }
  return results;
}
