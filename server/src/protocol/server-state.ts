import type { Connection, Diagnostic } from 'vscode-languageserver';
import type { CancellationSource } from '../base/index.js';
import type { AuditResult, Platform, Session } from '../engine/index.js';
import type { AuditFindings } from './audit-findings.js';
import type { Configurations } from './configurations.js';
import type { ClientFeatures } from './client-features.js';
import type { DiagnosticScheduler } from './diagnostic-scheduler.js';
import type { Folders } from './folders.js';
import type { HostServices } from './host-services.js';

/** What the handlers share, from initialize to shutdown. */
export interface ServerState {
  readonly connection: Connection;
  readonly platform: Platform;
  readonly services: HostServices;
  readonly client: ClientFeatures;
  readonly folders: Folders;
  readonly session: Session;
  readonly configurations: Configurations;
  readonly scheduler: DiagnosticScheduler;
  readonly audits: AuditFindings;
  /** Absolute paths of the documents that are open and are files. */
  readonly openPaths: Set<string>;
  /** What the last audit of each folder found, the newest last. */
  lastAudits: readonly AuditResult[];
  /** The audit that is under way. */
  runningAudit: CancellationSource | undefined;
}

/** Sends the diagnostics of a document. A client that is no longer there does not miss them. */
export function publish(
  { connection }: Pick<ServerState, 'connection'>,
  uri: string,
  { version, diagnostics }: { readonly version?: number; readonly diagnostics: readonly Diagnostic[] },
): void {
  const params = { uri, ...(version === undefined ? {} : { version }), diagnostics: [...diagnostics] };
  connection.sendDiagnostics(params).catch(ignore);
}

function ignore(): void {
  return undefined;
}
