import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { GoSource } from '../harness/engine.js';
import { readGoFile } from './instrument.js';
import { runGo, runProgram } from './toolchain.js';

/**
 * What became of the locks when a function was called in many ways. `held`: one stayed locked. `blocked`: it waits for a
 * lock for ever. `ended`: the process ended, as it does where a lock is unlocked that is not locked. `panicked`: no call
 * came back.
 */
export type LockFate = 'free' | 'held' | 'blocked' | 'ended' | 'panicked';

const PROOF = new URL('./lock-proof.go', import.meta.url);

/** The stubs of the prelude, and what they are in the proof: they try their outcomes. */
const STUBS: readonly (readonly [string, string])[] = [
  ['func cond() bool     { return false }', 'func cond() bool     { return proof.Bool() }'],
  ['func workErr() error { return nil }', 'func workErr() error { return proof.Err() }'],
];

/**
 * Builds the files of one package, calls the functions of these names, each in a process of its own, and answers by name.
 * Throws with the words of the tools where something does not build or is not as gofmt writes it.
 */
export async function runLockProof(
  files: readonly GoSource[],
  functions: readonly string[],
): Promise<ReadonlyMap<string, LockFate>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'leaklens-locks-'));
  const write = async (name: string, text: string): Promise<void> => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  };
  try {
    for (const { path: name, source } of files) await write(path.posix.basename(name), source);
    const unformatted = await runGo('gofmt', ['-l', '.'], folder);
    if (unformatted.stdout + unformatted.stderr !== '')
      throw new Error(`not as gofmt writes it: ${unformatted.stdout}${unformatted.stderr}`);
    for (const { path: name, source } of files) await write(path.posix.basename(name), watched(source));
    await write('go.mod', 'module example.com/locks\n\ngo 1.24\n');
    await write('proof/proof.go', await readFile(PROOF, 'utf8'));
    await write('zz_test.go', driver(files));
    const built = await runGo('go', ['test', '-vet=off', '-c', '-o', 'proof.test', '.'], folder);
    if (!built.isSuccess) throw new Error(`the proof does not build:\n${built.stderr}\n${built.stdout}`);
    const fates = new Map<string, LockFate>();
    for (const name of functions) fates.set(name, await fateOf(folder, name));
    return fates;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function fateOf(folder: string, name: string): Promise<LockFate> {
  const args = ['-test.run=TestProof', '-test.v', '-test.timeout=60s'];
  const { stdout, stderr } = await runProgram(path.join(folder, 'proof.test'), args, folder, { PROOF: name });
  if (/^fatal error: sync: /m.test(stdout + stderr)) return 'ended';
  const fate = /^lock\t\S+\t(free|held|blocked|panicked)$/m.exec(stdout)?.[1];
  if (fate === undefined) throw new Error(`the proof of ${name} does not run:\n${stderr}\n${stdout}`);
  return fate as LockFate;
}

/** The file with the stubs lets the proof choose what they answer; no line moves. */
function watched(source: string): string {
  if (!STUBS.some(([stub]) => source.includes(stub))) return source;
  const chosen = STUBS.reduce((text, [stub, instead]) => text.replace(stub, instead), source);
  return chosen.replace(/^package \w+/m, '$&; import "example.com/locks/proof"');
}

function driver(files: readonly GoSource[]): string {
  const { packageName } = readGoFile(files[0]?.source ?? '');
  const names = files.flatMap(({ source }) => readGoFile(source).functions).filter(({ isGeneric }) => !isGeneric);
  const known = new Set(names.map(({ expression }) => expression));
  const entries = names.map(({ expression }) => {
    const receiver = /^\(\*(\w+)\)/.exec(expression)?.[1] ?? '';
    const maker = `new${receiver.charAt(0).toUpperCase()}${receiver.slice(1)}`;
    return `\t\t{"${expression}", ${expression}, ${receiver !== '' && known.has(maker) ? maker : 'nil'}},\n`;
  });
  const variables = files.flatMap(({ source }) => lockVariables(source)).map((name) => `&${name}`);
  return (
    `package ${packageName}\n\nimport (\n\t"os"\n\t"testing"\n\n\t"example.com/locks/proof"\n)\n\n` +
    `func TestProof(*testing.T) {\n\tproof.Run([]proof.Function{\n${entries.join('')}\t}, os.Getenv("PROOF"), ` +
    `[]any{${variables.join(', ')}})\n}\n`
  );
}

/** The locks that a file declares at package level. */
function lockVariables(source: string): readonly string[] {
  const blocks = [...source.matchAll(/^var \(\n(.*?)^\)/gms)].map(([, block = '']) => block);
  const single = [...source.matchAll(/^var (\w+ +sync\.(?:RW)?Mutex)$/gm)].map(([, line = '']) => `\t${line}\n`);
  const lines = [...blocks, ...single].join('');
  return [...lines.matchAll(/^\t(\w+) +sync\.(?:RW)?Mutex$/gm)].map(([, name = '']) => name);
}
