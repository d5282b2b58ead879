// Builds tree-sitter-go.wasm from grammar.js, or with --check proves that the committed one is what the sources give.
//
//   node build.mjs           generate, compile, write tree-sitter-go.wasm, node-types.json and pins.json
//   node build.mjs --check   the same, but compare instead of writing; without cargo only the recorded hashes are compared,
//                            as with --check --hashes where it is there
//
// Needs `npm ci --ignore-scripts` in this folder (the published grammar, and clang and wasm-ld compiled to WebAssembly,
// which give the same bytes on every host) and cargo (the parser generator, a library of the Rust registry).

import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const here = import.meta.dirname;
const check = process.argv.includes('--check');
const hashesOnly = process.argv.includes('--hashes');

/** What the result depends on: any change here asks for a new build. */
const INPUTS = ['grammar.js', 'tree-sitter.json', 'build.mjs', 'package-lock.json', 'generator/src/main.rs', 'generator/Cargo.toml', 'generator/Cargo.lock'];
const OUTPUTS = ['tree-sitter-go.wasm', 'node-types.json'];

const CLANG = ['clang', '-Os', '-fPIC', '-shared', '-nostdlib', '-fno-exceptions', '-fvisibility=hidden', '-Wl,--export=tree_sitter_go', '-Wl,--no-entry', '-Wl,--strip-all', '-I', '.', 'parser.c', '-o', 'out.wasm'];

const inputs = hash(INPUTS.map(name => `${name} ${hash(read(name))}\n`).join(''));
const pins = check ? JSON.parse(read('pins.json', 'utf8')) : undefined;

if (check) {
  expect('inputs', inputs, pins.inputs);
  for (const name of OUTPUTS) expect(name, hash(read(name)), pins[name]);
}

if (check && (hashesOnly || spawnSync('cargo', ['--version']).status !== 0)) {
  console.log(`grammar: recorded hashes agree; not rebuilt${hashesOnly ? '' : ', cargo is missing'}`);
} else {
  const built = await build();
  for (const name of OUTPUTS) {
    if (check) expect(`rebuilt ${name}`, hash(built[name]), pins[name]);
    else writeFileSync(join(here, name), built[name]);
  }
  if (!check) writeFileSync(join(here, 'pins.json'), JSON.stringify({ inputs, ...Object.fromEntries(OUTPUTS.map(name => [name, hash(built[name])])) }, null, 2) + '\n');
  console.log(`grammar: ${check ? 'rebuilt, the same bytes' : 'written'}, ${built['tree-sitter-go.wasm'].length} bytes`);
}

async function build() {
  const out = mkdtempSync(join(tmpdir(), 'grammar-'));
  try {
    run('cargo', ['run', '--release', '--locked', '--quiet', '--manifest-path', 'generator/Cargo.toml', '--', 'grammar.js', out]);
    const { runClang } = await import('@yowasp/clang');
    const messages = [];
    const sources = { 'parser.c': readFileSync(join(out, 'parser.c'), 'utf8'), tree_sitter: { 'parser.h': readFileSync(join(out, 'tree_sitter/parser.h'), 'utf8') } };
    const options = { fetchProgress: () => {}, stdout: () => {}, stderr: bytes => { if (bytes) messages.push(Buffer.from(bytes)); } };
    const files = await Promise.resolve(runClang(CLANG, sources, options)).catch(error => {
      throw new Error(Buffer.concat(messages).toString() + error.message);
    });
    return { 'tree-sitter-go.wasm': Buffer.from(files['out.wasm']), 'node-types.json': readFileSync(join(out, 'node-types.json')) };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: here, stdio: ['ignore', 'ignore', 'inherit'] });
  if (error || status !== 0) throw error ?? new Error(`${command} ended with ${status}`);
}

function read(name, encoding) {
  return readFileSync(join(here, name), encoding);
}

function hash(data) {
  return createHash('sha256').update(data).digest('hex');
}

function expect(what, actual, recorded) {
  if (actual === recorded) return;
  console.error(`grammar: ${what}: ${actual}, recorded ${recorded}. Run: node build.mjs`);
  process.exit(1);
}
