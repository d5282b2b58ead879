import { l10n, languages, LanguageStatusSeverity, window, type Disposable } from 'vscode';
import type { FileStatus } from '../../../server/src/protocol/messages.js';
import type { Audit } from './audit/audit.js';
import type { FindingStore } from './findings/finding-store.js';
import type { ServerState } from './server.js';
import { filesText, findingsText, notParsedText } from './text.js';

/** The entry behind the braces beside "Go" in the status bar. */
export interface Status extends Disposable {
  readonly showServer: (state: ServerState) => void;
  /** How the file in the active editor is looked at; undefined where nothing is known of it. */
  readonly showFile: (status: FileStatus | undefined) => void;
  /** Follows an audit. */
  readonly follow: (audit: Audit) => Disposable;
}

/** Makes the entry; it follows `findings` by itself. */
export function createStatus(findings: FindingStore): Status {
  const item = languages.createLanguageStatusItem('leaklens.status', { language: 'go' });
  item.name = 'Leaklens';
  let server: ServerState = 'starting';
  let file: FileStatus | undefined;
  let audit: Audit | undefined;

  const show = (): void => {
    const isStopped = server === 'stopped';
    const count = findings.all().length;
    item.text = textOf(server, count);
    item.detail = isStopped
      ? l10n.t('the server does not run; its log says why')
      : detailsOf(findings, audit, file).join(' · ');
    item.busy = server === 'starting' || audit?.state() === 'running';
    item.severity = isStopped ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.command = isStopped
      ? { command: 'leaklens.restartServer', title: l10n.t('Restart') }
      : { command: 'leaklens.findings.focus', title: l10n.t('Show Findings') };
  };
  const subscriptions = [findings.onDidChange(show), window.onDidChangeActiveTextEditor(show)];
  show();
  return {
    showServer: (state) => {
      server = state;
      show();
    },
    showFile: (status) => {
      file = status;
      show();
    },
    follow: (next) => {
      audit = next;
      return next.onDidChange(show);
    },
    dispose: () => {
      for (const each of subscriptions) each.dispose();
      item.dispose();
    },
  };
}

function textOf(server: ServerState, count: number): string {
  if (server === 'starting') return l10n.t('Leaklens: starting');
  if (server === 'stopped') return l10n.t('Leaklens: stopped');
  return count === 0 ? l10n.t('Leaklens: no findings') : `Leaklens: ${findingsText(count)}`;
}

/** Where the findings are, and how far they can be trusted. */
function detailsOf(findings: FindingStore, audit: Audit | undefined, file: FileStatus | undefined): readonly string[] {
  const files = findings.fileCount();
  const broken = audit?.last()?.summary.parseErrors.length ?? 0;
  return [
    ...(audit?.state() === 'running' ? [l10n.t('auditing the workspace')] : []),
    ...(files === 0 ? [] : [l10n.t('in {0}', filesText(files))]),
    ...fileDetails(file),
    ...(broken === 0 ? [] : [l10n.t('audit: {0}', notParsedText(broken))]),
  ];
}

function fileDetails(file: FileStatus | undefined): readonly string[] {
  if (file?.excludedBy !== undefined) return [l10n.t('leaklens.json leaves this file out: not checked')];
  if (file?.role === 'generated') return [l10n.t('this file is generated: not checked')];
  if (file?.role === 'ignored') return [l10n.t('this file has the build constraint ignore: not checked')];
  if (file?.brokenFrom !== undefined) return [l10n.t('this file is not valid Go at line {0}', file.brokenFrom)];
  return [];
}
