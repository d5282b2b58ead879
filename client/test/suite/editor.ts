/** What the tests see of VS Code: files of the workspace, and the findings that are on screen. */
import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';

const WAIT_LIMIT_MS = 20_000;

/** The one with the finding that has a fix; relative to the workspace. */
export const LEAK_FILE = 'editor/leak.go';
/** Has a finding and is never opened. */
export const CLOSED_FILE = 'editor/closed.go';
/** The finalizer of the finding in `LEAK_FILE`, and what its fix makes of it. */
export const LEAK = 'func(_ *handle) { h.Close() }';
export const MENDED = 'func(h *handle) { h.Close() }';

/** A file of the workspace, by its path in it. */
export function uriOf(file: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the tests run with a folder open');
  return vscode.Uri.joinPath(folder.uri, file);
}

/** Shows a file as it is on disk, without the changes of an earlier test. */
export async function show(file: string): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uriOf(file)));
  if (editor.document.isDirty) await vscode.commands.executeCommand('workbench.action.files.revert');
  return editor;
}

/** The findings of Leaklens on screen for a file. */
export function findings(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'leaklens');
}

/** The code of a finding, whether it is a link or not. */
export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Resolves when what is on screen for a file is as wanted; fails with what it is instead. */
export function whenFindings(
  uri: vscode.Uri,
  isWanted: (findings: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  const onScreen = (): string => JSON.stringify(findings(uri).map(({ range, message }) => ({ range, message })));
  return whenever(
    vscode.languages.onDidChangeDiagnostics,
    () => (isWanted(findings(uri)) ? findings(uri) : undefined),
    () => `findings of ${path.basename(uri.path)} are ${onScreen()}`,
  );
}

/** Resolves with what `look` answers, once that is something; looks now and whenever `event` fires. */
export function whenever<T>(
  event: vscode.Event<unknown>,
  look: () => T | undefined,
  describe: () => string,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const again = (): void => {
      const found = look();
      if (found === undefined) return;
      subscription.dispose();
      clearTimeout(limit);
      resolve(found);
    };
    const limit = setTimeout(() => {
      subscription.dispose();
      reject(new Error(`not within ${WAIT_LIMIT_MS / 1000} s: ${describe()}`));
    }, WAIT_LIMIT_MS);
    const subscription = event(again);
    again();
  });
}

/** Where `text` stands in a document; it must be there. */
export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const start = document.getText().indexOf(text);
  assert.notEqual(start, -1, `${JSON.stringify(text)} is not in ${document.uri.path}`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}
