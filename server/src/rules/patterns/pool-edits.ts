import type { Call, FileModel, NodeId } from '../../semantic/index.js';
import { Kind, NO_NODE, isWithin, kindOf, parentOf } from '../../semantic/index.js';
import type { Edit } from '../../text/index.js';

/** A line of its own before a statement that begins its line, with its indentation; `undefined` where it does not. */
export function lineBefore(model: FileModel, statement: NodeId, text: string): Edit | undefined {
  const { start } = model.spanOf(statement);
  const lineStart = model.text.lastIndexOf('\n', start - 1) + 1;
  const indentation = model.text.slice(lineStart, start);
  if (indentation.trim() !== '') return undefined;
  return { start: lineStart, end: lineStart, newText: `${indentation}${text}${lineEnd(model.text, start)}` };
}

/** A line of its own behind a statement that ends its line, with the indentation of that line. */
export function lineAfter(model: FileModel, statement: NodeId, text: string): Edit | undefined {
  const { start, end } = model.spanOf(statement);
  const next = model.text.indexOf('\n', end);
  const rest = next < 0 ? '' : model.text.slice(end, next).trim();
  if (next < 0 || (rest !== '' && !rest.startsWith('//'))) return undefined;
  const indentation = indentationAt(model, start);
  return { start: next + 1, end: next + 1, newText: `${indentation}${text}${lineEnd(model.text, start)}` };
}

/** The tabs and blanks at the start of the line. */
export function indentationAt(model: FileModel, offset: number): string {
  const lineStart = model.text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(model.text.slice(lineStart, offset))?.[0] ?? '';
}

/** The end of the line at an offset, as the file writes it. */
export function lineEnd(text: string, offset: number): string {
  const next = text.indexOf('\n', offset);
  return next > 0 && text[next - 1] === '\r' ? '\r\n' : '\n';
}

/** The statement in a list of statements that the node belongs to, inside its function; `NO_NODE` if there is none. */
export function statementOf(model: FileModel, node: NodeId): NodeId {
  for (let at = node; at > 0; at = parentOf(model.ast, at)) {
    if (kindOf(model.ast, parentOf(model.ast, at)) === Kind.statement_list) return at;
    if (kindOf(model.ast, at) === Kind.func_literal && at !== node) return NO_NODE;
  }
  return NO_NODE;
}

/** The whole statement that a call is: `pool.Put(x)` or `defer pool.Put(x)`. */
export function statementOfCall(
  model: FileModel,
  call: Call,
): { readonly statement: NodeId; readonly isDeferred: boolean } | undefined {
  const parent = parentOf(model.ast, model.parenthesized(call.node));
  const kind = kindOf(model.ast, parent);
  if (kind !== Kind.expression_statement && kind !== Kind.defer_statement) return undefined;
  const isListed = kindOf(model.ast, parentOf(model.ast, parent)) === Kind.statement_list;
  return isListed ? { statement: parent, isDeferred: kind === Kind.defer_statement } : undefined;
}

/** True if a comment lies between the offsets: a change of the text there would lose it. */
export function hasComment(model: FileModel, node: NodeId): boolean {
  const { start, end } = model.spanOf(node);
  const { comments } = model.ast;
  for (let i = 0; i < comments.length; i += 2) {
    const at = comments[i] ?? 0;
    if (at >= start && at < end) return true;
  }
  return false;
}

/** True if the node lies in the subtree of one of the others. */
export function isInAny(model: FileModel, node: NodeId, others: readonly NodeId[]): boolean {
  return others.some((other) => isWithin(model.ast, node, other));
}
