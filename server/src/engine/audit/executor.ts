import type { Cancellation } from '../../base/index.js';
import type { PackageResult, PackageTask } from '../audit-types.js';

/** Works tasks off, in this thread or elsewhere. */
export interface Executor {
  /** How many calls of `run` may be under way at once. */
  readonly parallelism: number;
  /**
   * One result per task in the order of the tasks; fewer once cancelled. Rejects where the worker broke down: then
   * none of the tasks counts as done, and the next call meets a fresh worker.
   */
  run(tasks: readonly PackageTask[], cancellation: Cancellation): Promise<readonly PackageResult[]>;
}
