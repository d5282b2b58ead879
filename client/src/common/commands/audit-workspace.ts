import {
  commands,
  ProgressLocation,
  window,
  type CancellationToken,
  type LogOutputChannel,
  type Progress,
} from 'vscode';
import { AUDIT_COMMAND, type AuditSummary } from '../../../../server/src/protocol/messages.js';
import { counted } from '../counted.js';
import type { Server } from '../server.js';
import type { Status } from '../status.js';
import { followProgress } from '../work-done-progress.js';

type Report = Progress<{ message?: string; increment?: number }>;

/**
 * `leaklens.auditWorkspace`: checks every Go file of the workspace, open or not; the findings go to the Problems panel.
 * Answers the summary, or undefined where the audit was cancelled or could not be done.
 */
export async function auditWorkspace(
  server: Server,
  log: LogOutputChannel,
  status: Status,
): Promise<AuditSummary | undefined> {
  const options = { location: ProgressLocation.Notification, title: 'Leaklens: auditing', cancellable: true };
  const outcome = await window.withProgress(options, (report, cancellation) =>
    status.during(audit(server, report, cancellation)),
  );
  switch (outcome.kind) {
    case 'cancelled':
      log.info('the audit was cancelled');
      return undefined;
    case 'failed':
      log.error('the audit could not be done:', outcome.error);
      void tellFailure(outcome.error, log);
      return undefined;
    case 'done':
      logSummary(outcome.summary, log);
      void tellSummary(outcome.summary, log);
      return outcome.summary;
  }
}

type Outcome =
  | { readonly kind: 'done'; readonly summary: AuditSummary }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly error: unknown };

async function audit(server: Server, report: Report, cancellation: CancellationToken): Promise<Outcome> {
  try {
    const client = await server.whenRunning();
    const progress = followProgress(client, report);
    try {
      const request = { command: AUDIT_COMMAND, arguments: [], workDoneToken: progress.token };
      const summary = await client.sendRequest<AuditSummary>('workspace/executeCommand', request, cancellation);
      return { kind: 'done', summary };
    } finally {
      progress.dispose();
    }
  } catch (error) {
    return cancellation.isCancellationRequested ? { kind: 'cancelled' } : { kind: 'failed', error };
  }
}

/** Everything that was not looked at is in the log, one line each: nothing is left out in silence. */
function logSummary(summary: AuditSummary, log: LogOutputChannel): void {
  log.info(`audit: ${describe(summary)}, ${Math.round(summary.durationMs)} ms`);
  for (const { uri, reason } of summary.skipped) log.warn(`skipped ${uri}: ${reason}`);
  for (const { uri, line } of summary.parseErrors)
    log.warn(`${uri}:${line}: not valid Go from here; the broken functions were left out`);
}

function describe({ findings, findingFiles, files, analysed }: AuditSummary): string {
  const where = findings === 0 ? '' : ` in ${counted(findingFiles, 'file')}`;
  const what = findings === 0 ? 'no findings' : counted(findings, 'finding');
  return `${what}${where}, ${analysed} of ${counted(files, 'Go file')} analysed`;
}

async function tellSummary(summary: AuditSummary, log: LogOutputChannel): Promise<void> {
  const isPartial = summary.skipped.length + summary.parseErrors.length > 0;
  const choices = [...(summary.findings > 0 ? ['Show Problems'] : []), ...(isPartial ? ['Show Log'] : [])];
  const choice = await window.showInformationMessage(`Leaklens: ${describe(summary)}`, ...choices);
  if (choice === 'Show Problems') await commands.executeCommand('workbench.actions.view.problems');
  if (choice === 'Show Log') log.show();
}

async function tellFailure(error: unknown, log: LogOutputChannel): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error);
  const choice = await window.showErrorMessage(`Leaklens: the audit could not be done: ${reason}`, 'Show Log');
  if (choice !== undefined) log.show();
}
