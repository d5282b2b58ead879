import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type {
  CancellationToken,
  Diagnostic,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Cancellation } from '../../base/index.js';
import type { DocumentIdentity, CheckedDocument } from '../../engine/index.js';
import { toDiagnostic } from '../convert/diagnostics.js';
import type { VersionedDiagnostics } from '../diagnostic-scheduler.js';
import { cancellationOf, documentUri, property } from '../params.js';
import type { ServerState } from '../server-state.js';

/** Answers `textDocument/diagnostic`. Documents that are not open have none: their file's findings are an audit's. */
export async function documentDiagnostics(
  server: ServerState,
  params: DocumentDiagnosticParams,
  token: CancellationToken,
): Promise<DocumentDiagnosticReport> {
  const uri = documentUri(params);
  const result = await computeDiagnostics(server, uri, cancellationOf(token));
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'no longer wanted');
  if (result === undefined) return { kind: 'full', items: [] };
  const resultId = server.scheduler.answer(uri, result.diagnostics);
  if (property(params, 'previousResultId') === resultId) return { kind: 'unchanged', resultId };
  return { kind: 'full', resultId, items: [...result.diagnostics] };
}

/** The diagnostics of the newest text of an open document. */
export async function computeDiagnostics(
  server: ServerState,
  uri: string,
  cancellation?: Cancellation,
): Promise<VersionedDiagnostics | undefined> {
  const ofConfiguration = server.configurations.diagnosticsOf(uri);
  if (ofConfiguration !== undefined) return ofConfiguration;
  const checked = await server.session.check(uri, cancellation);
  if (checked === undefined) return undefined;
  return { version: checked.version, diagnostics: diagnosticsOf(server, server.folders.identify(uri), checked) };
}

/** The diagnostics of files that are not open, by absolute path; those that cannot be read are left out. */
export async function diagnosticsOnDisk(
  server: ServerState,
  paths: readonly string[],
): Promise<ReadonlyMap<string, readonly Diagnostic[]>> {
  const identities = paths.map((path) => [path, server.folders.identify(server.services.toUri(path))] as const);
  const checked = await server.session.checkOnDisk(identities.map(([, identity]) => identity));
  const result = new Map<string, readonly Diagnostic[]>();
  for (const [path, identity] of identities) {
    const document = checked.get(identity.key);
    if (document !== undefined) result.set(path, diagnosticsOf(server, identity, document));
  }
  return result;
}

export function diagnosticsOf(
  server: Pick<ServerState, 'client' | 'folders' | 'services'>,
  identity: DocumentIdentity,
  checked: CheckedDocument,
): Diagnostic[] {
  const options = {
    encoding: server.client.encoding,
    relatedInformation: server.client.relatedInformation,
    rulePage: server.services.rulePage,
    uriOf: (path: DocumentIdentity['path']) => server.folders.uriFrom(identity, path),
  };
  return checked.findings.map((finding) => toDiagnostic(finding, options));
}
