import type { FileModel, NodeId } from '../../semantic/index.js';
import type { Edit, Span } from '../../text/index.js';
import { SourceText } from '../../text/index.js';

/** The line that a statement has for itself. */
export interface OwnLine extends Span {
  /** From the first code unit of the line to behind its line end: what goes if the statement goes. */
  readonly start: number;
  readonly end: number;
  /** The blanks and tabs before the statement. */
  readonly indentation: string;
  /** The comment behind the statement, `//` included; '' if there is none. */
  readonly comment: string;
}

/** The line of a statement (of a long one, the lines) on which nothing else stands but a comment behind it. */
export function ownLine(model: FileModel, statement: NodeId): OwnLine | undefined {
  if (!startsLine(model, statement) || !endsLine(model, statement)) return undefined;
  const { text } = model;
  const { start, end } = model.spanOf(statement);
  const next = text.indexOf('\n', end);
  const behind = next < 0 ? text.length : next;
  return {
    start: lineStart(text, start),
    end: next < 0 ? text.length : next + 1,
    indentation: indentationAt(text, start),
    comment: text.slice(end, behind).trim(),
  };
}

/** A line of its own before a statement that begins its line, with its indentation; `undefined` where it does not. */
export function lineBefore(model: FileModel, statement: NodeId, code: string): Edit | undefined {
  if (!startsLine(model, statement)) return undefined;
  const { text } = model;
  const { start } = model.spanOf(statement);
  const at = lineStart(text, start);
  return { start: at, end: at, newText: `${indentationAt(text, start)}${code}${lineEndAt(text, start)}` };
}

/** A line of its own behind a statement that ends its line, with the indentation of that line; `undefined` where it does not. */
export function lineAfter(model: FileModel, statement: NodeId, code: string): Edit | undefined {
  if (!endsLine(model, statement)) return undefined;
  const { text } = model;
  const { start, end } = model.spanOf(statement);
  const next = text.indexOf('\n', end);
  const lineEnd = lineEndAt(text, start);
  const at = next < 0 ? text.length : next + 1 - lineEnd.length;
  return { start: at, end: at, newText: `${lineEnd}${indentationAt(text, start)}${code}` };
}

/** True if nothing but blanks and tabs stands before the node on its line. */
export function startsLine(model: FileModel, node: NodeId): boolean {
  const { start } = model.spanOf(node);
  return /^[ \t]*$/.test(model.text.slice(lineStart(model.text, start), start));
}

/** True if nothing but a `//` comment comes behind the node on its last line. */
export function endsLine(model: FileModel, node: NodeId): boolean {
  const { end } = model.spanOf(node);
  const next = model.text.indexOf('\n', end);
  return /^\s*(?:\/\/[^\n]*)?$/.test(model.text.slice(end, next < 0 ? model.text.length : next));
}

/** The blanks and tabs at the start of the line at an offset. */
export function indentationAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}

/** The end of the line at an offset as the file writes it. A last line without an end has that of the line before. */
export function lineEndAt(text: string, offset: number): '\n' | '\r\n' {
  const next = text.indexOf('\n', offset);
  const at = next < 0 ? text.lastIndexOf('\n', offset) : next;
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}

const lines = new WeakMap<FileModel, SourceText>();

/** The line of an offset, from 1. The file is read once, however often this is asked. */
export function lineAt(model: FileModel, offset: number): number {
  const source = lines.get(model) ?? new SourceText(model.text);
  lines.set(model, source);
  return source.positionAt(offset).line + 1;
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}
