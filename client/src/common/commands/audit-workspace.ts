import { commands, l10n, window, type LogOutputChannel, type Uri } from 'vscode';
import type { AuditSummary } from '../../../../server/src/protocol/messages.js';
import type { Audit } from '../audit/audit.js';
import { reasonOf, summaryText } from '../text.js';

/**
 * `leaklens.auditWorkspace` and `leaklens.auditFolder`: checks every Go file of the workspace, or of one folder, open or
 * not; the findings go to the Problems panel and to the view. Answers the summary, or undefined where the audit was
 * cancelled or could not be done.
 */
export async function auditWorkspace(
  audit: Audit,
  log: LogOutputChannel,
  folder?: Uri,
): Promise<AuditSummary | undefined> {
  const outcome = await audit.run(folder === undefined ? undefined : [folder]);
  switch (outcome.kind) {
    case 'cancelled':
      return undefined;
    case 'failed':
      void tellFailure(outcome.error, log);
      return undefined;
    case 'done':
      void tellSummary(outcome.summary, log);
      return outcome.summary;
  }
}

async function tellSummary(summary: AuditSummary, log: LogOutputChannel): Promise<void> {
  const showFindings = l10n.t('Show Findings');
  const showLog = l10n.t('Show Log');
  const isPartial = summary.skipped.length + summary.parseErrors.length > 0;
  const choices = [...(summary.findings > 0 ? [showFindings] : []), ...(isPartial ? [showLog] : [])];
  const choice = await window.showInformationMessage(`Leaklens: ${summaryText(summary)}`, ...choices);
  if (choice === showFindings) await commands.executeCommand('leaklens.findings.focus');
  if (choice === showLog) log.show();
}

async function tellFailure(error: unknown, log: LogOutputChannel): Promise<void> {
  const message = l10n.t('Leaklens: the audit could not be done: {0}', reasonOf(error));
  const choice = await window.showErrorMessage(message, l10n.t('Show Log'));
  if (choice !== undefined) log.show();
}
