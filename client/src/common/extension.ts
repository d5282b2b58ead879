/**
 * What the extension is on every platform. Commands, log and status are there at once; the language server, and the
 * library that talks to it, load behind them.
 */
import { commands, window, type Disposable } from 'vscode';
import { auditWorkspace } from './commands/audit-workspace.js';
import { restartServer } from './commands/restart-server.js';
import { showLog } from './commands/show-log.js';
import { createFindingCount } from './finding-count.js';
import { createServer, type ClientFactory } from './server.js';
import { createStatus } from './status.js';

export interface Extension {
  /** Ends the server, then gives back what was registered. */
  readonly stop: () => Promise<void>;
}

/**
 * Registers everything and begins to start the server.
 * `createClient` makes a client for this platform; it is called again for every server that is started anew.
 */
export function startExtension(createClient: ClientFactory): Extension {
  const log = window.createOutputChannel('Leaklens', { log: true });
  const findings = createFindingCount();
  const status = createStatus(findings);
  const server = createServer(createClient, log, status.showState);
  const owned: readonly Disposable[] = [
    commands.registerCommand('leaklens.auditWorkspace', () => auditWorkspace(server, log, status)),
    commands.registerCommand('leaklens.restartServer', () => restartServer(server, log)),
    commands.registerCommand('leaklens.showLog', () => showLog(log)),
    status,
    findings,
  ];
  // The log is left to VS Code: the server's last words come when everything else has been given back.
  void server.start();
  return {
    stop: async () => {
      await server.stop();
      for (const each of owned) each.dispose();
    },
  };
}
