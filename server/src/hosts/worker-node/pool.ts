import { join } from 'node:path';
import { Tinypool } from 'tinypool';
import { bug } from '../../base/index.js';
import type { Cancellation } from '../../base/index.js';
import type { Executor, PackageResult, PackageTask } from '../../engine/index.js';
import type { ShardAnswer, ShardRequest, WorkerStart } from './messages.js';

/** Above this a worker is replaced after its shard, once for its heap and once for the memory beside it. */
const MEMORY_CAP_BYTES = 512 * 1024 * 1024;

/** How long a cancelled audit goes on at most before the workers hear of it. */
const CANCELLATION_POLL_MS = 50;

/** An executor with threads; `close` ends them. */
export interface WorkerPool extends Executor {
  close(): Promise<void>;
}

/**
 * Starts the workers.
 * @param directory folder of worker.js and of the parser's .wasm files
 */
export function createWorkerPool(directory: string, threads: number): WorkerPool {
  const cancelled = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const pool = new Tinypool({
    filename: join(directory, 'worker.js'),
    name: 'runShard',
    minThreads: threads,
    maxThreads: threads,
    maxMemoryLimitBeforeRecycle: MEMORY_CAP_BYTES,
    workerData: { cancelled } satisfies WorkerStart,
    trackUnmanagedFds: false,
  });
  // A worker that breaks before its first task is nobody's: all who wait must hear of it, or they wait for ever.
  const broken = new Promise<never>((_, reject) => {
    pool.on('error', reject);
  });
  broken.catch(() => undefined);

  async function run(tasks: readonly PackageTask[], cancellation: Cancellation): Promise<readonly PackageResult[]> {
    const poll = setInterval(() => {
      if (cancellation.isCancelled) Atomics.store(cancelled, 0, 1);
    }, CANCELLATION_POLL_MS);
    try {
      const answer = await Promise.race([send(pool, { tasks }), broken]);
      for (const message of answer.bugs) bug(message);
      if (answer.externalBytes > MEMORY_CAP_BYTES) await pool.recycleWorkers();
      return answer.results;
    } catch (error) {
      // The parser's memory is one per thread and may be in any state: the next shard gets new threads.
      await pool.recycleWorkers();
      throw error;
    } finally {
      clearInterval(poll);
    }
  }

  return { parallelism: threads, run, close: () => pool.destroy() };
}

async function send(pool: Tinypool, request: ShardRequest): Promise<ShardAnswer> {
  return (await pool.run(request)) as ShardAnswer;
}
