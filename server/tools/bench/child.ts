import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Writes the largest memory of its process when that ends: loaded before a program. */
const PROBE = `process.on('exit', () => {
  require('node:fs').writeFileSync(process.env.LEAKLENS_BENCH_MEMORY, String(process.resourceUsage().maxRSS));
});`;

export interface ChildRun {
  readonly ms: number;
  readonly memoryMb: number;
  readonly code: number | null;
  readonly stdout: string;
}

/** A folder that is removed after `work`. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T> | T): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'leaklens-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a Node program to its end; the time is that of the whole process. */
export function runChild(folder: string, args: readonly string[]): ChildRun {
  const { file, env, nodeArgs } = probe(folder);
  const started = performance.now();
  const child = spawnSync(process.execPath, [...nodeArgs, ...args], { env, encoding: 'utf8', maxBuffer: 1 << 30 });
  const ms = performance.now() - started;
  return { ms, memoryMb: readMemoryMb(file), code: child.status, stdout: child.stdout };
}

/** Starts a Node program that is spoken to; `memoryMb` answers once it has ended. */
export function startChild(
  folder: string,
  args: readonly string[],
): { child: ChildProcessWithoutNullStreams; memoryMb: () => number } {
  const { file, env, nodeArgs } = probe(folder);
  return { child: spawn(process.execPath, [...nodeArgs, ...args], { env }), memoryMb: () => readMemoryMb(file) };
}

function probe(folder: string): { file: string; env: NodeJS.ProcessEnv; nodeArgs: readonly string[] } {
  const script = path.join(folder, 'probe.cjs');
  const file = path.join(folder, 'memory');
  writeFileSync(script, PROBE);
  rmSync(file, { force: true });
  return { file, env: { ...process.env, LEAKLENS_BENCH_MEMORY: file }, nodeArgs: ['--require', script] };
}

/** Node counts kilobytes on every platform. */
function readMemoryMb(file: string): number {
  return Number(readFileSync(file, 'utf8')) / 1024;
}
