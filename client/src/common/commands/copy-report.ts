import { env, l10n, UIKind, version, window, workspace } from 'vscode';
import type { Audit } from '../audit/audit.js';
import type { FindingStore } from '../findings/finding-store.js';
import type { Server } from '../server.js';

/** What is known of the machine and the extension from the start. */
export interface Host {
  readonly extensionVersion: string;
  /** Operating system, processor and runtime. */
  readonly platform: string;
}

/**
 * `leaklens.copyDiagnosticsReport`: puts onto the clipboard what a bug report needs: versions, settings and counts.
 * No source, no path, no name of anything in the workspace. Answers the text. It is in English, as bug reports are.
 */
export async function copyDiagnosticsReport(
  host: Host,
  server: Server,
  audit: Audit,
  findings: FindingStore,
): Promise<string> {
  const text = [
    ...['# Leaklens diagnostics report', ''],
    ...machineLines(host),
    ...(await serverLines(server)),
    ...workspaceLines(),
    ...findingLines(findings),
    ...auditLines(audit),
    '',
  ].join('\n');
  await env.clipboard.writeText(text);
  void window.showInformationMessage(l10n.t('Leaklens: the diagnostics report is on the clipboard'));
  return text;
}

function machineLines({ extensionVersion, platform }: Host): readonly string[] {
  const ui = env.uiKind === UIKind.Web ? 'web' : 'desktop';
  return [
    `- Leaklens ${extensionVersion}`,
    `- ${env.appName} ${version}, ${ui}, ${env.remoteName ?? 'local'}, language ${env.language}`,
    `- ${platform}`,
  ];
}

async function serverLines(server: Server): Promise<readonly string[]> {
  try {
    const { initializeResult } = await server.whenRunning();
    const { name = 'server', version: own = '' } = initializeResult?.serverInfo ?? {};
    return [`- server: ${name} ${own}, running`];
  } catch {
    return ['- server: not running'];
  }
}

function workspaceLines(): readonly string[] {
  const folders = workspace.workspaceFolders ?? [];
  const schemes = [...new Set(folders.map(({ uri }) => uri.scheme))].join(', ');
  const documents = workspace.textDocuments.filter(({ languageId }) => languageId === 'go');
  return [
    `- folders: ${folders.length}${schemes === '' ? '' : ` (${schemes})`}, ${workspace.isTrusted ? 'trusted' : 'restricted'}`,
    `- open Go documents: ${documents.length}, longest ${Math.max(0, ...documents.map(({ lineCount }) => lineCount))} lines`,
    `- settings: ${JSON.stringify(workspace.getConfiguration().get('leaklens') ?? {})}`,
  ];
}

function findingLines(findings: FindingStore): readonly string[] {
  const all = findings.all();
  const counts = countedBy(all.map(({ code, severity, confidence }) => `${code} ${severity} ${confidence}`));
  return [`- findings: ${all.length} in ${findings.fileCount()} file(s)`, ...counts.map((line) => `  - ${line}`)];
}

function auditLines(audit: Audit): readonly string[] {
  const last = audit.last();
  if (last === undefined) return [`- audit: ${audit.state()}`];
  const { files, analysed, durationMs, skipped, parseErrors } = last.summary;
  return [
    `- audit: ${audit.state()}, the last one ${last.at.toISOString()}, ${Math.round(durationMs)} ms`,
    `  - ${analysed} of ${files} Go files analysed, ${parseErrors.length} not fully parsed`,
    ...countedBy(skipped.map(({ reason }) => `skipped: ${kindOf(reason)}`)).map((line) => `  - ${line}`),
  ];
}

/** What follows a colon may quote the workspace. */
function kindOf(reason: string): string {
  return reason.replace(/:.*/s, '');
}

/** Each text once, with how often it occurs, the most frequent first. */
function countedBy(texts: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([text, count]) => `${count} × ${text}`);
}
