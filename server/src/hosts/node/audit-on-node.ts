import { availableParallelism } from 'node:os';
import type { Cancellation } from '../../base/index.js';
import { createInPlaceExecutor, planAudit, runAudit } from '../../engine/index.js';
import type { AuditPlan, AuditProgress, AuditRequest, AuditResult, Platform } from '../../engine/index.js';
import { createWorkerPool } from '../worker-node/pool.js';

/** Less than this is done sooner than workers start: a worker needs 0.1 s, and parses 1 MB in 0.3 s. */
const IN_PLACE_BYTES = 256 * 1024;

export interface NodeAuditOptions {
  readonly platform: Platform;
  /** Folder of worker.js and the .wasm files. */
  readonly bundleDirectory: string;
  /** Worker threads; as many as the machine has processors where it is left out. 1 works without threads. */
  readonly jobs?: number;
  readonly cancellation: Cancellation;
  readonly onPlan?: (plan: AuditPlan, threads: number) => void;
  readonly onProgress?: (progress: AuditProgress) => void;
}

/** An audit with as many worker threads as it is worth. */
export async function auditOnNode(request: AuditRequest, options: NodeAuditOptions): Promise<AuditResult> {
  const { platform, cancellation, onPlan, onProgress = ignoreProgress } = options;
  const plan = await planAudit(request, platform, cancellation);
  const threads = threadsFor(plan, options.jobs ?? availableParallelism());
  onPlan?.(plan, threads);
  if (threads === 1) {
    return runAudit(plan, platform, createInPlaceExecutor(platform), cancellation, onProgress);
  }
  const pool = createWorkerPool(options.bundleDirectory, threads);
  try {
    return await runAudit(plan, platform, pool, cancellation, onProgress);
  } finally {
    await pool.close();
  }
}

/** At least 1; no more than there are packages, and only 1 where there is little to do. */
export function threadsFor(plan: Pick<AuditPlan, 'packages' | 'sizeBytes'>, jobs: number): number {
  return plan.sizeBytes < IN_PLACE_BYTES ? 1 : Math.max(1, Math.min(jobs, plan.packages.length));
}

function ignoreProgress(): void {
  return undefined;
}
