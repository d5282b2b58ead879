import { ErrorCodes, ResponseError, WorkDoneProgressReporter } from 'vscode-languageserver';
import type { CancellationToken, Connection, InitializeResult } from 'vscode-languageserver';
import type { Log, Platform } from '../engine/index.js';
import { capabilitiesFor } from './capabilities.js';
import { readClientFeatures } from './client-features.js';
import { executeCommand } from './handlers/audit.js';
import { codeActions } from './handlers/code-actions.js';
import { effectiveConfigurationOf } from './handlers/configuration.js';
import { documentDiagnostics } from './handlers/document-diagnostics.js';
import { didChange, didClose, didOpen, didSave } from './handlers/documents.js';
import { fileStatus } from './handlers/file-status.js';
import { hover } from './handlers/hover.js';
import { report } from './handlers/report.js';
import { didChangeWatchedFiles, initialized } from './handlers/workspace.js';
import type { HostServices } from './host-services.js';
import { createServerState } from './create-server-state.js';
import { EFFECTIVE_CONFIGURATION_REQUEST, FILE_STATUS_REQUEST, REPORT_REQUEST } from './messages.js';
import type { ServerState } from './server-state.js';

/** Answers on the connection until the client ends it. Everything that is logged goes to the client. */
export function serve(connection: Connection, host: Platform, services: HostServices): void {
  const platform = { ...host, log: clientLog(connection) };
  let state: ServerState | 'starting' | 'ended' | undefined;

  connection.onInitialize(async (params): Promise<InitializeResult> => {
    if (state !== undefined) throw new ResponseError(ErrorCodes.InvalidRequest, 'initialize was sent before');
    state = 'starting';
    const client = readClientFeatures(params.capabilities, params.initializationOptions);
    try {
      state = await createServerState(connection, platform, services, client);
    } catch (error) {
      state = undefined;
      const reason = error instanceof Error ? error.message : String(error);
      throw new ResponseError(ErrorCodes.InternalError, `the Go parser cannot be started: ${reason}`);
    }
    state.folders.initialize(params);
    return { capabilities: capabilitiesFor(client), serverInfo: services.tool };
  });
  connection.onInitialized(whenRunning(initialized));
  connection.onDidOpenTextDocument(whenRunning(didOpen));
  connection.onDidChangeTextDocument(whenRunning(didChange));
  connection.onDidSaveTextDocument(whenRunning(didSave));
  connection.onDidCloseTextDocument(whenRunning(didClose));
  connection.onDidChangeWatchedFiles(whenRunning(didChangeWatchedFiles));
  connection.onHover((params, token) => hover(running(), params, token));
  connection.onCodeAction((params, token) => codeActions(running(), params, token));
  connection.languages.diagnostics.on((params, token) => documentDiagnostics(running(), params, token));
  connection.onExecuteCommand((params, token, progress) =>
    executeCommand(running(), params, token, WorkDoneProgressReporter.isNullInstance(progress) ? undefined : progress),
  );
  connection.onRequest(EFFECTIVE_CONFIGURATION_REQUEST, (params: unknown) =>
    effectiveConfigurationOf(running(), params),
  );
  connection.onRequest(REPORT_REQUEST, (params: unknown) => report(running(), params));
  connection.onRequest(FILE_STATUS_REQUEST, (params: unknown, token: CancellationToken) =>
    fileStatus(running(), params, token),
  );
  connection.onShutdown(() => {
    const ending = running();
    state = 'ended';
    ending.runningAudit?.cancel();
    ending.session.closeAll();
  });
  connection.listen();

  function running(): ServerState {
    if (state === 'ended') throw new ResponseError(ErrorCodes.InvalidRequest, 'the server was shut down');
    if (state === undefined || state === 'starting') {
      throw new ResponseError(ErrorCodes.ServerNotInitialized, 'initialize was not sent yet');
    }
    return state;
  }

  /** Notifications have no answer: outside the running state they are dropped, as the protocol says. */
  function whenRunning<P>(
    handle: (server: ServerState, params: P) => void | Promise<void>,
  ): (params: P) => Promise<void> {
    return async (params) => {
      if (typeof state !== 'object') return;
      await handle(state, params);
    };
  }
}

function clientLog({ console: client }: Connection): Log {
  return {
    error: (message) => client.error(message),
    warn: (message) => client.warn(message),
    info: (message) => client.info(message),
    debug: (message) => client.log(message),
  };
}
