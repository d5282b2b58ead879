import type { ClientCapabilities, TextDocumentClientCapabilities } from 'vscode-languageserver';
import type { PositionEncoding } from './convert/positions.js';

/** What a client can do, as far as it makes a difference here. */
export interface ClientFeatures {
  readonly encoding: PositionEncoding;
  /** Asks for diagnostics itself, and asks again when told to. Others are sent them. */
  readonly pullsDiagnostics: boolean;
  readonly relatedInformation: boolean;
  /** Takes edits that name the version of the document that they are for. */
  readonly documentChanges: boolean;
  /** Shows actions that cannot be chosen, with the reason. */
  readonly disabledActions: boolean;
  readonly markdown: boolean;
  readonly workDoneProgress: boolean;
  readonly watchesFiles: boolean;
  readonly workspaceFolders: boolean;
}

/** Anything may be left out by a client, also what the protocol demands. */
export function readClientFeatures(capabilities: ClientCapabilities | undefined): ClientFeatures {
  const { general, textDocument, window, workspace } = capabilities ?? {};
  return {
    encoding: chooseEncoding(general?.positionEncodings),
    pullsDiagnostics: textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true,
    relatedInformation: takesRelatedInformation(textDocument),
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    disabledActions: textDocument?.codeAction?.disabledSupport === true,
    markdown: textDocument?.hover?.contentFormat?.includes('markdown') === true,
    workDoneProgress: window?.workDoneProgress === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
  };
}

/** Clients say it with the way in which they get diagnostics; one word counts for both. */
function takesRelatedInformation(textDocument: TextDocumentClientCapabilities | undefined): boolean {
  const { publishDiagnostics, diagnostic } = textDocument ?? {};
  return publishDiagnostics?.relatedInformation === true || diagnostic?.relatedInformation === true;
}

/** The client's list is in its order of preference; UTF-16 is what every client must understand. */
function chooseEncoding(offered: readonly string[] | undefined): PositionEncoding {
  return offered?.find((encoding) => encoding === 'utf-16' || encoding === 'utf-8') ?? 'utf-16';
}
