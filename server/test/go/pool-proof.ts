import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { analyse, link } from '../../src/engine/index.js';
import { readPoolSites } from '../../src/facts/index.js';
import { Field, childIn } from '../../src/semantic/index.js';
import type { Edit } from '../../src/text/index.js';
import { applyEdits } from '../../src/text/index.js';
import type { GoSource } from '../harness/engine.js';
import { parse } from '../harness/engine.js';
import { readGoFile } from './instrument.js';
import { runGo } from './toolchain.js';

/**
 * `measure`: objects are as they are put back. `scribble`: every Put overwrites them, as their next user would.
 * `enlarge`: functions are given much to put into them.
 */
export type PoolProofMode = 'measure' | 'scribble' | 'enlarge';

/** What became of the objects of pools when functions were called several times. */
export interface PoolFates {
  /** By `path:line` of a Put or Get: whether what is put back there grows from call to call. */
  readonly grows: ReadonlyMap<string, boolean>;
  /** By function: whether anything that it puts back grows. */
  readonly growsIn: ReadonlyMap<string, boolean>;
  /** By `path:line` of a Put: whether what was put back there led to something that the function was given. */
  readonly holds: ReadonlyMap<string, boolean>;
  /** By `path:line` of a Put: for how many bytes or elements there was room, at most, in what was put back there. */
  readonly capacities: ReadonlyMap<string, number>;
  /** By function: how somebody met an object, or memory of one, that was somebody else's by then; '' if nobody did. */
  readonly misused: ReadonlyMap<string, string>;
}

const PROOF = new URL('./pool-proof.go', import.meta.url);

/**
 * Builds the packages as one module, calls their functions, and answers what became of the objects of their pools.
 * Throws with the words of the tools where something does not build or is not as gofmt writes it.
 */
export async function runPoolProof(
  packages: readonly (readonly GoSource[])[],
  mode: PoolProofMode,
): Promise<PoolFates> {
  const folder = await mkdtemp(path.join(tmpdir(), 'leaklens-pools-'));
  const write = async (name: string, text: string): Promise<void> => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  };
  try {
    await write('go.mod', 'module example.com/pools\n\ngo 1.24\n');
    await write('proof/proof.go', await readFile(PROOF, 'utf8'));
    for (const file of packages.flat()) await write(file.path, file.source);
    const unformatted = await runGo('gofmt', ['-l', '.'], folder);
    if (unformatted.stdout + unformatted.stderr !== '')
      throw new Error(`not as gofmt writes it: ${unformatted.stdout}${unformatted.stderr}`);
    for (const files of packages) {
      for (const file of await watched(files)) await write(file.path, file.source);
      const [first] = files;
      if (first !== undefined) await write(`${path.posix.dirname(first.path)}/zz_test.go`, driver(files));
    }
    const args = ['test', '-count=1', '-vet=off', '-timeout=120s', '-v', './...'];
    const result = await runGo('go', args, folder, { PROOF: mode });
    if (!result.isSuccess) throw new Error(`the proof does not run:\n${result.stderr}\n${result.stdout}`);
    return readFates(result.stdout);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The files with every pool at a Get or Put wrapped: `proof.Of("path:line", &pool).Put(x)`. No line moves. */
async function watched(files: readonly GoSource[]): Promise<GoSource[]> {
  const analysed = await Promise.all(files.map(async (file) => analyse(await parse(file))));
  const packages = link(
    'example.com/pools',
    analysed.map(({ facts }) => facts),
  );
  return analysed.map(({ model, facts, file }) => {
    const { pools } = packages.get(facts.packageName) ?? {};
    const edits = readPoolSites(model).flatMap(({ fact, call }): Edit[] => {
      if (!('place' in fact.via) || pools?.isPool(fact.via.pool) !== true) return [];
      const span = model.spanOf(childIn(model.ast, call.callee, Field.operand));
      const line = file.text.positionAt(model.spanOf(call.callee).start).line + 1;
      const place = `${file.path}:${line}`;
      return [{ ...span, newText: `proof.Of("${place}", &${model.text.slice(span.start, span.end)})` }];
    });
    const source = applyEdits(model.text, edits);
    if (edits.length === 0) return { path: file.path, source };
    return { path: file.path, source: source.replace(/^package \w+/m, '$&; import "example.com/pools/proof"') };
  });
}

function driver(files: readonly GoSource[]): string {
  const [first] = files;
  const { packageName } = readGoFile(first?.source ?? '');
  const functions = files
    .flatMap(({ source }) => readGoFile(source).functions)
    .filter(({ isGeneric, expression }) => !isGeneric && expression !== 'init')
    .map(({ expression }) => `\t\t{${JSON.stringify(`${packageName}.${expression}`)}, ${expression}},\n`);
  return (
    `package ${packageName}\n\nimport (\n\t"testing"\n\n\t"example.com/pools/proof"\n)\n\n` +
    `func TestProof(*testing.T) {\n\tproof.Run([]proof.Function{\n${functions.join('')}\t})\n}\n`
  );
}

function readFates(output: string): PoolFates {
  const grows = new Map<string, boolean>();
  const growsIn = new Map<string, boolean>();
  for (const [, place = '', func = '', grew] of output.matchAll(/^size\t(\S+)\t(\S+)\t(true|false)$/gm)) {
    grows.set(place, grows.get(place) === true || grew === 'true');
    growsIn.set(func, growsIn.get(func) === true || grew === 'true');
  }
  const held = [...output.matchAll(/^held\t(\S+)\t(true|false)$/gm)];
  const holds = new Map(held.map(([, place = '', is]) => [place, is === 'true']));
  const sizes = [...output.matchAll(/^capacity\t(\S+)\t(\d+)$/gm)];
  const capacities = new Map(sizes.map(([, place = '', size]) => [place, Number(size)]));
  const states = [...output.matchAll(/^state\t(\S+)\t\d+\t(.*)$/gm)];
  return { grows, growsIn, holds, capacities, misused: new Map(states.map(([, func = '', how = '']) => [func, how])) };
}
