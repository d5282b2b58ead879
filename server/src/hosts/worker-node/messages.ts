import type { PackageResult, PackageTask } from '../../engine/index.js';

/** What a worker is told when it starts. */
export interface WorkerStart {
  /** One number: not 0 once the audit is cancelled. */
  readonly cancelled: Int32Array;
}

export interface ShardRequest {
  readonly tasks: readonly PackageTask[];
}

export interface ShardAnswer {
  readonly results: readonly PackageResult[];
  /** Memory beside the JavaScript heap: the parser's, which never shrinks, and typed arrays. */
  readonly externalBytes: number;
  /** What happened in the worker that cannot happen; each message once. */
  readonly bugs: readonly string[];
}
