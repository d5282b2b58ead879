import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { AuditSummary } from '../../../server/src/protocol/messages.js';
import {
  CLOSED_FILE,
  codeOf,
  findings,
  LEAK,
  LEAK_FILE,
  MENDED,
  rangeOf,
  show,
  uriOf,
  whenever,
  whenFindings,
} from './editor.js';
import { serverProcesses, whenServers } from '../server-process.mjs';

const found = vscode.extensions.getExtension('leaklens.leaklens');
assert.ok(found, 'the packaged extension is not installed');
const extension = found;

/** Resolves when the finding of LEAK_FILE is on screen and lies within the leak. */
async function whenLeakShown(document: vscode.TextDocument): Promise<vscode.Diagnostic> {
  const place = rangeOf(document, LEAK);
  const shown = await whenFindings(
    document.uri,
    (all) => all.length === 1 && all[0]?.range.start.line === place.start.line,
  );
  assert.ok(shown[0]);
  return shown[0];
}

describe('the packaged extension in VS Code', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  it('starts with the first Go file and not before', async () => {
    assert.equal(extension.isActive, false);
    await show(LEAK_FILE);
    await whenServers(extension.extensionPath, (ids) => ids.length === 1);
    assert.equal(extension.isActive, true);
  });

  it('has every command that its manifest offers', async () => {
    const manifest = extension.packageJSON as {
      readonly contributes: { readonly commands: readonly { readonly command: string }[] };
    };
    const there = await vscode.commands.getCommands(true);
    const missing = manifest.contributes.commands.filter(({ command }) => !there.includes(command));
    assert.deepEqual(missing, []);
  });

  it('shows the finding of an open file', async () => {
    const { document } = await show(LEAK_FILE);
    const finding = await whenLeakShown(document);
    assert.equal(codeOf(finding), 'GL4001');
    assert.equal(finding.severity, vscode.DiagnosticSeverity.Warning);
    assert.match(finding.message, /\bh\b/);
    assert.ok(rangeOf(document, 'runtime.SetFinalizer(h, func(_ *handle) { h.Close() })').contains(finding.range));
  });

  it('moves the finding with the text, and takes it away and gives it back as the text does', async () => {
    const editor = await show(LEAK_FILE);
    const before = await whenLeakShown(editor.document);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '// 内存 🚰\n\n'));
    const after = await whenLeakShown(editor.document);
    assert.equal(after.range.start.line, before.range.start.line + 2);
    assert.equal(after.range.start.character, before.range.start.character);
    await editor.edit((edit) => edit.replace(rangeOf(editor.document, LEAK), MENDED));
    await whenFindings(editor.document.uri, (all) => all.length === 0);
    await editor.edit((edit) => edit.replace(rangeOf(editor.document, MENDED), LEAK));
    await whenLeakShown(editor.document);
  });

  it('mends the file by the quick fix', async () => {
    const { document } = await show(LEAK_FILE);
    const before = document.getText();
    const { range } = await whenLeakShown(document);
    const kind = vscode.CodeActionKind.QuickFix.value;
    const actions = await actionsFor(document.uri, range, kind);
    const fix = actions.find(({ edit }) => edit !== undefined);
    assert.ok(fix?.edit, `no fix among ${JSON.stringify(actions.map(({ title }) => title))}`);
    assert.equal(await vscode.workspace.applyEdit(fix.edit), true);
    assert.equal(document.getText(), before.replace(LEAK, MENDED));
    await whenFindings(document.uri, (all) => all.length === 0);
  });

  it('says in a hover what the finding means', async () => {
    const { document } = await show(LEAK_FILE);
    const { range } = await whenLeakShown(document);
    const hovers = await vscode.commands.executeCommand<readonly Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      range.start,
    );
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map(({ value }) => value)
      .join('\n');
    assert.match(text, /finalizer/);
  });

  it('checks a file that was never saved', async () => {
    const content = `package scratch\n\nimport "runtime"\n\ntype handle struct{ fd int }\n\nfunc (h *handle) Close() {}\n\nfunc f() {\n\th := &handle{}\n\truntime.SetFinalizer(h, ${LEAK})\n}\n`;
    const document = await vscode.workspace.openTextDocument({ language: 'go', content });
    await vscode.window.showTextDocument(document);
    await whenLeakShown(document);
  });

  it('audits the workspace: closed files have findings afterwards', async () => {
    const { document } = await show(LEAK_FILE);
    await whenLeakShown(document);
    assert.deepEqual(findings(uriOf(CLOSED_FILE)), []);
    const summary = await vscode.commands.executeCommand<AuditSummary | undefined>('leaklens.auditWorkspace');
    assert.ok(summary, 'the audit gave no summary');
    await whenFindings(uriOf(CLOSED_FILE), (all) => all.length === 1 && all.every((each) => codeOf(each) === 'GL4001'));
    assert.equal(summary.analysed + summary.skipped.length, summary.files);
    assert.ok(summary.findings > 2, 'the sample has findings of its own');
    await whenever(
      vscode.languages.onDidChangeDiagnostics,
      () => (onScreen().length === summary.findings ? true : undefined),
      () => `${onScreen().length} findings are on screen, ${summary.findings} were found`,
    );
    assert.equal(findings(document.uri).length, 1, 'an open file has its findings once');
  });

  it('starts a new server by the restart command', async () => {
    const { document } = await show(LEAK_FILE);
    await whenLeakShown(document);
    const [old] = serverProcesses(extension.extensionPath);
    await vscode.commands.executeCommand('leaklens.restartServer');
    await whenServers(extension.extensionPath, (ids) => ids.length === 1 && ids[0] !== old);
    await whenLeakShown(document);
  });

  it('goes on by itself after a crash of the server', async () => {
    const editor = await show(LEAK_FILE);
    await whenLeakShown(editor.document);
    const [old] = serverProcesses(extension.extensionPath);
    assert.ok(old !== undefined);
    process.kill(old, 'SIGKILL');
    await whenServers(extension.extensionPath, (ids) => ids.length === 1 && ids[0] !== old);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '\n'));
    await whenLeakShown(editor.document);
  });

  it('restarts on command straight after a crash', async () => {
    const { document } = await show(LEAK_FILE);
    await whenLeakShown(document);
    const [old] = serverProcesses(extension.extensionPath);
    assert.ok(old !== undefined);
    process.kill(old, 'SIGKILL');
    await vscode.commands.executeCommand('leaklens.restartServer');
    await whenServers(extension.extensionPath, (ids) => ids.length === 1 && ids[0] !== old);
    await whenLeakShown(document);
  });
});

interface Hover {
  readonly contents: readonly vscode.MarkdownString[];
}

function actionsFor(uri: vscode.Uri, range: vscode.Range, kind: string): Thenable<readonly vscode.CodeAction[]> {
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', uri, range, kind, 10);
}

/** All findings of Leaklens, of open and of closed files. */
function onScreen(): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics().flatMap(([uri]) => findings(uri));
}
