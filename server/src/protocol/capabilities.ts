import { TextDocumentSyncKind } from 'vscode-languageserver';
import type { DiagnosticOptions, ServerCapabilities } from 'vscode-languageserver';
import type { ClientFeatures } from './client-features.js';
import { AUDIT_COMMAND, DIAGNOSTIC_SOURCE, FIX_ALL_KIND, SUPPRESS_KIND } from './messages.js';

/** What the server offers to a client. Formatting, renaming and the like belong to the language's own server. */
export function capabilitiesFor(client: ClientFeatures): ServerCapabilities {
  return {
    positionEncoding: client.encoding,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    hoverProvider: true,
    codeActionProvider: { codeActionKinds: ['quickfix', SUPPRESS_KIND, FIX_ALL_KIND] },
    executeCommandProvider: { commands: [AUDIT_COMMAND], workDoneProgress: true },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...(client.pullsDiagnostics ? { diagnosticProvider: diagnosticProvider() } : {}),
  };
}

/**
 * Findings do depend on other files of the package, but the client would ask for every open document on each keystroke
 * if it were told. The server knows better when that is needed, and says so.
 */
function diagnosticProvider(): DiagnosticOptions {
  return { identifier: DIAGNOSTIC_SOURCE, interFileDependencies: false, workspaceDiagnostics: false };
}
