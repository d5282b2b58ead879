import type { FlatAst, NodeId } from '../syntax/index.js';
import { Field, Kind, NO_NODE, afterOf, childIn, childrenOf, endOf, kindOf, startOf } from '../syntax/index.js';

/** A text with its tree. */
export interface ParsedText {
  readonly text: string;
  readonly ast: FlatAst;
}

/** How one text came from another by a change inside the body of one function. Offsets in UTF-16 code units. */
export interface BodyChange {
  /** The declaration with the body, by its place among the top-level declarations; the others are as they were. */
  readonly index: number;
  /** Where the declaration begins, and where it ended in the old text; what lies behind has moved by `shift`. */
  readonly start: number;
  readonly end: number;
  readonly shift: number;
  /** True if what lies behind it is on other lines now. */
  readonly movesLines: boolean;
}

/** The top-level declarations of a file; with syntax errors also what stands between them. */
export function declarationsOf(ast: FlatAst): readonly NodeId[] {
  return ast.size === 0 ? [] : childrenOf(ast, 0 as NodeId);
}

/**
 * The change from one text to another, if all of it lies between the braces of one declared function, and the trees are
 * the same everywhere else. Then every name of the file means what it meant.
 */
export function bodyChange(before: ParsedText, now: ParsedText): BodyChange | undefined {
  const [old, young] = [declarationsOf(before.ast), declarationsOf(now.ast)];
  if (old.length !== young.length || before.ast.hasHiddenError || now.ast.hasHiddenError) return undefined;
  const { start, end } = changedPart(before.text, now.text);
  const shift = now.text.length - before.text.length;
  const index = old.findIndex((node) => endOf(before.ast, node) >= end);
  const [oldNode, node] = [old[index], young[index]];
  if (oldNode === undefined || node === undefined) return undefined;
  const [oldBody, body] = [bodyOf(before.ast, oldNode), bodyOf(now.ast, node)];
  if (oldBody === NO_NODE || body === NO_NODE) return undefined;
  const isInside = startOf(before.ast, oldBody) < start && end < endOf(before.ast, oldBody);
  if (!isInside || body !== oldBody || endOf(before.ast, oldBody) + shift !== endOf(now.ast, body)) return undefined;
  const after = afterOf(before.ast, oldBody);
  const move: Move = { body, after, nodes: afterOf(now.ast, body) - after, start, shift };
  if (!isSameAround(before.ast, now.ast, move)) return undefined;
  const movesLines = before.text.slice(start, end).includes('\n') || now.text.slice(start, end + shift).includes('\n');
  return { index, start: startOf(now.ast, node), end: endOf(before.ast, oldNode), shift, movesLines };
}

/** The tree of an earlier text, and how this text came from that one. */
export interface TextSince {
  readonly ast: FlatAst;
  readonly change: BodyChange;
}

/** As many code units are compared at once, which is faster than one by one. */
const STRIDE = 1024;

/** Where the texts differ, in offsets of the old one; the new one differs up to as far from its end. */
function changedPart(before: string, now: string): { readonly start: number; readonly end: number } {
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && before.slice(start, start + STRIDE) === now.slice(start, start + STRIDE)) start += STRIDE;
  start = Math.min(start, shorter);
  while (start < shorter && before.charCodeAt(start) === now.charCodeAt(start)) start++;
  const most = shorter - start;
  let same = 0;
  while (same < most && endsAlike(before, now, same)) same += STRIDE;
  same = Math.min(same, most);
  while (same < most && before.charCodeAt(before.length - 1 - same) === now.charCodeAt(now.length - 1 - same)) same++;
  return { start, end: before.length - same };
}

/** True if the texts have the same `STRIDE` units in front of their last `same` ones. */
function endsAlike(before: string, now: string, same: number): boolean {
  const [end, nowEnd] = [before.length - same, now.length - same];
  return before.slice(Math.max(0, end - STRIDE), end) === now.slice(Math.max(0, nowEnd - STRIDE), nowEnd);
}

