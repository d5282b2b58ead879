import { CONFIGURATION_FILE } from '../../config/index.js';
import { DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import type { DidChangeWatchedFilesParams, WorkspaceFoldersChangeEvent } from 'vscode-languageserver';
import { property } from '../params.js';
import { reconfigure } from './configuration.js';
import type { ServerState } from '../server-state.js';

const WATCHED_FILES = ['**/*.go', '**/go.mod', '**/go.work', `**/${CONFIGURATION_FILE}`];

/** The client is ready: it may be asked to watch files, and tells which folders come and go. */
export async function initialized(server: ServerState): Promise<void> {
  const { connection, client, platform, services } = server;
  const { name, version } = services.tool;
  platform.log.info(`${name} ${version} is ready`);
  if (client.workspaceFolders) {
    connection.workspace.onDidChangeWorkspaceFolders((event) => didChangeWorkspaceFolders(server, event));
  }
  if (!client.watchesFiles) return;
  const watchers = WATCHED_FILES.map((globPattern) => ({ globPattern }));
  try {
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    platform.log.warn(`the editor does not watch files: ${reason}; they are read again when a document is saved`);
  }
}

/** The client is asked to watch files that configurations stand on, by their names. */
export async function watchNames({ connection, client, platform }: Watching, names: readonly string[]): Promise<void> {
  if (!client.watchesFiles) return;
  // What would be a pattern in a name stands for any letter.
  const watchers = names.map((name) => ({ globPattern: `**/${name.replace(/[[\]{}*?!]/g, '?')}` }));
  try {
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  } catch (error) {
    platform.log.warn(`the editor does not watch ${names.join(', ')}: ${String(error)}`);
  }
}

type Watching = Pick<ServerState, 'connection' | 'client' | 'platform'>;

/** Files changed, came or went: open documents around them and what an audit found in them may be outdated. */
export async function didChangeWatchedFiles(server: ServerState, params: DidChangeWatchedFilesParams): Promise<void> {
  const events = property(params, 'changes');
  if (!Array.isArray(events)) return;
  const paths = (events as unknown[])
    .map((event) => property(event, 'uri'))
    .map((uri) => (typeof uri === 'string' ? server.services.toPath(uri) : undefined))
    .filter((path) => path !== undefined);
  if (paths.some((path) => server.configurations.isConfiguration(path))) await reconfigure(server);
  const { files } = server.platform;
  server.session.diskChanged(
    paths.map((path) => {
      const directory = files.join(path, '..');
      return { directory, name: server.services.relative(directory, path) ?? '' };
    }),
  );
  await server.audits.changedOnDisk(paths);
}

/** What an audit found in a folder that is no longer open is taken back. */
function didChangeWorkspaceFolders(server: ServerState, event: WorkspaceFoldersChangeEvent): void {
  const { services, folders, audits } = server;
  const isIn = (list: readonly string[], path: string): boolean =>
    list.some((folder) => services.relative(folder, path) !== undefined);
  const gone = folders.change(event);
  void reconfigure(server);
  audits.forget((path) => isIn(gone, path) && !isIn(folders.outermost, path));
}
