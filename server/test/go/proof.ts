import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { finalizerLines, readGoFile, watchTargets } from './instrument.js';
import type { GoFile, GoFunction } from './instrument.js';
import { runGo } from './toolchain.js';

/** A Go file of a proof; the path is relative to the module, with '/'. */
export interface ProofFile {
  readonly path: string;
  readonly source: string;
}

/** What became of the objects that a line set finalizers on. */
export interface Fate {
  /** Still reachable after several cycles: the finalizer never ran. */
  readonly kept: number;
  /** Unreachable: the finalizer was queued, and the memory given back where nothing brought the object back. */
  readonly collected: number;
  /** What the run time said when it refused the cleanup with a panic, if it did. */
  readonly refused?: string;
}

const PROOF_SOURCE = new URL('./proof.go', import.meta.url);

/**
 * Builds the files as a module of their own, calls every function that sets a finalizer or adds a cleanup and those named `prove…`,
 * and answers with the fate of the objects by `path:line`. Throws with the compiler's words where it does not build.
 */
export async function runProof(files: readonly ProofFile[], goLine: string): Promise<ReadonlyMap<string, Fate>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'leaklens-proof-'));
  try {
    await writeModule(folder, files, goLine);
    const result = await runGo('go', ['test', '-count=1', '-vet=off', '-timeout=60s', '-v', './...'], folder);
    if (!result.isSuccess) throw new Error(`the proof does not run:\n${result.stderr}\n${result.stdout}`);
    return readFates(result.stdout);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeModule(folder: string, files: readonly ProofFile[], goLine: string): Promise<void> {
  const write = async (name: string, text: string): Promise<void> => {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  };
  await write('go.mod', `module example.com/rules\n\ngo ${goLine}\n`);
  await write('proof/proof.go', await readFile(PROOF_SOURCE, 'utf8'));
  for (const file of files) {
    const isSetting = finalizerLines(file.source).length > 0;
    await write(file.path, isSetting ? watchTargets(file.source, file.path) : file.source);
  }
  for (const [name, text] of drivers(files)) await write(name, text);
}

/** One test file for each package clause, which hands the functions to `proof.Run`. */
function drivers(files: readonly ProofFile[]): Map<string, string> {
  const functions = new Map<string, string[]>();
  for (const file of files) {
    const go = readGoFile(file.source);
    const key = `${path.posix.dirname(file.path)}/zz_${go.packageName}_test.go`;
    functions.set(key, [...(functions.get(key) ?? []), ...called(file, go)]);
  }
  const texts = new Map<string, string>();
  for (const [key, expressions] of functions) {
    if (expressions.length === 0) continue;
    const packageName = /zz_(\w+)_test\.go$/.exec(key)?.[1] ?? 'main';
    const entries = expressions.map((expression) => `\t\t{${JSON.stringify(expression)}, ${expression}},\n`).join('');
    texts.set(
      key,
      `package ${packageName}\n\nimport (\n\t"testing"\n\n\t"example.com/rules/proof"\n)\n\n` +
        `func TestProof_${packageName}(*testing.T) {\n\tproof.Run([]proof.Function{\n${entries}\t})\n}\n`,
    );
  }
  return texts;
}

/** A function whose every finalizer is marked as not run is not called: it may never come back. */
function called(file: ProofFile, go: GoFile): string[] {
  const texts = file.source.split('\n');
  const lines = finalizerLines(file.source).filter((line) => !/\/\/.*\bunrun: /.test(texts[line - 1] ?? ''));
  const isSetting = (f: GoFunction): boolean => lines.some((line) => line >= f.firstLine && line <= f.lastLine);
  return go.functions
    .filter((f) => !f.isGeneric && (isSetting(f) || f.expression.startsWith('prove')))
    .map((f) => f.expression);
}

function readFates(output: string): Map<string, Fate> {
  const fates = new Map<string, Fate>();
  for (const [, place = '', state, refused] of output.matchAll(
    /^proof\t(\S+)\t(kept|queued|freed|refused)(?:\t(.+))?$/gm,
  )) {
    const fate = fates.get(place) ?? { kept: 0, collected: 0 };
    const { kept, collected } = fate;
    if (refused !== undefined) fates.set(place, { ...fate, refused });
    else if (state === 'kept') fates.set(place, { ...fate, kept: kept + 1 });
    else fates.set(place, { ...fate, collected: collected + 1 });
  }
  return fates;
}
