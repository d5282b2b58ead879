import { languages, LanguageStatusSeverity, type Disposable } from 'vscode';
import { counted } from './counted.js';
import type { FindingCount } from './finding-count.js';
import type { ServerState } from './server.js';

/** The entry behind the braces beside "Go" in the status bar. */
export interface Status extends Disposable {
  readonly showState: (state: ServerState) => void;
  /** Shows that an audit is under way until `audit` has ended; answers what it answers. */
  readonly during: <T>(audit: Promise<T>) => Promise<T>;
}

/** Makes the entry; it follows `findings` by itself. */
export function createStatus(findings: FindingCount): Status {
  const item = languages.createLanguageStatusItem('leaklens.status', { language: 'go' });
  item.name = 'Leaklens';
  let state: ServerState = 'starting';
  let audits = 0;

  const show = (): void => {
    const view = viewOf(state, audits, findings);
    item.text = view.text;
    item.detail = view.detail;
    item.busy = state === 'starting' || audits > 0;
    item.severity = state === 'stopped' ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.command =
      state === 'stopped'
        ? { command: 'leaklens.restartServer', title: 'Restart' }
        : { command: 'leaklens.showLog', title: 'Show Log' };
  };
  const subscription = findings.onDidChange(show);
  show();
  return {
    showState: (next) => {
      state = next;
      show();
    },
    during: async (audit) => {
      audits += 1;
      show();
      try {
        return await audit;
      } finally {
        audits -= 1;
        show();
      }
    },
    dispose: () => {
      subscription.dispose();
      item.dispose();
    },
  };
}

interface View {
  readonly text: string;
  readonly detail: string;
}

function viewOf(state: ServerState, audits: number, findings: FindingCount): View {
  if (state === 'starting') return { text: 'Leaklens: starting', detail: '' };
  if (state === 'stopped') return { text: 'Leaklens: stopped', detail: 'the server does not run; its log says why' };
  const count = findings.findings();
  const text = count === 0 ? 'Leaklens: no findings' : `Leaklens: ${counted(count, 'finding')}`;
  const where = count === 0 ? '' : `in ${counted(findings.files(), 'file')}`;
  return { text, detail: audits > 0 ? 'auditing the workspace' : where };
}
