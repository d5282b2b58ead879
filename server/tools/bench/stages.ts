import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Parser } from 'web-tree-sitter';
import { workspacePath } from '../../src/base/index.js';
import type { SourceFile } from '../../src/engine/index.js';
import { analyse, check, link } from '../../src/engine/index.js';
import { decodeUtf8 } from '../../src/hosts/node/index.js';
import type { Runtime } from '../../src/syntax/runtime.js';
import { loadRuntime, parseText } from '../../src/syntax/runtime.js';
import type { SourceText } from '../../src/text/index.js';
import { decodeSource } from '../../src/text/index.js';
import { roleOf } from '../../src/workspace/index.js';
import { readParserWasm } from '../lib/parser-wasm.js';

export interface GoText {
  /** Absolute path of the folder that the file lies in. */
  readonly folder: string;
  readonly name: string;
  readonly text: SourceText;
}

/** The parser as the tree store has it. */
export interface RawParser {
  readonly parser: Parser;
  readonly flatten: Runtime['flatten'];
}

/** Milliseconds of processor time spent in each stage, helper threads of the runtime among them. */
export interface StageTimes {
  parse: number;
  flatten: number;
  bind: number;
  link: number;
  check: number;
}

export async function createRawParser(): Promise<RawParser> {
  const runtime = await loadRuntime(readParserWasm());
  return { parser: runtime.createParser(), flatten: runtime.flatten };
}

/** What follows the flat tree: bindings, types, facts, summaries and all rules. */
export function analysisTime({ bind, link, check }: StageTimes): number {
  return bind + link + check;
}

/** All Go files below a folder that are text, links and hidden folders left out. */
export function readGoTexts(root: string): readonly GoText[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.go'))
    .flatMap(({ parentPath, name }) => {
      const text = decodeSource(readFileSync(path.join(parentPath, name)), decodeUtf8);
      return text === 'binary' ? [] : [{ folder: parentPath, name, text }];
    });
}

/** Takes the files, folder by folder, through all stages; holds one folder at a time, as an audit does. */
export function runStages(raw: RawParser, texts: readonly GoText[]): StageTimes {
  const times: StageTimes = { parse: 0, flatten: 0, bind: 0, link: 0, check: 0 };
  for (const folder of byFolder(texts)) {
    const files = folder.map((text) => parseAndFlatten(raw, text, times));
    const bound = timed(times, 'bind', () => files.map((file) => analyse(file)));
    const facts = bound.map((file) => file.facts);
    const packages = timed(times, 'link', () => link('example.com/bench', facts));
    timed(times, 'check', () => {
      for (const file of bound) check(file, packages, undefined);
    });
  }
  return times;
}

function parseAndFlatten({ parser, flatten }: RawParser, { name, text }: GoText, times: StageTimes): SourceFile {
  const tree = timed(times, 'parse', () => parseText(parser, text.text, undefined));
  if (tree === null) throw new Error(`${name} was not parsed`);
  const ast = timed(times, 'flatten', () => flatten(tree, text.text));
  tree.delete();
  const filePath = workspacePath(name);
  return { path: filePath, text, ast, role: roleOf(filePath, text.text) };
}

function timed<T>(times: StageTimes, stage: keyof StageTimes, work: () => T): T {
  const started = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(started);
  times[stage] += (user + system) / 1000;
  return result;
}

function byFolder(texts: readonly GoText[]): readonly (readonly GoText[])[] {
  const folders = new Map<string, GoText[]>();
  for (const text of texts) folders.set(text.folder, [...(folders.get(text.folder) ?? []), text]);
  return [...folders.values()];
}
