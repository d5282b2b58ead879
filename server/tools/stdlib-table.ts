/**
 * Writes server/src/knowledge/stdlib-table.ts from the API description of the Go distribution on PATH. Run by hand
 * when a new Go comes out: `npm run stdlib-table`. Everything else works without Go.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import prettier from 'prettier';
import { inRoot } from './lib/root.mjs';
import { writeAtomically } from './lib/stamp.mjs';
import { readApi } from './stdlib-table/api.js';
import type { PathOf } from './stdlib-table/api-type.js';
import { dropPromoted, packageLines } from './stdlib-table/table.js';

const TABLE = 'server/src/knowledge/stdlib-table.ts';
/** Large, and nothing in them is acquired, started or kept. */
const LEFT_OUT = /^(?:syscall$|debug\/(?!buildinfo$))/;

const go = (...args: readonly string[]): string => execFileSync('go', args, { encoding: 'utf8', maxBuffer: 64 << 20 });
const goRoot = go('env', 'GOROOT').trim();
const version = go('env', 'GOVERSION').trim();

const packages = readApi(
  apiFiles().map((name) => readFileSync(path.join(goRoot, 'api', name), 'utf8')),
  new Set(readFileSync(path.join(goRoot, 'api/except.txt'), 'utf8').split('\n')),
  (name) => !LEFT_OUT.test(name),
  importsOfStandardLibrary(),
);
dropPromoted(packages, isDeclaredInSource());
writeAtomically(inRoot(TABLE), await tableSource());
console.log(`wrote ${TABLE}: ${packages.size} packages of ${version}`);

function apiFiles(): readonly string[] {
  const minor = (name: string): number => Number(/^go1\.(\d+)\.txt$/.exec(name)?.[1] ?? 0);
  return readdirSync(path.join(goRoot, 'api'))
    .filter((name) => /^go1(?:\.\d+)?\.txt$/.test(name))
    .sort((a, b) => minor(a) - minor(b));
}

/** The description names packages, not paths: what a package calls `rand` is told by what it imports. */
function importsOfStandardLibrary(): (importer: string) => PathOf {
  const listed = go('list', '-f', '{{.ImportPath}} {{.Name}} {{join .Imports ","}}', 'std').trim().split('\n');
  const rows = listed.map((line) => line.split(' '));
  const nameOf = new Map(rows.map(([importPath = '', name = '']) => [importPath, name]));
  const importsOf = new Map(rows.map(([importPath = '', , imports = '']) => [importPath, imports.split(',')]));
  return (importer) => (name) => {
    const found = (importsOf.get(importer) ?? []).filter((candidate) => (nameOf.get(candidate) ?? candidate) === name);
    const [first] = found.filter((candidate) => !/(?:^|\/)internal\//.test(candidate));
    return first ?? (nameOf.has(name) ? name : undefined);
  };
}

function isDeclaredInSource(): (importPath: string, type: string, method: string) => boolean {
  const sources = new Map<string, string>();
  const sourceOf = (importPath: string): string => {
    const folder = path.join(goRoot, 'src', importPath);
    const names = readdirSync(folder).filter((name) => name.endsWith('.go') && !name.endsWith('_test.go'));
    return names.map((name) => readFileSync(path.join(folder, name), 'utf8')).join('\n');
  };
  return (importPath, type, method) => {
    const source = sources.get(importPath) ?? sourceOf(importPath);
    sources.set(importPath, source);
    return new RegExp(`^func \\((?:\\w+ )?\\*?${type}(?:\\[[^\\]]*\\])?\\) ${method}\\(`, 'm').test(source);
  };
}

async function tableSource(): Promise<string> {
  const rows = [...packages]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, content]) => `  ${JSON.stringify(name)}: ${JSON.stringify(packageLines(content).join('\n'))},`);
  console.log(`compressed: ${(deflateRawSync(rows.join('\n'), { level: 9 }).length / 1000).toFixed(1)} kB`);
  const text = [
    `// Generated from the API description of ${version} by \`npm run stdlib-table\`. Do not edit.`,
    '',
    '/** The exported names of each package of the standard library, in the notation that stdlib.ts reads. */',
    'export const stdlibTable: Readonly<Record<string, string>> = {',
    ...rows,
    '};',
    '',
  ].join('\n');
  const filepath = inRoot(TABLE);
  return prettier.format(text, { ...(await prettier.resolveConfig(filepath)), filepath });
}
