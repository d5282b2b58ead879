import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MODULE } from './channel-source.js';
import { readGoFile } from './instrument.js';
import type { ProofFile } from './proof.js';
import { buildable, countable, parameterNames } from './resource-source.js';
import { runGo, runProgram, whyNoGo } from './toolchain.js';

/** What go.mod says. */
export interface GoModule {
  readonly goVersion: string;
  /** Settings of the run time. */
  readonly godebug?: readonly string[];
}

/** What the proof looks at besides what is open after the return. */
export type ResourceAsk = 'goroutines' | 'peak' | 'timers' | 'many timers' | 'nothing';

/** What became of what a function acquired. */
export interface ResourceFate {
  /** `left`: something is open. `free`: nothing ever is. `panicked`: no call came back. `failed`: the proof broke. */
  readonly kind: 'left' | 'free' | 'panicked' | 'failed';
  /** What is open, or what broke, in words for people. */
  readonly words: string;
}

const HELPERS = ['proof', 'run', 'open', 'filler', 'release', 'driver', 'sql'].map((name) => `resource-${name}.go`);
const ERRGROUP = new URL('./errgroup.go', import.meta.url);
const AT_A_TIME = 3;
const PROCESS_TIMEOUT = '-test.timeout=120s';

/** `undefined` where the proof runs, else the reason why not: it reads what is open below /proc. */
export function whyNoResourceProof(): string | undefined {
  if (process.platform !== 'linux') return `open descriptors are counted on linux, and this is ${process.platform}`;
  return whyNoGo();
}

/**
 * Builds the files of one package as a module, calls the functions of these names, each in a process of its own, and
 * answers by name. Throws with the words of the tools where something does not build or is not as gofmt writes it.
 */
export async function runResourceProof(
  files: readonly ProofFile[],
  module: GoModule,
  functions: readonly string[],
  ask: ResourceAsk,
): Promise<ReadonlyMap<string, ResourceFate>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'leaklens-resources-'));
  try {
    await writeModule(folder, buildable(files), module);
    const program = await build(folder, path.posix.dirname(files[0]?.path ?? ''));
    const fates = new Map<string, ResourceFate>();
    const names = [...new Set(functions)];
    const call = async (name: string): Promise<void> => {
      const work = await mkdtemp(path.join(folder, 'run-'));
      const environment = { PROOF_FUNCTION: name, PROOF_ASKS: ask, TMPDIR: work };
      const { stdout, stderr } = await runProgram(
        program,
        ['-test.run=^TestProof$', PROCESS_TIMEOUT],
        work,
        environment,
      );
      fates.set(name, readFate(stdout, stderr));
    };
    for (let at = 0; at < names.length; at += AT_A_TIME) await Promise.all(names.slice(at, at + AT_A_TIME).map(call));
    return fates;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeModule(
  folder: string,
  files: readonly ProofFile[],
  { goVersion, godebug = [] }: GoModule,
): Promise<void> {
  const write = async (name: string, text: string): Promise<void> => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  };
  for (const file of files) await write(file.path, file.source);
  const unformatted = await runGo('gofmt', ['-d', '.'], folder);
  if (unformatted.stdout + unformatted.stderr !== '')
    throw new Error(`not as gofmt writes it: ${unformatted.stdout}${unformatted.stderr}`);
  for (const file of files) await write(file.path, countable(file));
  for (const name of HELPERS) await write(`proof/${name}`, await readFile(new URL(name, import.meta.url), 'utf8'));
  const sync = 'golang.org/x/sync';
  const settings = godebug.map((setting) => `godebug ${setting}`);
  const lines = [
    `module ${MODULE}`,
    `go ${goVersion}`,
    ...settings,
    `require ${sync} v0.0.0`,
    `replace ${sync} => ./sync`,
  ];
  await write('go.mod', `${lines.join('\n\n')}\n`);
  await write('sync/go.mod', `module ${sync}\n\ngo 1.20\n`);
  await write('sync/errgroup/errgroup.go', await readFile(ERRGROUP, 'utf8'));
  await write(`${path.posix.dirname(files[0]?.path ?? '')}/zz_proof_test.go`, driver(files));
}

function driver(files: readonly ProofFile[]): string {
  const known = new Set(files.flatMap(({ source }) => readGoFile(source).functions.map((found) => found.expression)));
  const entries = files.flatMap(({ source }) => {
    const lines = source.split('\n');
    const functions = readGoFile(source).functions.filter(({ isGeneric }) => !isGeneric);
    return functions.map(({ expression, firstLine }) => {
      const receiver = /^\(\*?(\w+)\)/.exec(expression)?.[1] ?? '';
      const maker = `new${receiver.charAt(0).toUpperCase()}${receiver.slice(1)}`;
      const made = receiver !== '' && known.has(maker) ? maker : 'nil';
      const names = parameterNames(lines[firstLine - 1] ?? '').map((name) => JSON.stringify(name));
      return `\t\t{${JSON.stringify(expression)}, ${expression}, ${made}, []string{${names.join(', ')}}},\n`;
    });
  });
  const counter = files.some(({ source }) => /^var opened int$/m.test(source)) ? '&opened' : 'nil';
  return (
    `package ${readGoFile(files[0]?.source ?? '').packageName}\n\n` +
    `import (\n\t"testing"\n\n\t"${MODULE}/proof"\n)\n\n` +
    `func TestProof(t *testing.T) {\n\tproof.Run(t, []proof.Function{\n${entries.join('')}\t}, ${counter})\n}\n`
  );
}

async function build(folder: string, directory: string): Promise<string> {
  const program = path.join(folder, 'proof.test');
  // What the compiler inlines or optimizes away would be missing in the memory profile.
  const flags = ['test', '-c', '-vet=off', '-gcflags=-N -l', '-o', program, `./${directory}`];
  const result = await runGo('go', flags, folder);
  if (!result.isSuccess) throw new Error(`the proof of ${directory} does not build:\n${result.stderr}`);
  return program;
}

function readFate(stdout: string, stderr: string): ResourceFate {
  const [, kind, words = ''] = /^proof\t(left|free|panicked)\t(.*)$/m.exec(stdout) ?? [];
  if (kind === 'left' || kind === 'free' || kind === 'panicked') return { kind, words };
  return { kind: 'failed', words: `${stderr}\n${stdout}`.slice(0, 800) };
}
