import { workspacePath } from '../../../src/base/index.js';
import type { SourceFile } from '../../../src/engine/index.js';
import { Kind, childrenOf, endOf, kindOf, parentOf, startOf } from '../../../src/syntax/index.js';
import type { NodeId } from '../../../src/syntax/index.js';
import type { Edit, Span } from '../../../src/text/index.js';
import type { Piece, WrittenFile } from '../rewriting.js';
import { added, editedPart, kept } from '../rewriting.js';
import { modelOf } from './names.js';

/** A file in whole lines: its package clause and imports, each declaration with the comments above it, and the rest. */
interface Parts {
  readonly head: Span;
  readonly declarations: readonly Span[];
  readonly tail: Span;
}

/** The declarations in the opposite order. */
export function reordered(file: SourceFile): readonly WrittenFile[] | undefined {
  const parts = partsOf(file);
  if (parts === undefined) return undefined;
  const pieces = [parts.head, ...[...parts.declarations].reverse(), parts.tail].flatMap((span) => lines(file, span));
  return [{ path: file.path, pieces }];
}

/** Declarations that have to do with nothing, before each of those that are there. */
export function withUnrelatedDeclarations(file: SourceFile): readonly WrittenFile[] | undefined {
  const parts = partsOf(file);
  if (parts === undefined) return undefined;
  const { head, declarations, tail } = parts;
  const stem = file.path.replace(/^.*\//, '').replaceAll(/\W/g, '_');
  const between = declarations.flatMap((span, index) => [
    added(span.start, unrelated(`unrelated_${stem}_${index}`)),
    ...lines(file, span),
  ]);
  return [{ path: file.path, pieces: [...lines(file, head), ...between, ...lines(file, tail)] }];
}

/** Every second declaration goes to a file of its own beside the first. Not where imports cannot be told apart. */
export function splitInTwo(file: SourceFile): readonly WrittenFile[] | undefined {
  const parts = partsOf(file);
  if (parts === undefined || parts.declarations.length < 2) return undefined;
  // A program says each of its settings once.
  if (/^\/\/go:debug /mu.test(file.text.text)) return undefined;
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  const second = workspacePath(`${file.path.slice(0, -name.length)}split_${name}`);
  const halves = [file.path, second].map((path, half) => {
    const own = parts.declarations.filter((_, index) => index % 2 === half);
    const imports = withoutUnusedImports(file, own);
    if (imports === undefined) return undefined;
    const head = editedPart(file, imports, parts.head.start, parts.head.end);
    return { path, pieces: [...head, ...own.flatMap((span) => lines(file, span))] };
  });
  return halves.includes(undefined) ? undefined : halves.filter((half) => half !== undefined);
}

/** `undefined` where declarations share a line. */
function partsOf(file: SourceFile): Parts | undefined {
  const { ast, text } = file;
  const children = childrenOf(ast, 0 as NodeId);
  const isHead = (node: NodeId): boolean => [Kind.package_clause, Kind.import_declaration].includes(kindOf(ast, node));
  const declarations: Span[] = [];
  let done = 0;
  let head: Span = { start: 0, end: 0 };
  for (const node of children) {
    if (startOf(ast, node) < done) return undefined;
    const end = afterLine(text.text, endOf(ast, node));
    if (isHead(node)) head = { start: 0, end };
    else declarations.push({ start: done, end });
    done = end;
  }
  return { head, declarations, tail: { start: done, end: text.text.length } };
}

function lines(file: SourceFile, { start, end }: Span): Piece[] {
  const piece = kept(file, start, end);
  return piece.text === '' || piece.text.endsWith('\n') ? [piece] : [piece, added(end, '\n')];
}

function afterLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

function unrelated(name: string): string {
  return `\ntype ${name} struct{ count int }\n\nfunc (u *${name}) add(n int) int {\n\tu.count += n\n\treturn u.count\n}\n\n`;
}

/** Edits that take out the imports that none of the declarations uses; `undefined` where that cannot be told. */
function withoutUnusedImports(file: SourceFile, declarations: readonly Span[]): Edit[] | undefined {
  const model = modelOf(file);
  const symbols = new Map([...model.bindings.importOf].map(([symbol, { node }]) => [node, symbol]));
  const edits: Edit[] = [];
  for (const { node, path } of model.bindings.imports) {
    const symbol = symbols.get(node);
    const uses = symbol === undefined ? [] : model.referencesOf(symbol).map((use) => startOf(file.ast, use.node));
    if (uses.length === 0 || path === 'C') return undefined;
    if (uses.some((use) => declarations.some(({ start, end }) => start <= use && use < end))) continue;
    const parent = parentOf(file.ast, node);
    edits.push({ ...model.spanOf(kindOf(file.ast, parent) === Kind.import_declaration ? parent : node), newText: '' });
  }
  return edits;
}
