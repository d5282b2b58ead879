import {
  CodeActionKind,
  commands,
  env,
  l10n,
  Selection,
  window,
  workspace,
  type CodeAction,
  type QuickPickItem,
} from 'vscode';
import type { CodeAction as ProtocolCodeAction } from 'vscode-languageclient';
import { SUPPRESS_KIND } from '../../../../server/src/protocol/messages.js';
import type { ListedFinding } from '../findings/listed-finding.js';
import type { Server } from '../server.js';

/** `leaklens.fixFinding`: shows the place and mends it; asks where there are several ways. */
export async function fixFinding(server: Server, finding: ListedFinding): Promise<void> {
  const actions = await actionsFor(server, finding);
  const fixes = actions.filter(({ kind, edit }) => edit !== undefined && !isSuppression(kind));
  await applyOne(fixes, l10n.t('No fix is known for this finding'), l10n.t('How to fix {0}', finding.code));
}

/** `leaklens.suppressFinding`: puts in a comment that silences the finding; asks how far it holds. */
export async function suppressFinding(server: Server, finding: ListedFinding): Promise<void> {
  const actions = (await actionsFor(server, finding)).filter(({ kind }) => isSuppression(kind));
  await applyOne(
    actions,
    l10n.t('This finding cannot be suppressed here'),
    l10n.t('Where to suppress {0}', finding.code),
  );
}

/** `leaklens.explainFinding`: opens the page of the rule. */
export async function explainFinding({ page, code }: ListedFinding): Promise<void> {
  if (page === undefined) {
    void window.showInformationMessage(l10n.t('Leaklens: there is no page about {0}', code));
    return;
  }
  const known = await commands.getCommands(true);
  // The preview belongs to an extension that may be switched off.
  const isPreviewed = page.path.endsWith('.md') && known.includes('markdown.showPreview');
  await commands.executeCommand(isPreviewed ? 'markdown.showPreview' : 'vscode.open', page);
}

/** `leaklens.copyFinding`: one line for each finding, as the command line prints it, and those that explain it. */
export async function copyFindings(findings: readonly ListedFinding[]): Promise<void> {
  await env.clipboard.writeText(findings.map(textOf).join(''));
}

function textOf({ path, line, column, code, message, diagnostic }: ListedFinding): string {
  const others = (diagnostic.relatedInformation ?? []).map(({ location, message: what }) => {
    const { line: at, character } = location.range.start;
    return `\t${workspace.asRelativePath(location.uri)}:${at + 1}:${character + 1}: ${what}\n`;
  });
  return [`${path}:${line}:${column}: ${code} ${message}\n`, ...others].join('');
}

/**
 * What our own server offers for the finding: other tools have actions at the same place. Shows the place first, for the
 * server answers for open documents, and whoever changes code sees what changes.
 */
async function actionsFor(server: Server, finding: ListedFinding): Promise<readonly CodeAction[]> {
  const { range, message } = finding.diagnostic;
  const document = await workspace.openTextDocument(finding.uri);
  await window.showTextDocument(document, { selection: new Selection(range.start, range.start), preview: true });
  const client = await server.whenRunning();
  const { code2ProtocolConverter: toProtocol, protocol2CodeConverter: toCode } = client;
  const offered = await client.sendRequest<ProtocolCodeAction[] | null>('textDocument/codeAction', {
    textDocument: { uri: toProtocol.asUri(finding.uri) },
    range: toProtocol.asRange(range),
    context: { diagnostics: [], only: [CodeActionKind.QuickFix.value] },
  });
  const actions = await toCode.asCodeActionResult(offered ?? []);
  return actions.filter((action): action is CodeAction => 'edit' in action && isAbout(action));

  function isAbout({ diagnostics = [] }: CodeAction): boolean {
    return diagnostics.some((other) => other.message === message);
  }
}

function isSuppression(kind: CodeAction['kind']): boolean {
  return kind?.value === SUPPRESS_KIND;
}

async function applyOne(actions: readonly CodeAction[], none: string, question: string): Promise<void> {
  const [only] = actions;
  if (only === undefined) {
    void window.showInformationMessage(`Leaklens: ${none}`);
    return;
  }
  const items = actions.map((action): QuickPickItem & { readonly action: CodeAction } => ({
    label: action.title,
    action,
  }));
  const chosen = actions.length === 1 ? only : (await window.showQuickPick(items, { placeHolder: question }))?.action;
  if (chosen?.edit !== undefined) await workspace.applyEdit(chosen.edit);
}
