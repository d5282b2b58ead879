import type { Finding, SourceFile } from '../../src/engine/index.js';
import type { Edit } from '../../src/text/index.js';
import type { GoPackage } from './engine.js';
import { parse } from './engine.js';
import type { WrittenFile } from './rewriting.js';
import { edited, sourceOf } from './rewriting.js';
import { reordered, splitInTwo, withUnrelatedDeclarations } from './variants/declarations.js';
import { aliasedImports, renamedLocals } from './variants/names.js';
import { aroundArguments, aroundExpressions } from './variants/parentheses.js';
import { bodiesInBlocks, marksInClosures, withUnrelatedStatements } from './variants/statements.js';

/** A rewriting that leaves the meaning of a Go file as it is. */
export interface Variant {
  readonly name: string;
  /**
   * What stays of the findings besides code, kind, severity, confidence and line. `places`: nothing more. `messages`: what
   * is said, but for numbers of lines and for parentheses in quoted code. `text`: that, and which fixes are offered; some
   * need a line of their own. `fingerprints`: that, and the text of the lines.
   */
  readonly keeps: 'fingerprints' | 'text' | 'messages' | 'places';
  /** `undefined` where it does not apply to the file. Files with syntax errors are not asked about. */
  readonly rewrite: (file: SourceFile, findings: readonly Finding[]) => readonly WrittenFile[] | undefined;
}

/** A package in another writing. */
export interface Rewritten {
  readonly unit: GoPackage;
  /** The files that each file became, by its path. */
  readonly written: ReadonlyMap<string, readonly WrittenFile[]>;
}

/** Ways to write the same program. None of them may change what is found. */
export const variants: readonly Variant[] = [
  { name: 'CRLF', keeps: 'fingerprints', rewrite: byEdits(withCarriageReturns) },
  { name: 'a byte-order mark', keeps: 'fingerprints', rewrite: byEdits(() => [insert(0, '\uFEFF')]) },
  { name: 'lines that moved', keeps: 'fingerprints', rewrite: byEdits(behindPackageClause('\n\n// 移動\n\n')) },
  { name: 'CJK and emoji in front', keeps: 'messages', rewrite: byEdits(commentsInFront) },
  { name: 'parentheses around arguments', keeps: 'text', rewrite: byEdits(aroundArguments) },
  { name: 'parentheses wherever they may stand', keeps: 'places', rewrite: byEdits(aroundExpressions) },
  { name: 'imports by other names', keeps: 'places', rewrite: byEdits(aliasedImports) },
  { name: 'locals by other names', keeps: 'places', rewrite: byEdits(renamedLocals) },
  { name: 'declarations in the opposite order', keeps: 'places', rewrite: reordered },
  { name: 'unrelated declarations between', keeps: 'places', rewrite: withUnrelatedDeclarations },
  { name: 'unrelated statements between', keeps: 'places', rewrite: byEdits(withUnrelatedStatements) },
  { name: 'every file split in two', keeps: 'places', rewrite: splitInTwo },
  { name: 'bodies that are blocks in themselves', keeps: 'places', rewrite: byEdits(bodiesInBlocks) },
  { name: 'marked statements in closures called at once', keeps: 'places', rewrite: byEdits(marksInClosures) },
];

/** The package in another writing; files to which the variant does not apply stay as they are. */
export async function inVariant(unit: GoPackage, variant: Variant, findings: readonly Finding[]): Promise<Rewritten> {
  const written = new Map<string, readonly WrittenFile[]>();
  for (const file of unit.files) {
    const parsed = await parse(file);
    const own = findings.filter((finding) => finding.path === file.path);
    const rewritten = parsed.ast.errors.length > 0 ? undefined : variant.rewrite(parsed, own);
    written.set(file.path, rewritten ?? [{ path: file.path, pieces: edited(parsed, []) }]);
  }
  return { unit: { ...unit, files: [...written.values()].flat().map(sourceOf) }, written };
}

type EditsOf = (file: SourceFile, findings: readonly Finding[]) => readonly Edit[];

function byEdits(editsOf: EditsOf): Variant['rewrite'] {
  return (file, findings) => [{ path: file.path, pieces: edited(file, editsOf(file, findings)) }];
}

function withCarriageReturns({ text: { text } }: SourceFile): Edit[] {
  return [...text.matchAll(/(?<!\r)\n/g)].map(({ index }) => insert(index, '\r'));
}

function behindPackageClause(newText: string): EditsOf {
  return ({ text: { text } }) => {
    const clause = /^package .*$/m.exec(text);
    return clause === null ? [] : [insert(clause.index + clause[0].length, newText)];
  };
}

function commentsInFront(_: SourceFile, findings: readonly Finding[]): Edit[] {
  const starts = [...new Set(findings.map((finding) => finding.range.start.offset))];
  return starts.map((start) => insert(start, '/* 連接😀 */ '));
}

function insert(at: number, newText: string): Edit {
  return { start: at, end: at, newText };
}
