import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { CancellationSource, neverCancelled, onBug, workspacePath } from '../../base/index.js';
import type { PackageTask } from '../../engine/index.js';
import { createWorkerPool } from './pool.js';
import type { WorkerPool } from './pool.js';

/** Stands in for the built worker: does what the folder's name says, and answers with its thread's number. */
const WORKER = `
const { threadId, workerData } = require('node:worker_threads');
let shards = 0;
exports.runShard = async ({ tasks }) => {
  shards++;
  const [{ directory }] = tasks;
  if (directory === 'reject') throw new Error('broke down');
  if (directory === 'die') {
    setImmediate(() => { throw new Error('died'); });
    await new Promise(() => {});
  }
  if (directory === 'wait') while (Atomics.load(workerData[1].cancelled, 0) === 0) await new Promise(setImmediate);
  const analysed = [directory, String(threadId), String(shards)];
  const externalBytes = directory === 'greedy' ? 1e12 : 0;
  const bugs = directory === 'bug' ? ['a rule failed'] : [];
  return { results: [{ analysed, skipped: [], parseErrors: [], findings: [] }], externalBytes, bugs };
};
`;

function startPool(worker: string, threads = 1): WorkerPool {
  const pool = createWorkerPool(temporaryFolder({ 'worker.js': worker }), threads);
  onTestFinished(() => pool.close());
  return pool;
}

function task(directory: string): PackageTask {
  return {
    root: '/',
    directory: workspacePath(directory),
    files: [],
    factFiles: [],
    importPath: '',
    modulePath: '',
    goVersion: '',
  };
}

async function answer(pool: WorkerPool, directory: string): Promise<readonly string[]> {
  const [result] = await pool.run([task(directory)], neverCancelled);
  return result?.analysed ?? [];
}

describe('createWorkerPool', () => {
  it('works in threads of its own', async () => {
    const pool = startPool(WORKER, 2);
    expect(pool.parallelism).toBe(2);
    const threads = await Promise.all(['a', 'b'].map((directory) => answer(pool, directory)));
    expect(threads.map(([directory]) => directory)).toEqual(['a', 'b']);
    expect(new Set(threads.map(([, thread]) => thread)).size).toBe(2);
    expect(threads.map(([, thread]) => thread)).not.toContain('0');
  });

  it('goes on after a shard that broke down', async () => {
    const pool = startPool(WORKER);
    await expect(answer(pool, 'reject')).rejects.toThrow('broke down');
    expect((await answer(pool, 'next'))[0]).toBe('next');
  });

  it('replaces a worker that died', async () => {
    const pool = startPool(WORKER);
    const [, before] = await answer(pool, 'first');
    await expect(answer(pool, 'die')).rejects.toThrow('died');
    const [directory, after] = await answer(pool, 'next');
    expect(directory).toBe('next');
    expect(after).not.toBe(before);
  });

  it('replaces a worker that holds too much memory', async () => {
    const pool = startPool(WORKER);
    const [, before] = await answer(pool, 'greedy');
    const [, after, shards] = await answer(pool, 'next');
    expect(after).not.toBe(before);
    expect(shards).toBe('1');
  });

  it('tells workers of a cancelled audit', async () => {
    const pool = startPool(WORKER);
    const cancellation = new CancellationSource();
    const waiting = pool.run([task('wait')], cancellation);
    cancellation.cancel();
    expect((await waiting)[0]?.analysed[0]).toBe('wait');
  });

  it('hands on what cannot happen', async () => {
    const seen: string[] = [];
    onBug((message) => seen.push(message));
    onTestFinished(() => onBug(() => undefined));
    await answer(startPool(WORKER), 'bug');
    expect(seen).toEqual(['a rule failed']);
  });

  it('fails rather than wait for workers that cannot start', async () => {
    const pool = startPool('throw new Error("cannot start")');
    await expect(answer(pool, 'a')).rejects.toThrow('cannot start');
    await expect(answer(pool, 'b')).rejects.toThrow('cannot start');
  });
});
