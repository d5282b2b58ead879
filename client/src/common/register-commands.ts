import { commands, Disposable, l10n, window, type LogOutputChannel, type Uri } from 'vscode';
import type { Audit } from './audit/audit.js';
import { clearFilter, filterFindings, filterFindingsByText, groupFindings } from './commands/arrange-findings.js';
import { auditWorkspace } from './commands/audit-workspace.js';
import { copyDiagnosticsReport, type Host } from './commands/copy-report.js';
import { exportAudit, type ExportArguments } from './commands/export-audit.js';
import { copyFindings, explainFinding, fixFinding, suppressFinding } from './commands/finding-commands.js';
import { openSample } from './commands/open-sample.js';
import { restartServer } from './commands/restart-server.js';
import { showEffectiveConfiguration } from './commands/show-effective-configuration.js';
import { showLog } from './commands/show-log.js';
import { whyIsFileSkipped } from './commands/why-skipped.js';
import type { FindingStore } from './findings/finding-store.js';
import type { ListedFinding } from './findings/listed-finding.js';
import { underCursor, type LeakPath } from './path/leak-path.js';
import type { Server } from './server.js';
import type { FindingsView } from './view/findings-view.js';
import type { Node } from './view/nodes.js';

/** What commands work on. */
export interface CommandTools {
  readonly log: LogOutputChannel;
  readonly findings: FindingStore;
  readonly server: Server;
  readonly audit: Audit;
  readonly view: FindingsView;
  readonly path: LeakPath;
  readonly host: Host;
}

/** Registers every command of the manifest. */
export function registerCommands(tools: CommandTools): Disposable {
  const { log, findings, server, audit, view, path, host } = tools;
  const runAudit = async (folder?: Uri): ReturnType<typeof auditWorkspace> => {
    const summary = await auditWorkspace(audit, log, folder);
    if (summary !== undefined) await view.reveal();
    return summary;
  };
  const all: Readonly<Record<string, (first?: unknown, second?: unknown) => unknown>> = {
    auditWorkspace: () => runAudit(),
    auditFolder: (folder) => runAudit(folder as Uri | undefined),
    cancelAudit: () => audit.cancel(),
    exportAudit: (given) => exportAudit(server, audit, given as ExportArguments | undefined),
    groupFindings: (grouping) => groupFindings(view, grouping),
    filterFindings: () => filterFindings(view),
    filterFindingsByText: () => filterFindingsByText(view),
    clearFilter: () => clearFilter(view),
    fixFinding: (row) => onFinding(tools, row, (finding) => fixFinding(server, finding)),
    suppressFinding: (row) => onFinding(tools, row, (finding) => suppressFinding(server, finding)),
    explainFinding: (row) => onFinding(tools, row, explainFinding),
    copyFinding: (row, rows) => copyFindings(findingsOf(rows) ?? findingsOf([row]) ?? chosen(tools)),
    showLeakPath: (row) => onFinding(tools, row, (finding) => void path.show(finding)),
    hideLeakPath: () => path.hide(),
    nextLeakPathStep: () => path.go(1),
    previousLeakPathStep: () => path.go(-1),
    whyIsFileSkipped: (uri) => whyIsFileSkipped(server, uri as Uri | undefined),
    showEffectiveConfiguration: (uri) => showEffectiveConfiguration(server, uri as Uri | undefined),
    copyDiagnosticsReport: () => copyDiagnosticsReport(host, server, audit, findings),
    openSample: () => openSample(),
    restartServer: () => restartServer(server, log),
    showLog: () => showLog(log),
  };
  return Disposable.from(
    ...Object.entries(all).map(([name, run]) => commands.registerCommand(`leaklens.${name}`, run)),
  );
}

/** Runs `work` on the finding of a row of the view, or on the one that is chosen. */
async function onFinding(tools: CommandTools, row: unknown, work: (finding: ListedFinding) => unknown): Promise<void> {
  const [finding] = findingsOf([row]) ?? chosen(tools);
  if (finding !== undefined) await work(finding);
  else void window.showInformationMessage(l10n.t('Leaklens: put the cursor on a finding, then ask again'));
}

/** The finding at the cursor, else those that are selected in the view. */
function chosen({ findings, view }: CommandTools): readonly ListedFinding[] {
  const under = underCursor(findings);
  return under === undefined ? view.selected() : [under];
}

/** VS Code hands rows of the view to the commands of their menu. */
function findingsOf(rows: unknown): readonly ListedFinding[] | undefined {
  if (!Array.isArray(rows)) return undefined;
  const nodes = (rows as readonly (Node | undefined)[]).flatMap((row) =>
    row?.kind === 'finding' ? [row.finding] : [],
  );
  return nodes.length === 0 ? undefined : nodes;
}
