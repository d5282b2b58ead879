import type {
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  DidSaveTextDocumentParams,
} from 'vscode-languageserver';
import { SourceText } from '../../text/index.js';
import { applyChanges } from '../convert/changes.js';
import { documentUri, property } from '../params.js';
import { reconfigure } from './configuration.js';
import { publish } from '../server-state.js';
import type { ServerState } from '../server-state.js';

/** Documents of other languages are passed over, should a client send them. */
export function didOpen(server: ServerState, params: DidOpenTextDocumentParams): void {
  const uri = documentUri(params);
  const { languageId, version, text } = params.textDocument;
  if (typeof text !== 'string') return;
  if (server.configurations.edited(uri, version, new SourceText(text, 'lsp'))) {
    server.scheduler.documentEdited(uri);
    return;
  }
  if (!(languageId === 'go' || uri.endsWith('.go'))) return;
  if (server.session.textOf(uri) !== undefined) {
    server.platform.log.warn(`${uri} was opened twice; the second text counts`);
  }
  server.session.open(server.folders.identify(uri), version, new SourceText(text, 'lsp'));
  const path = server.services.toPath(uri);
  if (path !== undefined) {
    server.openPaths.add(path);
    server.audits.opened(path);
  }
  server.scheduler.documentEdited(uri);
}

/** Changes of a document that is not open have no text to apply to. */
export function didChange(server: ServerState, params: DidChangeTextDocumentParams): void {
  const uri = documentUri(params);
  const before = server.configurations.textOf(uri) ?? server.session.textOf(uri);
  if (before === undefined) {
    server.platform.log.debug(`a change of ${uri} was passed over; it is not open as a Go document`);
    return;
  }
  const events = property(params, 'contentChanges');
  if (!Array.isArray(events)) {
    server.platform.log.warn(`a change of ${uri} without changes was passed over`);
    return;
  }
  const { text, changes } = applyChanges(before, params.contentChanges, server.client.encoding);
  const { version } = params.textDocument;
  if (!server.configurations.edited(uri, version, text)) server.session.change(uri, version, text, changes);
  server.scheduler.documentEdited(uri);
}

/** A good moment to look at the folder again, for not every client tells what changes on disk. */
export async function didSave(server: ServerState, params: DidSaveTextDocumentParams): Promise<void> {
  const uri = documentUri(params);
  const isConfiguration = server.configurations.textOf(uri) !== undefined;
  if (isConfiguration || !server.client.watchesFiles) await reconfigure(server);
  if (!isConfiguration) server.session.saved(uri);
}

/** Diagnostics of a document that is no longer there are taken back; what an audit found in its file is shown again. */
export async function didClose(server: ServerState, params: DidCloseTextDocumentParams): Promise<void> {
  const uri = documentUri(params);
  if (server.configurations.closed(uri)) {
    server.scheduler.documentClosed(uri);
    if (!server.client.pullsDiagnostics) publish(server, uri, { diagnostics: [] });
    server.configurations.publishProblems();
    return;
  }
  if (server.session.textOf(uri) === undefined) return;
  server.session.close(uri);
  server.scheduler.documentClosed(uri);
  if (!server.client.pullsDiagnostics) publish(server, uri, { diagnostics: [] });
  const path = server.services.toPath(uri);
  if (path === undefined) return;
  server.openPaths.delete(path);
  await server.audits.closed(path);
}
