import {
  CancellationTokenSource,
  EventEmitter,
  l10n,
  ProgressLocation,
  window,
  type CancellationToken,
  type Disposable,
  type Event,
  type LogOutputChannel,
  type Progress,
  type Uri,
} from 'vscode';
import { AUDIT_COMMAND, type AuditSummary } from '../../../../server/src/protocol/messages.js';
import type { Server } from '../server.js';

export type AuditState = 'none' | 'running' | 'done' | 'cancelled' | 'failed';

/** How an audit ended. */
export type AuditOutcome =
  | { readonly kind: 'done'; readonly summary: AuditSummary }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** The audit of this window: at most one at a time. */
export interface Audit extends Disposable {
  readonly state: () => AuditState;
  /** What the last audit said that came to its end, and when that was. */
  readonly last: () => FinishedAudit | undefined;
  /** Audits the folders, or the whole workspace, with progress on screen. Joins one that is under way. */
  readonly run: (folders?: readonly Uri[]) => Promise<AuditOutcome>;
  /** Ends the one that is under way; what it found until then stays. */
  readonly cancel: () => void;
  /** What the last one found is gone, and with it what is known of it: a new server begins with nothing. */
  readonly forget: () => void;
  readonly onDidChange: Event<void>;
}

export interface FinishedAudit {
  readonly summary: AuditSummary;
  readonly at: Date;
}

type Report = Progress<{ message?: string; increment?: number }>;

/** No audit was done yet. */
export function createAudit(server: Server, log: LogOutputChannel): Audit {
  const changed = new EventEmitter<void>();
  let state: AuditState = 'none';
  let last: FinishedAudit | undefined;
  let running: { readonly outcome: Promise<AuditOutcome>; readonly stop: CancellationTokenSource } | undefined;

  const become = (next: AuditState): void => {
    state = next;
    changed.fire();
  };
  const work = async (folders: readonly Uri[] | undefined, stop: CancellationTokenSource): Promise<AuditOutcome> => {
    become('running');
    const outcome = await withProgress(stop, (report) => ask(server, folders, report, stop.token));
    running = undefined;
    stop.dispose();
    if (outcome.kind === 'done') last = { summary: outcome.summary, at: new Date() };
    logOutcome(outcome, log);
    become(outcome.kind);
    return outcome;
  };
  return {
    state: () => state,
    last: () => last,
    run: (folders) => {
      if (running !== undefined) return running.outcome;
      const stop = new CancellationTokenSource();
      running = { outcome: work(folders, stop), stop };
      return running.outcome;
    },
    cancel: () => running?.stop.cancel(),
    forget: () => {
      last = undefined;
      if (running === undefined) become('none');
    },
    onDidChange: changed.event,
    dispose: () => {
      running?.stop.cancel();
      changed.dispose();
    },
  };
}

/** Whoever cancels by the notification cancels the audit itself. */
function withProgress<T>(stop: CancellationTokenSource, task: (report: Report) => Promise<T>): Thenable<T> {
  const options = { location: ProgressLocation.Notification, title: l10n.t('Leaklens: auditing'), cancellable: true };
  return window.withProgress(options, (report, cancellation) => {
    cancellation.onCancellationRequested(() => stop.cancel());
    return task(report);
  });
}

async function ask(
  server: Server,
  folders: readonly Uri[] | undefined,
  report: Report,
  cancellation: CancellationToken,
): Promise<AuditOutcome> {
  try {
    const client = await server.whenRunning();
    // It needs the client's library, which is not loaded before the first client is made.
    const { followProgress } = await import('../work-done-progress.js');
    const progress = followProgress(client, report);
    try {
      const args = folders === undefined ? [] : [{ folders: folders.map((folder) => folder.toString()) }];
      const request = { command: AUDIT_COMMAND, arguments: args, workDoneToken: progress.token };
      const summary = await client.sendRequest<AuditSummary>('workspace/executeCommand', request, cancellation);
      return { kind: 'done', summary };
    } finally {
      progress.dispose();
    }
  } catch (error) {
    return cancellation.isCancellationRequested ? { kind: 'cancelled' } : { kind: 'failed', error };
  }
}

/** Everything that was not looked at is in the log, one line each: nothing is left out in silence. The log is in English. */
function logOutcome(outcome: AuditOutcome, log: LogOutputChannel): void {
  if (outcome.kind === 'cancelled') return log.info('the audit was cancelled');
  if (outcome.kind === 'failed') return log.error('the audit could not be done:', outcome.error);
  const { findings, findingFiles, files, analysed, durationMs, skipped, parseErrors } = outcome.summary;
  log.info(
    `audit: ${findings} finding(s) in ${findingFiles} file(s), ${analysed} of ${files} Go file(s) analysed, ${Math.round(durationMs)} ms`,
  );
  for (const { uri, reason } of skipped) log.warn(`skipped ${uri}: ${reason}`);
  for (const { uri, line } of parseErrors)
    log.warn(`${uri}:${line}: not valid Go from here; the broken functions were left out`);
}
