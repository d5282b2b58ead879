import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ChannelRun } from './channel-source.js';
import { MODULE, channelRuns, provable } from './channel-source.js';
import { readGoFile } from './instrument.js';
import type { ProofFile } from './proof.js';
import { goVersion, runGo, runProgram } from './toolchain.js';

/** A place in a fixture; lines count from 1. */
export interface Place {
  readonly path: string;
  readonly line: number;
}

/** Goroutines that stay blocked at one place. */
export interface StuckGoroutine {
  /**
   * `bubble`: for ever, by a clock of its own; `profile`: so says the run time's goroutine leak profile; `held`: in
   * real time, but somebody could still come.
   */
  readonly how: 'bubble' | 'profile' | 'held';
  /** The run time's words: `chan send`. */
  readonly state: string;
  /** Innermost first. */
  readonly frames: readonly Place[];
  readonly created: Place | undefined;
  /** What the run chose, for those who want to see it again. */
  readonly outcomes: string;
}

/** What became of one function. */
export interface ChannelOutcome {
  readonly run: ChannelRun;
  /** Where the function is declared. */
  readonly file: ProofFile;
  readonly runs: number;
  readonly stuck: readonly StuckGoroutine[];
  /** The words of the run time where it did not come to its end. */
  readonly failure: string | undefined;
}

const HELPERS = ['channel-proof.go', 'channel-run.go', 'channel-filler.go'];
const ERRGROUP = new URL('./errgroup.go', import.meta.url);
const AT_A_TIME = 2;
const PROCESS_TIMEOUT_MS = 120_000;

/** Go 1.26 has the profile as an experiment, Go 1.27 as a matter of course; before there is none. */
export function whyNoLeakProfile(): string | undefined {
  const version = goVersion();
  if (version === undefined) return 'there is no go command on PATH';
  const minor = Number(/^go1\.(\d+)/.exec(version)?.[1] ?? NaN);
  return minor >= 26 ? undefined : `${version} is on PATH, and the goroutine leak profile needs go1.26`;
}

/**
 * Builds the files as one module and calls the functions that their marks are about, each in a process of its own.
 * Paths are relative to `test-fixtures/rules`. Throws with the words of the tools where something does not build or
 * is not as gofmt writes it.
 */
export async function runChannelProof(
  files: readonly ProofFile[],
  goLine: string,
  isCalled: (run: ChannelRun) => boolean = () => true,
): Promise<ChannelOutcome[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'leaklens-channels-'));
  try {
    await writeModule(folder, files, goLine);
    const outcomes: ChannelOutcome[] = [];
    for (const [directory, own] of byDirectory(files)) {
      const runs = own
        .flatMap((file) => channelRuns(file, own).map((run) => ({ file, run })))
        .filter(({ run }) => isCalled(run));
      if (runs.length === 0) continue;
      const program = await build(folder, directory);
      const call = async ({ file, run }: (typeof runs)[number]): Promise<ChannelOutcome> =>
        readOutcome(run, file, await runProgram(program, testArguments, folder, environmentOf(run)));
      for (let at = 0; at < runs.length; at += AT_A_TIME)
        outcomes.push(...(await Promise.all(runs.slice(at, at + AT_A_TIME).map(call))));
    }
    return outcomes;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const testArguments = ['-test.run=^TestProof$', `-test.timeout=${PROCESS_TIMEOUT_MS}ms`];

function environmentOf(run: ChannelRun): Record<string, string> {
  return { PROOF_FUNCTION: run.name };
}

async function writeModule(folder: string, files: readonly ProofFile[], goLine: string): Promise<void> {
  const write = async (name: string, text: string): Promise<void> => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  };
  for (const { path: name, source } of files) await write(name, source);
  const unformatted = await runGo('gofmt', ['-l', '.'], folder);
  if (unformatted.stdout + unformatted.stderr !== '')
    throw new Error(`not as gofmt writes it: ${unformatted.stdout}${unformatted.stderr}`);
  for (const file of files) await write(file.path, provable(file));
  for (const name of HELPERS) await write(`proof/${name}`, await readFile(new URL(name, import.meta.url), 'utf8'));
  await write('go.mod', goMod(goLine));
  await write('sync/go.mod', 'module golang.org/x/sync\n\ngo 1.20\n');
  await write('sync/errgroup/errgroup.go', await readFile(ERRGROUP, 'utf8'));
  for (const [directory, own] of byDirectory(files)) await write(`${directory}/zz_proof_test.go`, driver(own));
}

