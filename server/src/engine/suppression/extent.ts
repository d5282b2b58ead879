import type { FlatAst, NodeId } from '../../syntax/index.js';
import { Kind, NO_NODE, endOf, firstChild, kindOf, nextSibling, startOf } from '../../syntax/index.js';
import type { Span } from '../../text/index.js';

/** What is gone over by lines when it is formatted, with a comment at its end that means the whole of it. */
const SIMPLE: ReadonlySet<Kind> = new Set([
  Kind.assignment_statement,
  Kind.const_spec,
  Kind.dec_statement,
  Kind.defer_statement,
  Kind.expression_statement,
  Kind.go_statement,
  Kind.inc_statement,
  Kind.return_statement,
  Kind.send_statement,
  Kind.short_var_declaration,
  Kind.var_spec,
]);

/** Where a comment stands. */
export interface CommentPlace {
  /** Nothing but blanks is on its line. */
  readonly isAlone: boolean;
  readonly line: Span;
}

export function placeOf(text: string, { start, end }: Span): CommentPlace {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', end);
  const line = { start: lineStart, end: next < 0 ? text.length : next };
  const isAlone = text.slice(line.start, start).trim() === '' && text.slice(end, line.end).trim() === '';
  return { isAlone, line };
}

/**
 * The line of a comment behind code, and all of the simple statement that ends or goes on there: a formatter may break
 * a statement into lines, and the comment then stands at any of them.
 */
export function statementAround(ast: FlatAst, text: string, { start }: Span, line: Span): Span {
  const code = text.slice(line.start, start).trimEnd();
  const statement = code === '' ? undefined : simpleStatementAt(ast, line.start + code.length - 1);
  if (statement === undefined) return line;
  return {
    start: Math.min(line.start, startOf(ast, statement)),
    end: Math.max(line.end, endOf(ast, statement)),
  };
}

/** The statement, declaration or element below a comment, in the same block; none where nothing follows there. */
export function nodeBelow(ast: FlatAst, comment: Span): NodeId | undefined {
  let container = 0 as NodeId;
  for (;;) {
    const inner = childAround(ast, container, comment);
    if (inner === undefined) break;
    container = inner;
  }
  for (let child = firstChild(ast, container); child !== NO_NODE; child = nextSibling(ast, child)) {
    if (startOf(ast, child) < comment.end) continue;
    const first = kindOf(ast, child) === Kind.statement_list ? firstChild(ast, child) : child;
    return first === NO_NODE ? undefined : first;
  }
  return undefined;
}

/** True if no line between the comment and the node is blank. */
export function isDirectlyAbove(ast: FlatAst, text: string, comment: Span, node: NodeId): boolean {
  return !/\n[ \t\r]*\n/.test(text.slice(comment.end, startOf(ast, node)));
}

/** The line below the one on which the span ends. */
export function lineBelow(text: string, line: Span): Span {
  const start = Math.min(line.end + 1, text.length);
  const next = text.indexOf('\n', start);
  return { start, end: next < 0 ? text.length : next };
}

function childAround(ast: FlatAst, container: NodeId, { start, end }: Span): NodeId | undefined {
  for (let child = firstChild(ast, container); child !== NO_NODE; child = nextSibling(ast, child)) {
    if (startOf(ast, child) < start && end <= endOf(ast, child)) return child;
  }
  return undefined;
}

/** The innermost simple statement at an offset. A block that is open there begins anew: its head is no part of it. */
function simpleStatementAt(ast: FlatAst, offset: number): NodeId | undefined {
  let found: NodeId | undefined;
  for (let node = childAt(ast, 0 as NodeId, offset); node !== undefined; node = childAt(ast, node, offset)) {
    const kind = kindOf(ast, node);
    if (SIMPLE.has(kind)) found = node;
    if (kind === Kind.block && offset < endOf(ast, node) - 1) found = undefined;
  }
  return found;
}

function childAt(ast: FlatAst, container: NodeId, offset: number): NodeId | undefined {
  for (let child = firstChild(ast, container); child !== NO_NODE; child = nextSibling(ast, child)) {
    if (startOf(ast, child) <= offset && offset < endOf(ast, child)) return child;
  }
  return undefined;
}
