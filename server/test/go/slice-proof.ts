import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { GoSource } from '../harness/engine.js';
import { readGoFile } from './instrument.js';
import { runGo } from './toolchain.js';

const PROOF = new URL('./slice-proof.go', import.meta.url);

/**
 * Builds the files of one package as a module, calls its functions with slices that are full of new objects, and
 * answers by function whether objects that no slice shows any more are still in memory. Throws with the words of the
 * tools where something does not build or is not as gofmt writes it.
 */
export async function runSliceProof(files: readonly GoSource[]): Promise<ReadonlyMap<string, boolean>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'leaklens-slices-'));
  const write = async (name: string, text: string): Promise<void> => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  };
  try {
    await write('go.mod', 'module example.com/slices\n\ngo 1.24\n');
    await write('proof/proof.go', await readFile(PROOF, 'utf8'));
    for (const file of files) await write(`slots/${path.posix.basename(file.path)}`, file.source);
    const unformatted = await runGo('gofmt', ['-l', '.'], folder);
    if (unformatted.stdout + unformatted.stderr !== '')
      throw new Error(`not as gofmt writes it: ${unformatted.stdout}${unformatted.stderr}`);
    await write('slots/zz_test.go', driver(files));
    const result = await runGo('go', ['test', '-count=1', '-vet=off', '-timeout=120s', '-v', './slots'], folder);
    if (!result.isSuccess) throw new Error(`the proof does not run:\n${result.stderr}\n${result.stdout}`);
    const lines = [...result.stdout.matchAll(/^slots\t(\S+)\t(true|false)$/gm)];
    return new Map(lines.map(([, func = '', is]) => [func, is === 'true']));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Functions whose marked lines all say that they are not run are left out: they may never come back. */
function driver(files: readonly GoSource[]): string {
  const functions = files.flatMap(({ source }) => {
    const lines = source.split('\n');
    return readGoFile(source)
      .functions.filter(({ isGeneric, firstLine, lastLine }) => {
        const own = lines.slice(firstLine - 1, lastLine);
        return !isGeneric && own.some((line) => /\/\/ (?:want|ok|known-miss)\b(?!.* unrun: )/.test(line));
      })
      .map(({ expression }) => `\t\t{${JSON.stringify(expression)}, ${expression}},\n`);
  });
  const variables = files
    .flatMap(({ source }) => [...source.matchAll(/^var (\w+) \[\]/gm)])
    .map(([, name = '']) => `&${name}`);
  return (
    `package slots\n\nimport (\n\t"testing"\n\n\t"example.com/slices/proof"\n)\n\n` +
    `func TestProof(*testing.T) {\n\tproof.Run([]proof.Function{\n${functions.join('')}\t}, []any{${variables.join(', ')}})\n}\n`
  );
}
