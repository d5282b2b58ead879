import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readGoFile } from './instrument.js';
import type { ProofFile } from './proof.js';
import { runGo } from './toolchain.js';

/** The values that a function's iterations handed to `use`. */
export interface Seen {
  readonly values: number;
  /** Less than `values` where iterations share a variable. */
  readonly different: number;
  /** What the race detector reported while the function and its goroutines ran; 0 without it. */
  readonly races: number;
}

/** Whether the program is built with Go's race detector, which needs a C compiler. */
export type Detector = 'race' | 'none';

/** Every race is reported, also the second one of a place or of a variable. */
const EVERY_RACE = { GORACE: 'log_path=stdout suppress_equal_stacks=0 suppress_equal_addresses=0' };

const STAND_IN = 'func use(value any) {}';
const PROOF = new URL('./loop-proof.go', import.meta.url);
const ERRGROUP = new URL('./errgroup.go', import.meta.url);

/**
 * Builds the files, all of one folder, as a module with that `go` line, calls the functions of these names one after
 * the other, and answers by name what they saw. Throws with the words of the tools where something does not build, is
 * not as gofmt writes it, or never ends.
 */
export async function runLoopProof(
  files: readonly ProofFile[],
  goLine: string,
  functions: readonly string[],
  detector: Detector,
): Promise<ReadonlyMap<string, Seen>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'leaklens-loops-'));
  const write = async (name: string, text: string): Promise<void> => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  };
  try {
    for (const { path: name, source } of files) await write(path.posix.basename(name), source);
    const unformatted = await runGo('gofmt', ['-l', '.'], folder);
    if (unformatted.stdout + unformatted.stderr !== '')
      throw new Error(`not as gofmt writes it: ${unformatted.stdout}`);
    for (const { path: name, source } of files) await write(path.posix.basename(name), watched(source));
    await write('go.mod', goMod(goLine));
    await write('proof/proof.go', await readFile(PROOF, 'utf8'));
    await write('sync/go.mod', 'module golang.org/x/sync\n\ngo 1.20\n');
    await write('sync/errgroup/errgroup.go', await readFile(ERRGROUP, 'utf8'));
    await write('zz_test.go', driver(files, functions));
    const flags = ['-count=1', '-vet=off', '-timeout=120s', '-v', ...(detector === 'race' ? ['-race'] : [])];
    const result = await runGo('go', ['test', ...flags, '.'], folder, EVERY_RACE);
    const seen = readSeen(result.stdout);
    // A race fails the test in which it is found; all functions run nevertheless.
    const isRaced = detector === 'race' && functions.every((name) => seen.has(name)) && RACED.test(result.stdout);
    if (!result.isSuccess && !isRaced) throw new Error(`the proof does not run:\n${result.stderr}\n${result.stdout}`);
    return seen;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function goMod(goLine: string): string {
  const sync = 'golang.org/x/sync';
  return `module example.com/loops\n\ngo ${goLine}\n\nrequire ${sync} v0.0.0\n\nreplace ${sync} => ./sync\n`;
}

/** The file in which `use` is declared notes what it is handed; no line moves. */
function watched(source: string): string {
  if (!source.includes(STAND_IN)) return source;
  return source
    .replace(STAND_IN, 'func use(value any) { proof.Use(value) }')
    .replace(/^package \w+/m, (clause) => `${clause}; import "example.com/loops/proof"`);
}

function driver(files: readonly ProofFile[], functions: readonly string[]): string {
  const packageName = readGoFile(files[0]?.source ?? '').packageName;
  const entries = functions.map((name) => `\t\t{"${name}", ${name}},\n`).join('');
  return (
    `package ${packageName}\n\nimport (\n\t"testing"\n\n\t"example.com/loops/proof"\n)\n\n` +
    `func TestProof(t *testing.T) {\n\tproof.Run(t, []proof.Function{\n${entries}\t})\n}\n`
  );
}

const RACED = /^ *testing\.go:\d+: race detected during execution of test$/m;

/** What stands before the line of a function happened while it ran. */
function readSeen(output: string): Map<string, Seen> {
  const seen = new Map<string, Seen>();
  let races = 0;
  for (const line of output.split('\n')) {
    if (line === 'WARNING: DATA RACE') races++;
    const [, name, values, different] = /^proof\t(\S+)\t(\d+)\t(\d+)$/.exec(line) ?? [];
    if (name === undefined) continue;
    seen.set(name, { values: Number(values), different: Number(different), races });
    races = 0;
  }
  return seen;
}
