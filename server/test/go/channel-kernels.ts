import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { workspacePath } from '../../src/base/index.js';
import type { GoPackage } from '../harness/engine.js';

/** A program of the Go tree's own tests of the goroutine leak profile, and what it is known to leave blocked. */
export interface LeakKernel {
  /** As the test names it: `Cockroach1055`. */
  readonly name: string;
  /** Path of its file in the package. */
  readonly path: string;
  readonly leaks: readonly KernelLeak[];
}

/** A goroutine that stays. */
export interface KernelLeak {
  /** The function that it is in, as in stack traces: `(*Tx).awaitDone.func1`. */
  readonly function: string;
  /** What it is blocked in: `chan send`. */
  readonly state: string;
}

/** The kernels with the packages that they are in. */
export interface LeakKernels {
  readonly kernels: readonly LeakKernel[];
  readonly packages: readonly GoPackage[];
}

const DATA = 'src/runtime/testdata/testgoroutineleakprofile';
const TEST = 'src/runtime/goroutineleakprofile_test.go';
const CASE = /make(?:Flaky)?Test\("(\w+)",((?:\s*(?:\/\/.*|`[^`]*`,?))*)/g;
const LEAK = /`(.+?)(?:\\\()?\.\* \\\[(.+)\\\]`/g;

/** Reads them where a Go tree has them (Go 1.26 does), or answers `undefined`. */
export function readLeakKernels(goroot: string): LeakKernels | undefined {
  const test = path.join(goroot, TEST);
  if (!existsSync(test) || !existsSync(path.join(goroot, DATA))) return undefined;
  const packages = ['', 'goker'].map((folder) => packageIn(goroot, folder));
  const files = packages.flatMap((unit) => unit.files);
  const kernels = [...readFileSync(test, 'utf8').matchAll(CASE)].flatMap(([, name = '', patterns = '']) => {
    const declared = new RegExp(`^func ${name}\\(\\)`, 'm');
    const file = files.find(({ source }) => declared.test(source));
    return file === undefined ? [] : [{ name, path: file.path, leaks: leaksIn(patterns) }];
  });
  return { kernels, packages };
}

/** Whether channels, conditions or empty selects are what it is blocked in; locks and wait groups are other rules'. */
export function isChannelLeak({ state }: KernelLeak): boolean {
  return /^(?:chan|select|sync\.Cond)/.test(state);
}

function leaksIn(patterns: string): KernelLeak[] {
  return [...patterns.matchAll(LEAK)].map(([, name = '', state = '']) => ({
    function: name.replaceAll('\\', ''),
    state: state.replaceAll('\\', ''),
  }));
}

function packageIn(goroot: string, folder: string): GoPackage {
  const directory = path.join(goroot, DATA, folder);
  const names = readdirSync(directory).filter((name) => name.endsWith('.go'));
  const files = names.sort().map((name) => ({
    path: workspacePath(path.posix.join(folder, name)),
    source: readFileSync(path.join(directory, name), 'utf8'),
  }));
  return { importPath: path.posix.join('example.com/kernels', folder), goVersion: '1.26', files };
}
