import { compareStrings, workspacePath } from '../base/index.js';
import type { WorkspacePath } from '../base/index.js';
import { readGoMod } from './go-mod.js';
import { GO_WITHOUT_LINE } from './go-version.js';

/** A Go file as the walk saw it. */
export interface ListedFile {
  readonly path: WorkspacePath;
  readonly sizeBytes: number;
}

/** The Go files of one folder. */
export interface ListedFolder {
  /** '' is the audited folder itself. */
  readonly directory: WorkspacePath;
  /** Files to report on. */
  readonly files: readonly ListedFile[];
  /** Files beside them that are read for facts only. */
  readonly factFiles: readonly ListedFile[];
}

/** A go.mod file in or above the audited folder. */
export interface ListedModule {
  /** Where it holds: its own folder, or '' where it lies above the audited folder. */
  readonly directory: WorkspacePath;
  /** Path from the module's folder to `directory`, '/'-separated; '' unless the file lies above the audited folder. */
  readonly inside: string;
  readonly text: string;
}

/** One folder as a unit of work, with what its module says of it. */
export interface PackagePlan {
  readonly directory: WorkspacePath;
  readonly files: readonly WorkspacePath[];
  readonly factFiles: readonly WorkspacePath[];
  /** By go.mod; the folder's path where there is none. */
  readonly importPath: string;
  /** What go.mod calls the module; '' where there is no go.mod, and for the standard library. */
  readonly modulePath: string;
  /** The `go` line of the nearest go.mod as written, '1.16' where it has none, '' where there is no go.mod. */
  readonly goVersion: string;
  /** What the `godebug` lines of that go.mod set; left out where there is none. */
  readonly godebug?: readonly string[];
  /** Of all files together. */
  readonly sizeBytes: number;
}

interface Module {
  readonly directory: WorkspacePath;
  readonly inside: string;
  readonly path: string | undefined;
  readonly go: string;
  readonly godebug: readonly string[] | undefined;
}

/** One plan per folder that has files to report on, sorted by directory. The nearest go.mod at or above it counts. */
export function planPackages(folders: readonly ListedFolder[], modules: readonly ListedModule[]): PackagePlan[] {
  const byDirectory = new Map(modules.map((listed) => [listed.directory, moduleOf(listed)]));
  return folders
    .filter((folder) => folder.files.length > 0)
    .map((folder) => planFolder(folder, nearestModule(folder.directory, byDirectory)))
    .sort((a, b) => compareStrings(a.directory, b.directory));
}

/** The folder that holds `path`; '' for what lies directly in the audited folder. */
export function parentDirectory(path: WorkspacePath): WorkspacePath {
  return workspacePath(path.slice(0, Math.max(path.lastIndexOf('/'), 0)));
}

function moduleOf({ directory, inside, text }: ListedModule): Module {
  const { module, go = `${GO_WITHOUT_LINE.major}.${GO_WITHOUT_LINE.minor}`, godebug } = readGoMod(text);
  return { directory, inside, path: module, go, godebug };
}

function nearestModule(directory: WorkspacePath, modules: ReadonlyMap<WorkspacePath, Module>): Module | undefined {
  for (let at = directory; ; at = parentDirectory(at)) {
    const found = modules.get(at);
    if (found !== undefined || at === '') return found;
  }
}

function planFolder(folder: ListedFolder, module: Module | undefined): PackagePlan {
  const all = [...folder.files, ...folder.factFiles];
  return {
    directory: folder.directory,
    files: pathsOf(folder.files),
    factFiles: pathsOf(folder.factFiles),
    importPath: module === undefined ? folder.directory : importPathOf(folder.directory, module),
    modulePath: module?.path === 'std' ? '' : (module?.path ?? ''),
    goVersion: module?.go ?? '',
    ...(module?.godebug === undefined ? {} : { godebug: module.godebug }),
    sizeBytes: all.reduce((sum, file) => sum + file.sizeBytes, 0),
  };
}

function pathsOf(files: readonly ListedFile[]): WorkspacePath[] {
  return files.map((file) => file.path).sort(compareStrings);
}

/** The standard library's module is named std, its packages are not named after it. */
function importPathOf(directory: WorkspacePath, module: Module): string {
  if (module.path === undefined) return directory;
  const below = module.directory === '' ? directory : directory.slice(module.directory.length + 1);
  return [module.path === 'std' ? '' : module.path, module.inside, below].filter((part) => part !== '').join('/');
}
