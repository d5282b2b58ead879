import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from 'vscode-languageserver/node';
import { onBug, workspacePath } from '../../base/index.js';
import { serve } from '../../protocol/index.js';
import type { HostServices } from '../../protocol/index.js';
import { renderJson, renderMarkdown, renderSarif } from '../../report/index.js';
import { rules } from '../../rules/index.js';
import { createTreeStore } from '../../syntax/index.js';
import type { TreeStore } from '../../syntax/index.js';
import { auditOnNode, createNodePlatform, tool } from '../node/index.js';
import { relativePath, toPath, toUri } from './uris.js';

/** How often the parser's health is looked at, and how long the log has to get through. */
const WATCH_MS = 1000;

const RENDERERS = { json: renderJson, markdown: renderMarkdown, sarif: renderSarif } as const;

/**
 * Serves one client until it goes away.
 * @param directory folder of the bundles: worker.js, the .wasm files and the rule pages
 * @throws where the installation is incomplete
 */
export async function runLanguageServer(connection: Connection, directory: string): Promise<void> {
  const platform = await createNodePlatform(directory);
  onBug((message) => connection.console.error(`this should not happen: ${message}`));
  const services: HostServices = {
    ...{ tool, after, toPath, toUri, relative: relativePath },
    createTrees: async (wasm) => endWhenBroken(await createTreeStore(wasm), connection),
    rulePage: (rule) => rulePageIn(directory, rule),
    audit: (root, cancellation, onProgress) => {
      const request = { root, targets: [{ path: workspacePath(''), kind: 'folder' }] } as const;
      return auditOnNode(request, { platform, bundleDirectory: directory, cancellation, onProgress });
    },
    render: (format, result) => RENDERERS[format]({ tool, result, rules }),
  };
  serve(connection, platform, services);
}

/** The parser's memory is one per process: once it is broken only a new process helps, which the editor starts. */
function endWhenBroken(trees: TreeStore, connection: Connection): TreeStore {
  const watch = setInterval(() => {
    if (!trees.isBroken) return;
    connection.console.error('the parser broke down; the server ends, for the editor to start a new one');
    clearInterval(watch);
    setTimeout(() => process.exit(1), WATCH_MS);
  }, WATCH_MS);
  watch.unref();
  return trees;
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
