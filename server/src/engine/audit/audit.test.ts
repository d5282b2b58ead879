import { describe, expect, it } from 'vitest';
import { memoryFiles } from '../../../test/support/memory-files.js';
import { CancellationSource, neverCancelled, workspacePath } from '../../base/index.js';
import type { Cancellation } from '../../base/index.js';
import type { PackageResult, PackageTask } from '../audit-types.js';
import type { Finding, Place } from '../finding.js';
import { audit } from './audit.js';
import type { AuditProgress } from './audit.js';
import type { Executor } from './executor.js';

const decodeUtf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const SIZE = 100_000;
const tree = Object.fromEntries(
  ['d/x.go', 'a/y.go', 'a/x.go', 'c/x.go', 'b/x.go', 'b/vendor/v.go', '_z.go'].map((path) => [
    `/repo/${path}`,
    'p'.repeat(SIZE),
  ]),
);
const request = { root: '/repo', targets: [{ path: workspacePath(''), kind: 'folder' as const }] };

interface Run {
  readonly executor: Executor;
  readonly cancellation?: Cancellation;
  readonly onProgress?: (progress: AuditProgress) => void;
}

function run({ executor, cancellation = neverCancelled, onProgress = () => undefined }: Run) {
  const platform = { files: memoryFiles(tree), decodeUtf8, now: () => 5 };
  return audit(request, platform, executor, cancellation, onProgress);
}

/** Finds one thing per file, on a line that its path decides. */
function work(task: PackageTask): PackageResult {
  return {
    analysed: task.files,
    skipped: [],
    parseErrors: task.files.map((path) => ({ path, line: 3 })),
    findings: task.files.flatMap((path) => [finding(path, 20), finding(path, 10)]),
  };
}

function finding(path: string, offset: number): Finding {
  const place: Place = { offset, line: 1, column: offset + 1, byteColumn: offset + 1 };
  return {
    code: 'GL0000',
    rule: 'test',
    kind: 'test',
    severity: 'warning',
    confidence: 'high',
    path: workspacePath(path),
    range: { start: place, end: place },
    message: 'test',
    function: '',
    related: [],
    fixes: [],
    fingerprint: '0'.repeat(16),
  };
}

/** Answers a call only once all that may be under way are, and then the last one first. */
function reversingExecutor(parallelism: number): Executor {
  let waiting: (() => void)[] = [];
  let calls = 0;
  return {
    parallelism,
    run: async (tasks) => {
      calls++;
      const isLast = calls % parallelism === 0 || calls === 4;
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        if (!isLast) return;
        for (const answer of waiting.reverse()) answer();
        waiting = [];
      });
      return tasks.map(work);
    },
  };
}

describe('the result', () => {
  it('is sorted, and the same whatever the executor does', async () => {
    const inline = await run({ executor: { parallelism: 1, run: async (tasks) => tasks.map(work) } });
    expect(inline.findings.map(({ path, range }) => `${path}:${range.start.offset}`)).toEqual(
      ['a/x.go', 'a/y.go', 'b/x.go', 'c/x.go', 'd/x.go'].flatMap((path) => [`${path}:10`, `${path}:20`]),
    );
    expect(inline.parseErrors.map(({ path }) => path)).toEqual(['a/x.go', 'a/y.go', 'b/x.go', 'c/x.go', 'd/x.go']);
    expect(await run({ executor: reversingExecutor(2) })).toEqual(inline);
    expect(await run({ executor: reversingExecutor(4) })).toEqual(inline);
  });

  it('counts every Go file', async () => {
    const result = await run({ executor: { parallelism: 1, run: async (tasks) => tasks.map(work) } });
    expect(result).toMatchObject({ root: '/repo', files: 6, analysed: 5, durationMs: 0, isCancelled: false });
    expect(result.skipped).toEqual([
      { path: '_z.go', reason: 'name begins with _' },
      { path: 'b/vendor', reason: 'vendor folder' },
    ]);
  });

  it('hands on what the request asks for', async () => {
    const seen: PackageTask[] = [];
    const executor: Executor = {
      parallelism: 1,
      run: async (tasks) => {
        seen.push(...tasks);
        return tasks.map(work);
      },
    };
    const platform = { files: memoryFiles(tree), decodeUtf8, now: () => 0 };
    await audit({ ...request, minConfidence: 'low' }, platform, executor, neverCancelled, () => undefined);
    expect(seen.map(({ directory, minConfidence }) => `${directory} ${minConfidence}`)).toContain('a low');
  });
});

describe('progress', () => {
  it('grows from nothing to all', async () => {
    const seen: AuditProgress[] = [];
    await run({
      executor: { parallelism: 2, run: async (tasks) => tasks.map(work) },
      onProgress: (progress) => seen.push(progress),
    });
    expect(seen[0]).toEqual({ filesDone: 0, filesTotal: 5 });
    expect(seen.at(-1)).toEqual({ filesDone: 5, filesTotal: 5 });
    expect(seen.map(({ filesDone }) => filesDone)).toEqual(
      seen.map(({ filesDone }) => filesDone).sort((a, b) => a - b),
    );
  });
});

describe('a worker that breaks down', () => {
  it('loses nothing where the second try goes well', async () => {
    let calls = 0;
    const executor: Executor = {
      parallelism: 1,
      run: async (tasks) => {
        if (calls++ === 0) throw new Error('out of memory');
        return tasks.map(work);
      },
    };
    const result = await run({ executor });
    expect(result.analysed).toBe(5);
    expect(result.skipped).toHaveLength(2);
  });

  it('loses only the folder that breaks it', async () => {
    const tried: string[] = [];
    const executor: Executor = {
      parallelism: 1,
      run: async (tasks) => {
        tried.push(tasks.map(({ directory }) => directory).join('+'));
        if (tasks.some(({ directory }) => directory === 'a')) throw new Error('out of memory\n    at somewhere:1:1');
        return tasks.map(work);
      },
    };
    const result = await run({ executor });
    expect(result.analysed).toBe(3);
    expect(result.files).toBe(6);
    expect(result.skipped.filter(({ path }) => path.startsWith('a/'))).toEqual([
      { path: 'a/x.go', reason: 'analysis failed: out of memory' },
      { path: 'a/y.go', reason: 'analysis failed: out of memory' },
    ]);
    expect(tried.filter((directories) => directories.split('+').includes('a'))).toHaveLength(2);
  });

  it('may give an answer that lacks a file', async () => {
    const executor: Executor = {
      parallelism: 1,
      run: async (tasks) => tasks.map((task) => ({ ...work(task), analysed: task.files.slice(1) })),
    };
    const result = await run({ executor });
    expect(result.skipped.map(({ reason }) => reason)).toContain('analysis failed: no answer');
    expect(result.analysed + result.skipped.filter(({ path }) => path.endsWith('.go')).length).toBe(result.files);
  });
});

describe('a cancelled audit', () => {
  it('keeps what was found, and names the rest', async () => {
    const cancellation = new CancellationSource();
    const executor: Executor = {
      parallelism: 1,
      run: async (tasks) => {
        cancellation.cancel();
        return tasks.map(work);
      },
    };
    const result = await run({ executor, cancellation });
    expect(result.isCancelled).toBe(true);
    expect(result.analysed).toBe(2);
    expect(result.findings.map(({ path }) => path)).toContain('a/x.go');
    expect(result.skipped.filter(({ reason }) => reason === 'audit cancelled').map(({ path }) => path)).toEqual([
      'b/x.go',
      'c/x.go',
      'd/x.go',
    ]);
  });
});