function bodyOf(ast: FlatAst, declaration: NodeId): NodeId {
  const kind = kindOf(ast, declaration);
  const isFunction = kind === Kind.function_declaration || kind === Kind.method_declaration;
  return isFunction ? childIn(ast, declaration, Field.body) : NO_NODE;
}

/** Takes nodes and offsets of the old tree, outside the body that changed, to those of the new one. */
interface Move {
  readonly body: NodeId;
  /** First node behind the body, in the old tree. */
  readonly after: NodeId;
  readonly nodes: number;
  readonly start: number;
  readonly shift: number;
}

/** True if the trees differ only below the body. */
function isSameAround(old: FlatAst, ast: FlatAst, move: Move): boolean {
  if (old.size + move.nodes !== ast.size || !isSameErrors(old, ast, move)) return false;
  return isSameIn(old, ast, move, 0, move.body + 1) && isSameIn(old, ast, move, move.after, old.size);
}

/** Array by array, for speed. */
function isSameIn(old: FlatAst, ast: FlatAst, move: Move, from: number, to: number): boolean {
  const by = from > move.body ? move.nodes : 0;
  const { body, nodes, start, shift } = move;
  return (
    isSameBytes(old.kind, ast.kind, from, to, by) &&
    isSameBytes(old.field, ast.field, from, to, by) &&
    isSameBytes(old.op, ast.op, from, to, by) &&
    isSameBytes(old.flags, ast.flags, from, to, by) &&
    isMoved(old.start, ast.start, { from, to, by, behind: start, shift }) &&
    isMoved(old.end, ast.end, { from, to, by, behind: start, shift }) &&
    isMoved(old.after, ast.after, { from, to, by, behind: body, shift: nodes }) &&
    isMoved(old.parent, ast.parent, { from, to, by, behind: body, shift: nodes })
  );
}

function isSameBytes(old: Uint8Array, now: Uint8Array, from: number, to: number, by: number): boolean {
  for (let node = from; node < to; node++) if (old[node] !== now[node + by]) return false;
  return true;
}

/** `from` to `to` in the old array, `by` further in the new one; values behind `behind` have moved by `shift`. */
interface MovedValues {
  readonly from: number;
  readonly to: number;
  readonly by: number;
  readonly behind: number;
  readonly shift: number;
}

function isMoved(old: Uint32Array | Int32Array, now: Uint32Array | Int32Array, values: MovedValues): boolean {
  const { from, to, by, behind, shift } = values;
  for (let node = from; node < to; node++) {
    const value = old[node] ?? 0;
    if ((value <= behind ? value : value + shift) !== now[node + by]) return false;
  }
  return true;
}

function isSameErrors(old: FlatAst, ast: FlatAst, move: Move): boolean {
  if (old.errors.length + ast.errors.length + old.missing.length + ast.missing.length === 0) return true;
  const after = movedNode(move.after, move);
  const before = old.errors.filter((node) => node <= move.body || node >= move.after);
  const now = ast.errors.filter((node) => node <= move.body || node >= after);
  const oldMissing = old.missing.filter(({ node }) => node <= move.body || node >= move.after);
  const missing = ast.missing.filter(({ node }) => node <= move.body || node >= after);
  if (before.length !== now.length || oldMissing.length !== missing.length) return false;
  if (!before.every((node, i) => movedNode(node, move) === now[i])) return false;
  return oldMissing.every(({ node, offset, token }, i) => {
    const other = missing[i];
    const isSamePlace = other?.node === movedNode(node, move) && other.offset === movedOffset(offset, move);
    return isSamePlace && other.token === token;
  });
}

function movedNode(node: number, { body, nodes }: Move): number {
  return node <= body ? node : node + nodes;
}

function movedOffset(offset: number, { start, shift }: Move): number {
  return offset <= start ? offset : offset + shift;
}
