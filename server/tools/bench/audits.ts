import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../lib/root.mjs';
import { inTemporaryFolder, runChild } from './child.js';
import { makeGoFile } from './go-source.js';

const PACKAGE_SIZE = 40_000;
const EXIT_FINDINGS = 1;

/** One whole `leaklens check` in a process of its own: nothing is kept from a run before, except by the system's files. */
export async function auditFolder(root: string, jobs: number): Promise<{ ms: number; 'memory MB': number }> {
  return inTemporaryFolder((folder) => {
    const { ms, memoryMb, code } = runChild(folder, [
      inRoot('dist/cli.js'),
      'check',
      root,
      '--jobs',
      String(jobs),
      '--format',
      'json',
    ]);
    if (code === null || code > EXIT_FINDINGS) throw new Error(`leaklens check ended with ${code}`);
    return { ms, 'memory MB': memoryMb };
  });
}

/** Writes a module of `count` packages of the same size. */
export function writePackages(folder: string, count: number): void {
  const text = makeGoFile(PACKAGE_SIZE);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'go.mod'), 'module example.com/bench\n\ngo 1.24\n');
  for (let index = 0; index < count; index++) {
    const directory = path.join(folder, `package${index}`);
    mkdirSync(directory);
    writeFileSync(path.join(directory, 'bench.go'), text);
  }
}
