import type { Finding } from '../../src/engine/index.js';
import { Kind, childrenOf, kindOf } from '../../src/syntax/index.js';
import type { NodeId } from '../../src/syntax/index.js';
import type { Edit } from '../../src/text/index.js';
import { applyEdits } from '../../src/text/index.js';
import type { GoPackage, GoSource } from './engine.js';
import { parse } from './engine.js';

/** A rewriting that leaves the meaning of a Go file as it is. `undefined` where it does not apply to the file. */
export interface Variant {
  readonly name: string;
  /** Whether the text of the lines stays, and with it the fingerprints of the findings. */
  readonly keepsLines: boolean;
  readonly rewrite: (file: GoSource, findings: readonly Finding[]) => Promise<string | undefined>;
}

/** Ways to write the same program. None of them may change what is found. */
export const variants: readonly Variant[] = [
  { name: 'CRLF', keepsLines: true, rewrite: async ({ source }) => source.replaceAll('\n', '\r\n') },
  { name: 'a byte-order mark', keepsLines: true, rewrite: async ({ source }) => `\uFEFF${source}` },
  {
    name: 'lines that moved',
    keepsLines: true,
    rewrite: async ({ source }) => source.replace(/^package .*$/m, '$&\n\n// 移動\n\n'),
  },
  {
    name: 'CJK and emoji in front',
    keepsLines: false,
    rewrite: async (file, findings) => commentsInFront(file, findings),
  },
  { name: 'parentheses', keepsLines: false, rewrite: parenthesised },
  { name: 'an import by another name', keepsLines: false, rewrite: async ({ source }) => renamedImport(source) },
];

/** The package in another spelling; files to which the variant does not apply stay as they are. */
export async function inVariant(unit: GoPackage, variant: Variant, findings: readonly Finding[]): Promise<GoPackage> {
  const files = unit.files.map(async (file) => {
    const own = findings.filter((finding) => finding.path === file.path);
    return { path: file.path, source: (await variant.rewrite(file, own)) ?? file.source };
  });
  return { ...unit, files: await Promise.all(files) };
}

function commentsInFront({ source }: GoSource, findings: readonly Finding[]): string {
  const starts = [...new Set(findings.map((finding) => finding.range.start.offset))];
  return applyEdits(
    source,
    starts.map((start) => ({ start, end: start, newText: '/* 連接😀 */ ' })),
  );
}

/** Puts every argument that is a plain name in parentheses. */
async function parenthesised(file: GoSource): Promise<string> {
  const { ast } = await parse(file);
  const edits: Edit[] = [];
  for (let node = 0; node < ast.size; node++) {
    if (kindOf(ast, node as NodeId) !== Kind.argument_list) continue;
    for (const child of childrenOf(ast, node as NodeId)) {
      if (kindOf(ast, child) !== Kind.identifier) continue;
      const [start, end] = [ast.start[child] ?? 0, ast.end[child] ?? 0];
      edits.push({ start, end, newText: `(${file.source.slice(start, end)})` });
    }
  }
  return applyEdits(file.source, edits);
}

/** Imports the package runtime as `other`; not where the file has something else of that name. */
function renamedImport(source: string): string | undefined {
  const isPlain = /^(?:import |\t)"runtime"$/m.test(source) && !/\bruntime (?::=|\*)/.test(source);
  if (!isPlain) return undefined;
  return source.replace(/^(import |\t)"runtime"$/m, '$1other "runtime"').replaceAll(/\bruntime\./g, 'other.');
}
