import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from 'vscode-languageserver/node';
import { onBug, workspacePath } from '../../base/index.js';
import { serve } from '../../protocol/index.js';
import type { HostServices } from '../../protocol/index.js';
import { createTreeStore } from '../../syntax/index.js';
import { auditOnNode, createNodePlatform, tool } from '../node/index.js';
import { relativePath, toPath, toUri } from './uris.js';

/**
 * Serves one client until it goes away.
 * @param directory folder of the bundles: worker.js, the .wasm files and the rule pages
 * @throws where the installation is incomplete
 */
export async function runLanguageServer(connection: Connection, directory: string): Promise<void> {
  const platform = await createNodePlatform(directory);
  onBug((message) => connection.console.error(`this should not happen: ${message}`));
  const services: HostServices = {
    ...{ tool, createTrees: createTreeStore, after, toPath, toUri, relative: relativePath },
    rulePage: (rule) => rulePageIn(directory, rule),
    audit: (root, cancellation, onProgress) => {
      const request = { root, targets: [{ path: workspacePath(''), kind: 'folder' }] } as const;
      return auditOnNode(request, { platform, bundleDirectory: directory, cancellation, onProgress });
    },
  };
  serve(connection, platform, services);
}

function after(milliseconds: number, task: () => void): () => void {
  const timer = setTimeout(task, milliseconds);
  return () => clearTimeout(timer);
}

/** There is no public address of the pages; the package carries them. */
function rulePageIn(directory: string, rule: string): string | undefined {
  const page = join(directory, 'rules', `${rule}.md`);
  return existsSync(page) ? toUri(page) : undefined;
}
