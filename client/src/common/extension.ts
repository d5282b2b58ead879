/**
 * What the extension is on every platform. Commands, log, view and status are there at once; the language server, and
 * the library that talks to it, load behind them.
 */
import { Disposable, window, type ExtensionContext } from 'vscode';
import { createAudit } from './audit/audit.js';
import type { Host } from './commands/copy-report.js';
import { followFileStatus } from './file-status.js';
import { createCollections } from './findings/collections.js';
import { createFindingStore } from './findings/finding-store.js';
import { createLeakPath } from './path/leak-path.js';
import { registerCommands } from './register-commands.js';
import { createServer, type ClientFactory } from './server.js';
import { createStatus } from './status.js';
import { createFindingsView } from './view/findings-view.js';

export interface Extension {
  /** Ends the server, then gives back what was registered. */
  readonly stop: () => Promise<void>;
}

/**
 * Registers everything and begins to start the server.
 * `createClient` makes a client for this platform; it is called again for every server that is started anew.
 * `platform` says in a few words what the extension runs on.
 */
export function startExtension(context: ExtensionContext, createClient: ClientFactory, platform: string): Extension {
  const log = window.createOutputChannel('Leaklens', { log: true });
  const findings = createFindingStore();
  const status = createStatus(findings);
  const collections = createCollections();
  const server = createServer(createClient, { log, diagnosticCollectionProvider: collections.provider }, (state) => {
    if (state === 'starting') audit.forget();
    status.showServer(state);
  });
  const audit = createAudit(server, log);
  const view = createFindingsView(findings, audit, context.workspaceState);
  const path = createLeakPath(findings);
  const host: Host = { extensionVersion: versionOf(context), platform };
  const owned = Disposable.from(
    registerCommands({ log, findings, server, audit, view, path, host }),
    followFileStatus(server, status.showFile),
    status.follow(audit),
    ...[path, view, audit, status, findings],
  );
  // The log is left to VS Code: the server's last words come when everything else has been given back.
  void server.start();
  return {
    stop: async () => {
      audit.cancel();
      await server.stop();
      owned.dispose();
      collections.dispose();
    },
  };
}

function versionOf({ extension }: ExtensionContext): string {
  const { version } = extension.packageJSON as { readonly version: string };
  return version;
}
