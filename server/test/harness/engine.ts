import type { WorkspacePath } from '../../src/base/index.js';
import { standardSettings } from '../../src/config/index.js';
import type { Finding, SourceFile } from '../../src/engine/index.js';
import { analyse, check, firstParseError, link } from '../../src/engine/index.js';
import type { Pair } from '../../src/knowledge/index.js';
import { decodeUtf8 } from '../../src/hosts/node/index.js';
import { rules } from '../../src/rules/index.js';
import type { TreeStore } from '../../src/syntax/index.js';
import { createTreeStore } from '../../src/syntax/index.js';
import { decodeSource } from '../../src/text/index.js';
import { effectiveGo, parseGoVersion, roleOf } from '../../src/workspace/index.js';
import { readParserWasm } from '../../tools/lib/parser-wasm.js';

/** One Go file in memory. */
export interface GoSource {
  readonly path: WorkspacePath;
  readonly source: string;
}

/** The Go files of one folder, with what go.mod says of it. */
export interface GoPackage {
  readonly importPath: string;
  /** `1.24`. */
  readonly goVersion: string;
  /** What the `godebug` lines of go.mod set. */
  readonly godebug?: readonly string[];
  readonly files: readonly GoSource[];
  /** What the project declares besides; nothing unless it is given. */
  readonly pairs?: readonly Pair[];
}

/** What the engine says about a package. */
export interface PackageReport {
  readonly findings: readonly Finding[];
  /** First line (from 1) that is not valid Go, by path. */
  readonly parseErrors: ReadonlyMap<WorkspacePath, number>;
}

/** All rules run, also those that are off unless a project asks for them. */
const settings = { ...standardSettings(rules), levels: {} };

let trees: Promise<TreeStore> | undefined;

/** Runs the engine over a package, from bytes to findings, as every host does. */
export async function lint(unit: GoPackage): Promise<PackageReport> {
  trees ??= createTreeStore(readParserWasm());
  const store = await trees;
  const analysed = unit.files.map((file) => analyse(load(file, store)));
  const packages = link(
    unit.importPath,
    analysed.filter(({ file }) => file.role !== 'ignored').map(({ facts }) => facts),
  );
  const version = parseGoVersion(unit.goVersion);
  const { pairs = [] } = unit;
  const own = pairs.length === 0 ? settings : { ...settings, pairs };
  const parseErrors = new Map<WorkspacePath, number>();
  for (const { file } of analysed) {
    const line = firstParseError(file);
    if (line !== undefined) parseErrors.set(file.path, line);
  }
  return {
    findings: analysed.flatMap((file) => {
      const go = effectiveGo(version, file.file.text.text, unit.godebug);
      return check(file, packages, go, { minConfidence: 'low', settings: own });
    }),
    parseErrors,
  };
}

/** The file as the engine takes it, with its tree. */
export async function parse(file: GoSource): Promise<SourceFile> {
  trees ??= createTreeStore(readParserWasm());
  return load(file, await trees);
}

function load({ path, source }: GoSource, store: TreeStore): SourceFile {
  const text = decodeSource(new TextEncoder().encode(source), decodeUtf8);
  if (text === 'binary') throw new Error(`${path} is not text`);
  return { path, text, ast: store.parseOnce(text.text), role: roleOf(path, text.text) };
}
