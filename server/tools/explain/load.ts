import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { workspacePath } from '../../src/base/index.js';
import { analyse, link } from '../../src/engine/index.js';
import type { AnalysedFile } from '../../src/engine/index.js';
import type { PackageFacts } from '../../src/facts/index.js';
import { decodeUtf8 } from '../../src/hosts/node/index.js';
import { createTreeStore } from '../../src/syntax/index.js';
import { decodeSource } from '../../src/text/index.js';
import { roleOf } from '../../src/workspace/index.js';
import { readParserWasm } from '../lib/parser-wasm.js';

/** A file with the package that it stands in. */
export interface Explained {
  readonly analysed: AnalysedFile;
  /** Of the files beside it, and the standard library; other packages of the module are not read. */
  readonly facts: PackageFacts;
}

/** Reads a file and those beside it; the reason where the file itself cannot be used. */
export async function load(file: string): Promise<Explained | string> {
  const trees = await createTreeStore(readParserWasm());
  const own = read(file);
  if (typeof own === 'string') return own;
  const name = path.basename(file);
  const folder = path.dirname(file);
  const others = readdirSync(folder).filter((other) => other.endsWith('.go') && other !== name);
  const besides = others.flatMap((other) => {
    const analysed = read(path.join(folder, other));
    return typeof analysed === 'string' || analysed.file.role === 'ignored' ? [] : [analysed.facts];
  });
  const packages = link(path.basename(path.resolve(folder)), [own.facts, ...besides]);
  const facts = packages.get(own.facts.packageName);
  return facts === undefined ? `${file} is in no package` : { analysed: own, facts };

  function read(absolute: string): AnalysedFile | string {
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(absolute);
    } catch (error) {
      return `${absolute} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    }
    const text = decodeSource(bytes, decodeUtf8);
    if (text === 'binary') return `${absolute} is not text`;
    const ast = trees.parseOnce(text.text);
    return analyse({
      path: workspacePath(path.basename(absolute)),
      text,
      ast,
      role: roleOf(workspacePath(absolute), text.text),
    });
  }
}
