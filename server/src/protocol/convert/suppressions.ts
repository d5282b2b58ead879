import type { CodeAction, Diagnostic, Position } from 'vscode-languageserver';
import type { Finding } from '../../engine/index.js';
import type { SourceText } from '../../text/index.js';
import { SUPPRESS_KIND } from '../messages.js';
import type { FixOptions } from './fixes.js';

/** A comment to be put in; the reason comes behind the directive. */
interface Insertion {
  readonly title: string;
  /** In UTF-16 code units. */
  readonly offset: number;
  readonly before: string;
  readonly directive: string;
  readonly behind: string;
}

/** What stands in the comment until somebody writes why the code is right. */
const REASON = 'say why this is right';

/**
 * Actions that silence a finding by a comment: on its line, in its function, in its file. None of them is preferred: a
 * fix is better. The reason is left for a person to write.
 */
export function suppressionsOf(
  finding: Finding,
  text: SourceText,
  diagnostic: Diagnostic | undefined,
  options: FixOptions,
): CodeAction[] {
  return [lineInsertion(finding, text), functionInsertion(finding, text), fileInsertion(finding, text)]
    .filter((insertion) => insertion !== undefined)
    .map((insertion) => toAction(insertion, text, diagnostic, options));
}

/** Behind the code where that is certainly code; a line with a comment or a part of a long string gets it above. */
function lineInsertion({ code, range }: Finding, text: SourceText): Insertion {
  const at = range.start.line - 1;
  const line = lineOf(text, at);
  const title = `Suppress ${code} on this line`;
  const directive = `//leaklens:ignore ${code}`;
  const start = text.lineStart(at);
  if (!/\/[/*]|\*\/|`/.test(line)) {
    return { title, offset: start + line.trimEnd().length, before: ' ', directive, behind: '' };
  }
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  return { title, offset: start, before: indent, directive, behind: '\n' };
}

/** Above the declaration; as the last line of its doc comment, where gofmt puts such comments. */
function functionInsertion({ code, range, function: name }: Finding, text: SourceText): Insertion | undefined {
  if (name === '') return undefined;
  let at = range.start.line - 1;
  // In formatted code only declarations and labels begin a line without a blank.
  while (at > 0 && !/^[\p{L}_][^:]*$/u.test(lineOf(text, at)) && !/^func\b/.test(lineOf(text, at))) at--;
  if (!/^func\b/.test(lineOf(text, at))) return undefined;
  const above = at === 0 ? '' : lineOf(text, at - 1);
  const isDocumented = above.startsWith('//') && !/^\/\/[a-z0-9]+:/.test(above);
  const title = `Suppress ${code} in this function`;
  const before = isDocumented ? '//\n' : '';
  return { title, offset: text.lineStart(at), before, directive: `//leaklens:ignore ${code}`, behind: '\n' };
}

/** Below the package clause: above it are build constraints, the licence and the package's documentation. */
function fileInsertion({ code }: Finding, text: SourceText): Insertion | undefined {
  for (let at = 0; at < text.lineCount; at++) {
    if (!/^package\s/.test(lineOf(text, at))) continue;
    const directive = `//leaklens:ignore-file ${code}`;
    const title = `Suppress ${code} in this file`;
    return { title, offset: text.lineEnd(at), before: '\n\n', directive, behind: '' };
  }
  return undefined;
}

function toAction(
  { title, offset, before, directive, behind }: Insertion,
  text: SourceText,
  diagnostic: Diagnostic | undefined,
  { document, documentChanges, snippetEdits, encoding }: FixOptions,
): CodeAction {
  const about = diagnostic === undefined ? {} : { diagnostics: [diagnostic] };
  const position = toPosition(text, offset, encoding);
  const range = { start: position, end: position };
  const inLines = (comment: string): string => comment.replace(/\n/g, text.text.includes('\r\n') ? '\r\n' : '\n');
  const plain = { range, newText: inLines(`${before}${directive} -- ${REASON}${behind}`) };
  const { uri, version } = document;
  if (!documentChanges) return { title, kind: SUPPRESS_KIND, ...about, edit: { changes: { [uri]: [plain] } } };
  const value = inLines(`${before}${directive} -- \${1:${REASON}}${behind}`);
  const edits = snippetEdits ? [{ range, snippet: { kind: 'snippet' as const, value } }] : [plain];
  const edit = { documentChanges: [{ textDocument: { uri, version }, edits }] };
  return { title, kind: SUPPRESS_KIND, ...about, edit };
}

function toPosition(text: SourceText, offset: number, encoding: FixOptions['encoding']): Position {
  const { line, column } = text.positionAt(offset);
  if (encoding === 'utf-16') return { line, character: column };
  return { line, character: text.byteColumnAt(offset) - (line === 0 && text.decoding.hasBom ? 3 : 0) };
}

function lineOf(text: SourceText, line: number): string {
  return text.text.slice(text.lineStart(line), text.lineEnd(line));
}
