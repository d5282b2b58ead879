/** Fails where an import breaks the layers, or where a parser's type leaves the syntax layer. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { checkLayers, type Violation } from './layers/check.js';
import { checkDeclarations } from './layers/declarations.js';
import { layers } from './layers/table.js';
import { inRoot, root } from './lib/root.mjs';

const TABLE = 'server/tools/layers/table.ts';
const FOLDERS = ['server/src', 'client/src'];

const sources = new Map(FOLDERS.flatMap(sourcesIn).map((file) => [file, readFileSync(inRoot(file), 'utf8')]));
const violations: readonly Violation[] = [
  ...checkLayers(layers, sources, TABLE),
  ...checkDeclarations(root, inRoot('server/src/syntax/index.ts')),
];
for (const { file, line, message } of violations) console.error(`${file}:${line}: ${message}`);
console.log(
  `layers: ${sources.size} files, ${violations.length === 0 ? 'as the table has them' : `${violations.length} wrong`}`,
);
process.exitCode = violations.length === 0 ? 0 : 1;

/** Source files below a folder of the repository, sorted, relative to the repository with '/'. */
function sourcesIn(folder: string): string[] {
  const entries = readdirSync(inRoot(folder), { recursive: true, encoding: 'utf8' });
  return entries
    .filter((entry) => /\.(ts|mts|cts|js|mjs|cjs)$/.test(entry))
    .map((entry) => `${folder}/${entry.replaceAll(path.sep, '/')}`)
    .sort();
}
