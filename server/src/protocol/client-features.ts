import type { ClientCapabilities, TextDocumentClientCapabilities } from 'vscode-languageserver';
import type { PositionEncoding } from './convert/positions.js';
import { property } from './params.js';

/** What a client can do, as far as it makes a difference here. */
export interface ClientFeatures {
  readonly encoding: PositionEncoding;
  /** Asks for diagnostics itself, and asks again when told to. Others are sent them. */
  readonly pullsDiagnostics: boolean;
  /**
   * Shows what was published for a file whenever it has no answer of its own for it. To others nothing is published for
   * open documents, for they would show everything twice.
   */
  readonly prefersPulled: boolean;
  readonly relatedInformation: boolean;
  /** Takes edits that name the version of the document that they are for. */
  readonly documentChanges: boolean;
  /** Takes edits with places to be filled in. */
  readonly snippetEdits: boolean;
  /** Shows actions that cannot be chosen, with the reason. */
  readonly disabledActions: boolean;
  readonly markdown: boolean;
  readonly workDoneProgress: boolean;
  readonly watchesFiles: boolean;
  readonly workspaceFolders: boolean;
}

/**
 * Anything may be left out by a client, also what the protocol demands. `options` are those of the initialization, which
 * only our own client sends.
 */
export function readClientFeatures(capabilities: ClientCapabilities | undefined, options?: unknown): ClientFeatures {
  const { general, textDocument, window, workspace } = capabilities ?? {};
  return {
    encoding: chooseEncoding(general?.positionEncodings),
    pullsDiagnostics: textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true,
    prefersPulled: property(options, 'prefersPulled') === true,
    relatedInformation: takesRelatedInformation(textDocument),
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true,
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
