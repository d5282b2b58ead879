/**
 * Lists every Go file below the given folders that our grammar does not cover, and sums up.
 *   npm run parse-health -- [--go] DIR…
 * With --go, files that Go itself refuses are listed but do not count. Exit codes: 0 all parse, 1 some do not,
 * 2 wrong call or folder, 4 no Go file found.
 */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { createTreeStore } from '../src/syntax/index.js';
import { readParserWasm } from './lib/parser-wasm.js';
import type { BrokenFile } from './parse-health/broken-file.js';
import { findErrorsIn } from './parse-health/broken-file.js';
import type { Refusal } from './parse-health/go-verdict.js';
import { refusedByParser, saysCompilerRefuses } from './parse-health/go-verdict.js';

/** All .go files below the folder, in order; vendored ones and test data too, symbolic links not followed. */
function goFiles(folder: string): string[] {
  const files: string[] = [];
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const entry of readdirSync(next, { withFileTypes: true })) {
      const full = path.join(next, entry.name);
      if (entry.isDirectory()) waiting.push(full);
      else if (entry.isFile() && entry.name.endsWith('.go')) files.push(full);
    }
  }
  return files.sort();
}

function refusals(broken: readonly BrokenFile[]): Map<Refusal, BrokenFile[]> | undefined {
  const refused = refusedByParser(broken.map((file) => file.path));
  if (refused === undefined) return undefined;
  const groups = new Map<Refusal, BrokenFile[]>();
  for (const file of broken) {
    const refusal = refused.has(file.path) ? 'go/parser' : saysCompilerRefuses(file) ? 'the compiler' : 'nobody';
    groups.set(refusal, [...(groups.get(refusal) ?? []), file]);
  }
  return groups;
}

function list(files: readonly BrokenFile[]): void {
  for (const { path: file, line, column, what, places } of files) {
    console.log(`${file}:${line}:${column}: ${what}${places > 1 ? ` (${places - 1} more)` : ''}`);
  }
}

/** Prints the groups of files that Go refuses itself; answers the others. */
function leaveOutRefused(broken: readonly BrokenFile[]): readonly BrokenFile[] {
  const groups = refusals(broken);
  if (groups === undefined) {
    console.error('parse-health: gofmt is not on PATH: every file counts; install Go to leave out what it refuses');
    return broken;
  }
  for (const refusal of ['go/parser', 'the compiler'] as const) {
    const files = groups.get(refusal) ?? [];
    if (files.length === 0) continue;
    console.log(`refused by ${refusal}: not counted (${files.length})`);
    list(files);
  }
  return groups.get('nobody') ?? [];
}

async function main(args: readonly string[]): Promise<number> {
  const folders = args.filter((arg) => !arg.startsWith('--'));
  const wrong = args.find((arg) => arg.startsWith('--') && arg !== '--go');
  if (wrong !== undefined || folders.length === 0) {
    console.error(`parse-health: ${wrong === undefined ? 'no folder given' : `unknown option ${wrong}`}`);
    console.error('usage: npm run parse-health -- [--go] DIR…');
    return 2;
  }
  for (const folder of folders) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) continue;
    console.error(`parse-health: no such folder: ${folder}`);
    return 2;
  }
  const files = folders.flatMap(goFiles);
  if (files.length === 0) {
    console.error(`parse-health: no Go file below ${folders.join(', ')}`);
    return 4;
  }
  return args.includes('--go') ? report(files, leaveOutRefused) : report(files, (broken) => broken);
}

/** `judge` answers the files that count. */
async function report(files: readonly string[], judge: typeof leaveOutRefused): Promise<number> {
  const store = await createTreeStore(readParserWasm());
  const results = files.map((file) => findErrorsIn(file, store));
  const broken = results.flatMap((result) => result.broken ?? []);
  const bytes = results.reduce((sum, result) => sum + result.bytes, 0);
  const counted = judge(broken);
  list(counted);
  const left = broken.length - counted.length;
  const note = left > 0 ? `, ${left} refused by Go itself` : '';
  const clean = files.length - broken.length;
  console.log(`${files.length} files, ${clean} clean, ${counted.length} with errors${note}, ${bytes} bytes`);
  return counted.length === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
