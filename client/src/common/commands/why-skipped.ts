import { l10n, window, workspace, type Uri } from 'vscode';
import type { FileStatus } from '../../../../server/src/protocol/messages.js';
import { askFileStatus } from '../file-status.js';
import type { Server } from '../server.js';
import { reasonOf } from '../text.js';

/** `leaklens.whyIsFileSkipped`: says whether a file is checked, as a whole, and by an audit. Answers what it says. */
export async function whyIsFileSkipped(server: Server, given: Uri | undefined): Promise<string | undefined> {
  const uri = given ?? window.activeTextEditor?.document.uri;
  if (uri === undefined) {
    void window.showInformationMessage(l10n.t('Leaklens: open the file in question, then ask again'));
    return undefined;
  }
  const name = workspace.asRelativePath(uri);
  const answer = await answerFor(server, uri, name).catch((error: unknown) =>
    l10n.t('{0} could not be looked at: {1}', name, reasonOf(error)),
  );
  void window.showInformationMessage(`Leaklens: ${answer}`);
  return answer;
}

async function answerFor(server: Server, uri: Uri, name: string): Promise<string> {
  const document = await workspace.openTextDocument(uri);
  if (document.languageId !== 'go') return l10n.t('{0} is not checked: it is not a Go file', name);
  const status = await askFileStatus(server, document, 'audit');
  if (status === undefined) return l10n.t('{0} is not checked: the log may say why', name);
  return explain(name, status);
}

function explain(name: string, { role, brokenFrom, excludedBy, leftOut }: FileStatus): string {
  if (excludedBy !== undefined)
    return l10n.t('{0} is not checked: “{1}” in leaklens.json leaves it out', name, excludedBy);
  if (role === 'generated') return l10n.t('{0} is not checked: its first lines say that it is generated', name);
  if (role === 'ignored') return l10n.t('{0} is not checked: its build constraint is ignore', name);
  if (leftOut !== undefined)
    return l10n.t(
      '{0} is checked while it is open, and left out of audits: {1}: {2}',
      name,
      leftOut.path,
      leftOut.reason,
    );
  if (brokenFrom !== undefined)
    return l10n.t(
      '{0} is checked but for the functions that are not valid Go, the first at line {1}',
      name,
      brokenFrom,
    );
  return l10n.t('{0} is checked', name);
}
