import type { CodeAction, Diagnostic, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { WorkspacePath } from '../../base/index.js';
import type { FileEdit, Finding, FindingFix } from '../../engine/index.js';
import { areDisjoint } from '../../text/index.js';
import { FIX_ALL_KIND } from '../messages.js';
import { toRange } from './positions.js';
import type { PositionEncoding } from './positions.js';

export interface FixOptions {
  readonly encoding: PositionEncoding;
  /** Whether the client takes edits that name a document's version. */
  readonly documentChanges: boolean;
  /** Whether the client shows actions that cannot be chosen; to others they would look like those that can. */
  readonly disabledActions: boolean;
  /** Whether the client takes edits with places to be filled in. */
  readonly snippetEdits: boolean;
  /** The document that was checked. */
  readonly document: { readonly path: WorkspacePath; readonly uri: string; readonly version: number };
  readonly uriOf: (path: WorkspacePath) => string;
}

/**
 * One quick fix for each fix of a finding; preferred is a fix that is safe and the only one that is. Where there is
 * none for a reason, an action that is disabled says so.
 */
export function fixesOf(finding: Finding, diagnostic: Diagnostic | undefined, options: FixOptions): CodeAction[] {
  const safe = finding.fixes.filter(isSafe);
  const about = diagnostic === undefined ? {} : { diagnostics: [diagnostic] };
  const fixes = finding.fixes.map((fix): CodeAction => ({
    title: fix.title,
    kind: 'quickfix',
    ...about,
    ...(safe.length === 1 && isSafe(fix) ? { isPreferred: true } : {}),
    edit: toWorkspaceEdit(fix.edits, options),
  }));
  if (finding.noFix === undefined || !options.disabledActions) return fixes;
  const disabled = { reason: finding.noFix };
  return [...fixes, { title: `No fix for ${finding.code}: ${finding.noFix}`, kind: 'quickfix', ...about, disabled }];
}

/**
 * All safe fixes of the document that do not get into each other's way, as one action; none where there are fewer than
 * `least` of them.
 */
export function fixAll(findings: readonly Finding[], options: FixOptions, least: number): CodeAction[] {
  const edits: FileEdit[] = [];
  let count = 0;
  for (const finding of findings) {
    const fix = finding.fixes.find(isSafe);
    if (fix === undefined || !areFileEditsDisjoint([...edits, ...fix.edits])) continue;
    edits.push(...fix.edits);
    count++;
  }
  if (count < least) return [];
  return [{ title: 'Fix all safe leak findings', kind: FIX_ALL_KIND, edit: toWorkspaceEdit(edits, options) }];
}

function isSafe(fix: FindingFix): boolean {
  return fix.kind === 'safe';
}

function areFileEditsDisjoint(edits: readonly FileEdit[]): boolean {
  return [...groupByPath(edits).values()].every((group) =>
    areDisjoint(group.map(({ range, newText }) => ({ start: range.start.offset, end: range.end.offset, newText }))),
  );
}

/** The version is that of the text that was checked; other files are as they are on disk. */
function toWorkspaceEdit(edits: readonly FileEdit[], options: FixOptions): WorkspaceEdit {
  const { document, encoding, documentChanges } = options;
  const files = [...groupByPath(edits)].map(([path, group]) => ({
    uri: path === document.path ? document.uri : options.uriOf(path),
    version: path === document.path ? document.version : null,
    edits: group.map((edit): TextEdit => ({ range: toRange(edit.range, encoding), newText: edit.newText })),
  }));
  if (!documentChanges) return { changes: Object.fromEntries(files.map((file) => [file.uri, file.edits])) };
  return {
    documentChanges: files.map((file) => ({
      textDocument: { uri: file.uri, version: file.version },
      edits: file.edits,
    })),
  };
}

function groupByPath(edits: readonly FileEdit[]): Map<WorkspacePath, FileEdit[]> {
  const groups = new Map<WorkspacePath, FileEdit[]>();
  for (const edit of edits) {
    const group = groups.get(edit.path) ?? [];
    group.push(edit);
    groups.set(edit.path, group);
  }
  return groups;
}
