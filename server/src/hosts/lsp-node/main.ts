/**
 * The language server: entry point of dist/server.js, started by the VS Code client and by `leaklens lsp`.
 * The transport is told on the command line: --stdio or --node-ipc.
 */
import { Console } from 'node:console';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import type { Connection } from 'vscode-languageserver/node';
import { bundleDirectory } from '../node/index.js';
import { runLanguageServer } from './run-language-server.js';
import { splitMessages } from './split-messages.js';

main().catch((error: unknown) => {
  process.stderr.write(`leaklens: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});

async function main(): Promise<void> {
  const connection = connect();
  // The library ends the process with its standard input; a channel that is closed is left to us.
  process.once('disconnect', () => process.exit(1));
  process.on('unhandledRejection', (reason) => connection.console.error(`this should not happen: ${String(reason)}`));
  await runLanguageServer(connection, bundleDirectory());
}

function connect(): Connection {
  if (!process.argv.includes('--stdio')) return createConnection(ProposedFeatures.all);
  // Whatever a library prints must not get between the messages on standard output.
  globalThis.console = new Console(process.stderr);
  return createConnection(ProposedFeatures.all, process.stdin.pipe(splitMessages()), process.stdout);
}
