import type { WorkspacePath } from '../../base/index.js';
import { parentDirectory } from '../../workspace/index.js';
import type { ListedFile, ListedFolder, ListedModule } from '../../workspace/index.js';
import type { Skipped } from '../audit-types.js';

/** What lies in the audited folder, as far as it was asked for. In no order: plan and report sort. */
export interface Listing {
  readonly folders: readonly ListedFolder[];
  readonly modules: readonly ListedModule[];
  /** Text of the go.work file in the audited folder. */
  readonly goWork: string | undefined;
  /** Go files, folders and module files that were left out or could not be read; the root itself is called '.'. */
  readonly skipped: readonly Skipped[];
  /** How many of `skipped` are Go files. */
  readonly skippedFiles: number;
}

/** A listing while it is made. A path may be met twice where targets overlap; analysing it wins. */
export interface ListingDraft {
  readonly files: Map<WorkspacePath, ListedFile>;
  readonly factFiles: Map<WorkspacePath, ListedFile>;
  readonly modules: Map<WorkspacePath, ListedModule>;
  readonly skippedFiles: Map<WorkspacePath, string>;
  readonly skippedFolders: Map<WorkspacePath, string>;
  goWork: string | undefined;
}

export function emptyDraft(): ListingDraft {
  return {
    files: new Map(),
    factFiles: new Map(),
    modules: new Map(),
    skippedFiles: new Map(),
    skippedFolders: new Map(),
    goWork: undefined,
  };
}

/**
 * @param visited folders that were entered, so that none of them counts as skipped because another target met it
 */
export function finishListing(draft: ListingDraft, visited: ReadonlySet<WorkspacePath>): Listing {
  const skippedFiles = [...draft.skippedFiles].filter(([path]) => !draft.files.has(path));
  const skippedFolders = [...draft.skippedFolders].filter(([path]) => !visited.has(path));
  return {
    folders: groupByFolder(draft),
    modules: [...draft.modules.values()],
    goWork: draft.goWork,
    skipped: [...skippedFiles, ...skippedFolders].map(([path, reason]) => ({ path, reason })),
    skippedFiles: skippedFiles.length,
  };
}

function groupByFolder(draft: ListingDraft): ListedFolder[] {
  const folders = new Map<WorkspacePath, { files: ListedFile[]; factFiles: ListedFile[] }>();
  for (const file of draft.files.values()) folderOf(file).files.push(file);
  for (const file of draft.factFiles.values()) if (!draft.files.has(file.path)) folderOf(file).factFiles.push(file);
  return [...folders].map(([directory, files]) => ({ directory, ...files }));

  function folderOf(file: ListedFile): { files: ListedFile[]; factFiles: ListedFile[] } {
    const directory = parentDirectory(file.path);
    const folder = folders.get(directory) ?? { files: [], factFiles: [] };
    folders.set(directory, folder);
    return folder;
  }
}
