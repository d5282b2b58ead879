import type { InitializeParams, WorkspaceFolder, WorkspaceFoldersChangeEvent } from 'vscode-languageserver';
import { workspacePath } from '../base/index.js';
import type { WorkspacePath } from '../base/index.js';
import type { DocumentIdentity, FileSystem } from '../engine/index.js';
import type { HostServices } from './host-services.js';
import { property } from './params.js';

type Paths = Pick<HostServices, 'toPath' | 'toUri' | 'relative'>;

/** The folders that are open in the editor, and where files are in relation to them. */
export class Folders {
  /** Absolute paths. */
  private open: readonly string[] = [];

  constructor(
    private readonly paths: Paths,
    private readonly files: Pick<FileSystem, 'join'>,
  ) {}

  /** Old clients name one folder only, and by its URI or path; new ones may name none. */
  initialize(params: Pick<InitializeParams, 'workspaceFolders'>): void {
    const rootUri = property(params, 'rootUri');
    const rootPath = property(params, 'rootPath');
    const uris = params.workspaceFolders?.map(uriOf) ?? (typeof rootUri === 'string' ? [rootUri] : []);
    const paths = this.pathsOf(uris);
    this.open =
      paths.length === 0 && typeof rootPath === 'string' && rootPath !== '' ? [rootPath] : [...new Set(paths)];
  }

  /** Answers with the paths of the folders that are no longer open. */
  change({ added, removed }: WorkspaceFoldersChangeEvent): readonly string[] {
    const gone = this.pathsOf(removed.map(uriOf));
    const stay = this.open.filter((folder) => !gone.includes(folder));
    this.open = [...new Set([...stay, ...this.pathsOf(added.map(uriOf))])];
    return gone;
  }

  /** Absolute paths of the open folders, those inside another left out. */
  get outermost(): readonly string[] {
    return this.outermostOf(this.open);
  }

  /** Absolute paths of the folders, those inside another left out. */
  outermostOf(folders: readonly string[]): readonly string[] {
    return folders.filter(
      (folder) => !folders.some((other) => other !== folder && this.paths.relative(other, folder) !== undefined),
    );
  }

  /** Findings name a file as seen from its innermost open folder, or by its name alone. */
  identify(uri: string): DocumentIdentity {
    const path = this.paths.toPath(uri);
    if (path === undefined) return { key: uri, path: workspacePath(lastPart(uri)), directory: undefined };
    const directory = this.files.join(path, '..');
    const inFolders = this.open
      .map((folder) => this.paths.relative(folder, path))
      .filter((relative) => relative !== undefined)
      .sort((a, b) => a.length - b.length);
    const name = this.paths.relative(directory, path) ?? workspacePath(lastPart(uri));
    return { key: uri, path: inFolders[0] ?? name, directory };
  }

  /** The address of a file that a finding of this document names. */
  uriFrom({ key, path, directory }: DocumentIdentity, other: WorkspacePath): string {
    if (other === path || directory === undefined) return key;
    const up = path.split('/').map((_, i) => (i === 0 ? directory : '..'));
    return this.paths.toUri(this.files.join(...(up as [string]), other));
  }

  private pathsOf(uris: readonly string[]): readonly string[] {
    return uris.map((uri) => this.paths.toPath(uri)).filter((path) => path !== undefined);
  }
}

function uriOf(folder: WorkspaceFolder): string {
  return folder.uri;
}

function lastPart(uri: string): string {
  const withoutQuery = uri.replace(/[?#].*$/, '');
  return /[^/:\\]*$/.exec(withoutQuery)?.[0] || 'untitled';
}
