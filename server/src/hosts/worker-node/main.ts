/**
 * The audit worker: works shards off in a thread of its own, with a parser of its own. Entry point of dist/worker.js;
 * tinypool calls the exported function once per message.
 */
import { workerData } from 'node:worker_threads';
import { onBug } from '../../base/index.js';
import { createInPlaceExecutor } from '../../engine/index.js';
import type { Executor } from '../../engine/index.js';
import { bundleDirectory } from '../node/bundle-directory.js';
import { createNodePlatform } from '../node/platform.js';
import type { ShardAnswer, ShardRequest, WorkerStart } from './messages.js';

let executor: Promise<Executor> | undefined;
const bugs: string[] = [];

/** Answers with the results of the shard; rejects where it broke down, and is then ready for the next one. */
export async function runShard({ tasks }: ShardRequest): Promise<ShardAnswer> {
  executor ??= start();
  const results = await (await executor).run(tasks, cancellation);
  return { results, externalBytes: process.memoryUsage().external, bugs: bugs.splice(0) };
}

async function start(): Promise<Executor> {
  onBug((message) => bugs.push(message));
  return createInPlaceExecutor(await createNodePlatform(bundleDirectory()));
}

const cancellation = {
  get isCancelled(): boolean {
    // tinypool hands over a pair: its own data and ours.
    const [, { cancelled }] = workerData as readonly [unknown, WorkerStart];
    return Atomics.load(cancelled, 0) !== 0;
  },
};
