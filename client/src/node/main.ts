/** The extension where VS Code runs on Node: on the desktop, over SSH, in containers. Wiring only. */
import type { ExtensionContext } from 'vscode';
import { startExtension, type Extension } from '../common/extension.js';
import type { ClientFactory } from '../common/server.js';
import { provideTasks } from './tasks.js';

let extension: Extension | undefined;

/**
 * Called by VS Code once. Registers everything a person can use and returns; the server starts behind it.
 */
export function activate(context: ExtensionContext): void {
  const serverModule = context.asAbsolutePath('dist/server.js');
  const platform = `${process.platform} ${process.arch}, Node.js ${process.versions.node}`;
  const createClient: ClientFactory = async (options) => {
    // Half of the extension's load time is this library: it comes after the commands are there.
    const { createNodeClient } = await import('./node-client.js');
    return createNodeClient(serverModule, options);
  };
  extension = startExtension(context, createClient, platform);
  context.subscriptions.push(provideTasks(context.asAbsolutePath('dist/cli.js')));
}

/** Called by VS Code before it ends. Resolves when the server has gone. */
export async function deactivate(): Promise<void> {
  const ending = extension;
  extension = undefined;
  await ending?.stop();
}