function goMod(goLine: string): string {
  const sync = 'golang.org/x/sync';
  return `module ${MODULE}\n\ngo ${goLine}\n\nrequire ${sync} v0.0.0\n\nreplace ${sync} => ./sync\n`;
}

function byDirectory(files: readonly ProofFile[]): Map<string, ProofFile[]> {
  const groups = new Map<string, ProofFile[]>();
  for (const file of files) {
    const directory = path.posix.dirname(file.path);
    groups.set(directory, [...(groups.get(directory) ?? []), file]);
  }
  return groups;
}

function driver(files: readonly ProofFile[]): string {
  const entries = files
    .flatMap((file) => channelRuns(file, files))
    .map((run) => `\t\t{${JSON.stringify(run.name)}, ${run.expression}, ${run.constructor ?? 'nil'}},\n`);
  return (
    `package ${readGoFile(files[0]?.source ?? '').packageName}\n\n` +
    `import (\n\t"testing"\n\n\t"${MODULE}/proof"\n)\n\n` +
    `func TestProof(t *testing.T) {\n\tproof.Run(t, []proof.Function{\n${entries.join('')}\t})\n}\n`
  );
}

async function build(folder: string, directory: string): Promise<string> {
  const program = path.join(folder, `${directory.replaceAll('/', '-')}.test`);
  const experiment = goVersion()?.startsWith('go1.26') === true ? { GOEXPERIMENT: 'goroutineleakprofile' } : {};
  // Inlined frames are shown by the run time; what is optimized away is not: the stacks stay those of the source.
  const flags = ['test', '-c', '-trimpath', '-vet=off', '-gcflags=-N -l', '-o', program, `./${directory}`];
  const result = await runGo('go', flags, folder, experiment);
  if (!result.isSuccess) throw new Error(`the proof of ${directory} does not build:\n${result.stderr}`);
  return program;
}

function readOutcome(
  run: ChannelRun,
  file: ProofFile,
  { stdout, stderr }: { readonly stdout: string; readonly stderr: string },
): ChannelOutcome {
  const lines = stdout.split('\n').filter((line) => line.startsWith('proof\t'));
  const isEnded = lines.includes('proof\tend');
  const stuck = lines.flatMap((line): StuckGoroutine[] => {
    const [, how, state = '', frames = '', created = '', outcomes = ''] = line.split('\t');
    if (how !== 'bubble' && how !== 'profile' && how !== 'held') return [];
    const places = frames.split(',').flatMap((text) => placeOf(text) ?? []);
    return [{ how, state, frames: places, created: placeOf(created), outcomes }];
  });
  const runs = Number(/^proof\truns\t(\d+)$/m.exec(stdout)?.[1] ?? 0);
  const failure = isEnded ? undefined : firstWords(`${stderr}\n${stdout}`);
  return { run, file, runs, stuck, failure };
}

/** What the run time says first: the panic and the top of its stack. */
function firstWords(output: string): string {
  const start = Math.max(0, output.search(/^(?:panic|fatal error|--- FAIL)/m));
  return output.slice(start, start + 600);
}

function placeOf(text: string): Place | undefined {
  const match = /^(.+):(\d+)$/.exec(text);
  return match === null ? undefined : { path: match[1] ?? '', line: Number(match[2]) };
}
