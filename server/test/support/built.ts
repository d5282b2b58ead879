import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { existsSync } from 'node:fs';
import { inRoot } from '../../tools/lib/root.mjs';

/** Absolute path of a file that the build makes; throws where it has not been made. */
export function built(name: string): string {
  const path = inRoot('dist', name);
  if (!existsSync(path)) throw new Error(`dist/${name} is missing: run npm run build first`);
  return path;
}

/** How a program ended. */
export interface Ended {
  /** Not a number where a signal ended it. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line to its end. */
export function runBuilt(workingDirectory: string, argv: readonly string[], program = built('cli.js')): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...argv], {
    cwd: workingDirectory,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { PATH: process.env['PATH'] },
  });
  return { code: status ?? undefined, stdout, stderr };
}

/** Starts the built command line. */
export function startBuilt(
  workingDirectory: string,
  argv: readonly string[],
  options: SpawnOptions = {},
): ChildProcess {
  return spawn(process.execPath, [built('cli.js'), ...argv], { cwd: workingDirectory, ...options });
}

/** Waits for the end of a program that was started with pipes. */
export async function endOf(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | undefined>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve(status ?? undefined));
  });
  return { code, stdout, stderr };
}
