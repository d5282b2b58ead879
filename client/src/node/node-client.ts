import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

/**
 * A client, not started, of a server that runs as a process of its own.
 * `serverModule` is the absolute path of the bundled server.
 */
export function createNodeClient(serverModule: string, options: LanguageClientOptions): BaseLanguageClient {
  return new LanguageClient(
    'leaklens',
    'Leaklens',
    { module: serverModule, transport: TransportKind.ipc },
    // Where the server crashed, it is started again four times within three minutes, then no more.
    options,
  );
}
