import { l10n, Uri, window, workspace, type QuickPickItem } from 'vscode';
import { REPORT_FORMATS, REPORT_REQUEST, type ReportFormat } from '../../../../server/src/protocol/messages.js';
import type { Audit } from '../audit/audit.js';
import type { Server } from '../server.js';
import { reasonOf } from '../text.js';

/** What a keybinding or another extension may say beforehand. */
export interface ExportArguments {
  readonly format?: ReportFormat;
  /** The file that is written. */
  readonly target?: Uri;
}

/** Not `leaklens.json`: that is the configuration. */
const FILE_NAMES: Readonly<Record<ReportFormat, string>> = {
  json: 'leaklens-report.json',
  markdown: 'leaklens-report.md',
  sarif: 'leaklens-report.sarif',
};

/**
 * `leaklens.exportAudit`: writes what the last audit found as a report; audits first where there was no audit yet.
 * Answers the file, or undefined where nothing was written.
 */
export async function exportAudit(server: Server, audit: Audit, given: ExportArguments = {}): Promise<Uri | undefined> {
  const folder = await chooseFolder();
  const format = given.format ?? (await chooseFormat());
  if (folder === undefined || format === undefined) return undefined;
  if (audit.last() === undefined && (await audit.run()).kind !== 'done') return undefined;
  const target = given.target ?? (await chooseTarget(folder, format));
  if (target === undefined) return undefined;
  try {
    const client = await server.whenRunning();
    const text = await client.sendRequest<string>(REPORT_REQUEST, { format, folder: folder.toString() });
    await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  } catch (error) {
    void window.showErrorMessage(l10n.t('Leaklens: the report could not be written: {0}', reasonOf(error)));
    return undefined;
  }
  void tell(target, audit);
  return target;
}

async function chooseFolder(): Promise<Uri | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    void window.showErrorMessage(l10n.t('Leaklens: no folder is open; open the folder of a Go module and try again'));
    return undefined;
  }
  if (folders.length === 1) return folders[0]?.uri;
  const chosen = await window.showWorkspaceFolderPick({ placeHolder: l10n.t('The folder whose report is written') });
  return chosen?.uri;
}

async function chooseFormat(): Promise<ReportFormat | undefined> {
  const items = REPORT_FORMATS.map((format): QuickPickItem & { readonly format: ReportFormat } => ({
    format,
    ...describe(format),
  }));
  const chosen = await window.showQuickPick(items, { placeHolder: l10n.t('Format of the report') });
  return chosen?.format;
}

function describe(format: ReportFormat): Pick<QuickPickItem, 'label' | 'detail'> {
  switch (format) {
    case 'json':
      return { label: 'JSON', detail: l10n.t('for scripts; as `leaklens check --format json` writes it') };
    case 'markdown':
      return { label: 'Markdown', detail: l10n.t('for a pull request or a ticket') };
    case 'sarif':
      return { label: 'SARIF', detail: l10n.t('for code scanning services and viewers') };
  }
}

function chooseTarget(folder: Uri, format: ReportFormat): Thenable<Uri | undefined> {
  const name = FILE_NAMES[format];
  const extension = name.slice(name.indexOf('.') + 1);
  const defaultUri = Uri.joinPath(folder, name);
  return window.showSaveDialog({ defaultUri, filters: { [describe(format).label]: [extension] } });
}

async function tell(target: Uri, audit: Audit): Promise<void> {
  const time = audit.last()?.at.toLocaleTimeString() ?? '';
  const open = l10n.t('Open');
  const message = l10n.t('Leaklens: the report of the audit at {0} was written to {1}', time, nameOf(target));
  if ((await window.showInformationMessage(message, open)) === open) await window.showTextDocument(target);
}

function nameOf({ path }: Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
