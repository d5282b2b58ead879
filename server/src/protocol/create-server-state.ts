import type { Connection } from 'vscode-languageserver';
import { Session } from '../engine/index.js';
import type { Platform } from '../engine/index.js';
import { AuditFindings } from './audit-findings.js';
import type { ClientFeatures } from './client-features.js';
import { Configurations } from './configurations.js';
import { DiagnosticScheduler } from './diagnostic-scheduler.js';
import { Folders } from './folders.js';
import { computeDiagnostics, diagnosticsOnDisk } from './handlers/document-diagnostics.js';
import { watchNames } from './handlers/workspace.js';
import type { HostServices } from './host-services.js';
import { publish } from './server-state.js';
import type { ServerState } from './server-state.js';

/** Rejects where the parser cannot be loaded. */
export async function createServerState(
  connection: Connection,
  platform: Platform,
  services: HostServices,
  client: ClientFeatures,
): Promise<ServerState> {
  const trees = await services.createTrees(platform.wasm);
  const openPaths = new Set<string>();
  const scheduler = new DiagnosticScheduler({
    platform,
    compute: (uri) => computeDiagnostics(server, uri),
    publish: client.pullsDiagnostics ? undefined : (uri, result) => publish(server, uri, result),
    refresh: () => void connection.languages.diagnostics.refresh().catch(() => undefined),
  });
  const folders = new Folders(services, platform.files);
  const configurations = new Configurations({
    ...{ platform, paths: services, folders, encoding: client.encoding },
    watch: (names) => void watchNames(server, names),
    publish: (path, diagnostics) => publish(server, services.toUri(path), { diagnostics }),
  });
  const server: ServerState = {
    ...{ connection, platform, services, client, openPaths, scheduler, folders, configurations },
    session: new Session({
      ...{ platform, trees, after: services.after },
      outdated: (uris) => scheduler.documentsOutdated(uris),
      configuration: (identity) => configurations.settingsOf(identity),
    }),
    audits: new AuditFindings({
      isOpen: (path) => !client.prefersPulled && openPaths.has(path),
      publish: (path, diagnostics) => publish(server, services.toUri(path), { diagnostics }),
      recheck: (paths) => diagnosticsOnDisk(server, paths),
    }),
    lastAudits: [],
    runningAudit: undefined,
  };
  return server;
}
