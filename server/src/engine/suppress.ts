import type { FlatAst, NodeId } from '../syntax/index.js';
import { Kind, afterOf, kindOf } from '../syntax/index.js';

/** A comment `//leaklens:ignore CODE,rule-id -- reason`, and the text over which it holds. */
export interface Suppression {
  /** Codes and rule ids as written. */
  readonly names: readonly string[];
  /** UTF-16 offsets between which a finding must begin. */
  readonly start: number;
  readonly end: number;
}

const DIRECTIVE = /^\/\/leaklens:ignore(?<file>-file)?[ \t]+(?<names>[\w-]+(?:[ \t]*,[ \t]*[\w-]+)*)[ \t]*(?:--.*)?$/;

/**
 * The suppressions of a file. Behind code a comment holds for its line; alone on a line for the whole statement or
 * declaration that follows; as `ignore-file` for the file.
 */
export function suppressionsOf(ast: FlatAst, text: string): Suppression[] {
  const found: Suppression[] = [];
  for (let i = 0; i < ast.comments.length; i += 2) {
    const [start, end] = [ast.comments[i] ?? 0, ast.comments[i + 1] ?? 0];
    const match = DIRECTIVE.exec(text.slice(start, end).trimEnd());
    if (match?.groups === undefined) continue;
    const names = (match.groups['names'] ?? '').split(',').map((name) => name.trim());
    const extent =
      match.groups['file'] === undefined ? extentOf(ast, text, start, end) : { start: 0, end: text.length };
    found.push({ names, ...extent });
  }
  return found;
}

export function isSuppressed(
  suppressions: readonly Suppression[],
  code: string,
  rule: string,
  offset: number,
): boolean {
  return suppressions.some(
    ({ names, start, end }) => offset >= start && offset < end && (names.includes(code) || names.includes(rule)),
  );
}

function extentOf(ast: FlatAst, text: string, start: number, end: number): { start: number; end: number } {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end) < 0 ? text.length : text.indexOf('\n', end);
  if (text.slice(lineStart, start).trim() !== '') return { start: lineStart, end: lineEnd };
  const next = firstNodeBehind(ast, end);
  return next === undefined ? { start, end } : { start: ast.start[next] ?? end, end: ast.end[next] ?? end };
}

/** The outermost statement or declaration that begins behind `offset`. */
function firstNodeBehind(ast: FlatAst, offset: number): NodeId | undefined {
  for (let node = 1 as NodeId; node < ast.size;) {
    const isBehind = (ast.start[node] ?? 0) >= offset;
    if (isBehind && kindOf(ast, node) !== Kind.statement_list) return node;
    const mayContain = (ast.end[node] ?? 0) > offset;
    node = (mayContain ? node + 1 : afterOf(ast, node)) as NodeId;
  }
  return undefined;
}
