import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Language, Parser } from 'web-tree-sitter';
import { workspacePath } from '../../src/base/index.js';
import type { SourceFile } from '../../src/engine/index.js';
import { analyse, check, link } from '../../src/engine/index.js';
import { decodeUtf8 } from '../../src/hosts/node/index.js';
import { createTreeStore } from '../../src/syntax/index.js';
import { flatten } from '../../src/syntax/flatten.js';
import type { Symbols } from '../../src/syntax/symbols.js';
import { readSymbols } from '../../src/syntax/symbols.js';
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

/** The parser with its language, as the tree store has them. */
export interface RawParser {
  readonly parser: Parser;
  readonly symbols: Symbols;
}

/** Milliseconds spent in each stage. */
export interface StageTimes {
  parse: number;
  flatten: number;
  bind: number;
  check: number;
}

export async function createRawParser(): Promise<RawParser> {
  const wasm = readParserWasm();
  await createTreeStore(wasm); // starts the runtime
  const language = await Language.load(wasm.grammar);
  const parser = new Parser();
  parser.setLanguage(language);
  return { parser, symbols: readSymbols(language) };
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
export function runStages({ parser, symbols }: RawParser, texts: readonly GoText[]): StageTimes {
  const times: StageTimes = { parse: 0, flatten: 0, bind: 0, check: 0 };
  for (const folder of byFolder(texts)) {
    const files = folder.map((text) => parseAndFlatten(parser, symbols, text, times));
    const bound = timed(times, 'bind', () => files.map(analyse));
    timed(times, 'check', () => {
      const packages = link(
        'example.com/bench',
        bound.map(({ facts }) => facts),
      );
      for (const file of bound) check(file, packages, undefined);
    });
  }
  return times;
}

function parseAndFlatten(parser: Parser, symbols: Symbols, { name, text }: GoText, times: StageTimes): SourceFile {
  const tree = timed(times, 'parse', () => parser.parse(text.text));
  if (tree === null) throw new Error(`${name} was not parsed`);
  const ast = timed(times, 'flatten', () => flatten(tree, text.text, symbols));
  tree.delete();
  const filePath = workspacePath(name);
  return { path: filePath, text, ast, role: roleOf(filePath, text.text) };
}

function timed<T>(times: StageTimes, stage: keyof StageTimes, work: () => T): T {
  const started = performance.now();
  const result = work();
  times[stage] += performance.now() - started;
  return result;
}

function byFolder(texts: readonly GoText[]): readonly (readonly GoText[])[] {
  const folders = new Map<string, GoText[]>();
  for (const text of texts) folders.set(text.folder, [...(folders.get(text.folder) ?? []), text]);
  return [...folders.values()];
}
