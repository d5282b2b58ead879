import { Disposable, languages, window, workspace, type TextDocument } from 'vscode';
import { FILE_STATUS_REQUEST, type FileStatus, type FileStatusParams } from '../../../server/src/protocol/messages.js';
import type { Server } from './server.js';

/** Nobody wants to know while they type. */
const DELAY_MS = 500;

/** How the server looks at a document; undefined where it does not. */
export async function askFileStatus(
  server: Server,
  document: TextDocument,
  depth: FileStatusParams['depth'],
): Promise<FileStatus | undefined> {
  const client = await server.whenRunning();
  const params: FileStatusParams = { textDocument: { uri: document.uri.toString() }, depth };
  return (await client.sendRequest<FileStatus | null>(FILE_STATUS_REQUEST, params)) ?? undefined;
}

/** Tells `show` how the document in the active editor is looked at, whenever that may have changed. */
export function followFileStatus(server: Server, show: (status: FileStatus | undefined) => void): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async (): Promise<void> => {
    const document = window.activeTextEditor?.document;
    if (document?.languageId !== 'go') return show(undefined);
    // A server that does not run says so elsewhere.
    const status = await askFileStatus(server, document, 'document').catch(() => undefined);
    if (window.activeTextEditor?.document === document) show(status);
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), DELAY_MS);
  };
  const isActive = (document: TextDocument): boolean => window.activeTextEditor?.document === document;
  const subscriptions = Disposable.from(
    window.onDidChangeActiveTextEditor(soon),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (isActive(document)) soon();
    }),
    languages.onDidChangeDiagnostics(({ uris }) => {
      const active = window.activeTextEditor?.document.uri.toString();
      if (uris.some((uri) => uri.toString() === active)) soon();
    }),
  );
  soon();
  return new Disposable(() => {
    clearTimeout(timer);
    subscriptions.dispose();
  });
}
