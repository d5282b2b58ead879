import { readFileSync } from 'node:fs';
import { workspacePath } from '../src/base/index.js';
import { decodeUtf8 } from '../src/hosts/node/index.js';
import { FileModel, printBindings, printControlFlow, printScopes } from '../src/semantic/index.js';
import { createTreeStore, printAst } from '../src/syntax/index.js';
import { decodeSource } from '../src/text/index.js';
import { readParserWasm } from './lib/parser-wasm.js';

const USAGE = 'usage: npm run explain -- FILE.go';

/** Prints what the engine knows of one file: tree, scopes, names and types, control flow. */
async function main(argv: readonly string[]): Promise<number> {
  const [file, ...more] = argv;
  if (file === undefined || more.length > 0) return fail(USAGE);
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    return fail(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
  const source = decodeSource(bytes, decodeUtf8);
  if (source === 'binary') return fail(`${file} is not text`);
  const trees = await createTreeStore(readParserWasm());
  const ast = trees.parseOnce(source.text);
  const model = new FileModel(workspacePath(file), source.text, ast);
  section('tree', printAst(ast, source.text));
  section('scopes', printScopes(model.bindings));
  section('names and types', printBindings(model));
  section('control flow', printControlFlow(model));
  return 0;
}

function section(title: string, text: string): void {
  process.stdout.write(`=== ${title}\n\n${text.trimEnd()}\n\n`);
}

function fail(message: string): number {
  process.stderr.write(`explain: ${message}\n`);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
