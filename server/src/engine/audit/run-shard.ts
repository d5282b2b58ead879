import type { Cancellation } from '../../base/index.js';
import { ANALYSIS_FAILED, skipReasons } from '../../workspace/index.js';
import type { PackageResult, PackageTask } from '../audit-types.js';
import type { Executor } from './executor.js';

const NOTHING: PackageResult = { analysed: [], skipped: [], parseErrors: [], findings: [] };

/**
 * One result per task. Where the worker breaks down, each task is tried once more by itself, so that only the one
 * that breaks it is lost; its files are then listed as skipped. So are those that a cancelled audit did not reach.
 */
export async function runShard(
  tasks: readonly PackageTask[],
  executor: Executor,
  cancellation: Cancellation,
): Promise<PackageResult[]> {
  const answer = cancellation.isCancelled ? [] : await attempt(tasks, executor, cancellation);
  if (Array.isArray(answer)) return tasks.map((task, i) => completed(task, answer[i], cancellation));
  const results: PackageResult[] = [];
  for (const task of tasks) results.push(await runAgain(task, executor, cancellation));
  return results;
}

async function runAgain(task: PackageTask, executor: Executor, cancellation: Cancellation): Promise<PackageResult> {
  const answer = cancellation.isCancelled ? [] : await attempt([task], executor, cancellation);
  if (Array.isArray(answer)) return completed(task, answer[0], cancellation);
  return { ...NOTHING, skipped: task.files.map((path) => ({ path, reason: ANALYSIS_FAILED + answer.breakdown })) };
}

/** The first of the three places that catch: a worker task. */
async function attempt(
  tasks: readonly PackageTask[],
  executor: Executor,
  cancellation: Cancellation,
): Promise<PackageResult[] | { readonly breakdown: string }> {
  try {
    return [...(await executor.run(tasks, cancellation))];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { breakdown: message.split('\n')[0] ?? '' };
  }
}

/** Lists every file that the result says nothing of. */
function completed(task: PackageTask, answer: PackageResult | undefined, cancellation: Cancellation): PackageResult {
  const result = answer ?? NOTHING;
  const reason = cancellation.isCancelled ? skipReasons.cancelled : `${ANALYSIS_FAILED}no answer`;
  const known = new Set([...result.analysed, ...result.skipped.map(({ path }) => path)]);
  const lost = task.files.filter((path) => !known.has(path)).map((path) => ({ path, reason }));
  return { ...result, skipped: [...result.skipped, ...lost] };
}
