import type { WorkspacePath } from '../base/index.js';
import { workspacePath } from '../base/index.js';
import { decodeLossy, decodeSource } from '../text/index.js';
import type { SourceText } from '../text/index.js';
import { planPackages } from '../workspace/index.js';
import { findOuterModule } from './audit/outer-module.js';
import type { FileSystem, Platform } from './platform.js';

type Disk = Pick<Platform, 'files' | 'decodeUtf8'>;

/** What a folder's module says of it. */
export interface FolderModule {
  readonly importPath: string;
  /** '' where there is no go.mod. */
  readonly modulePath: string;
  /** '' where there is no go.mod. */
  readonly goVersion: string;
  /** What its `godebug` lines set. */
  readonly godebug: readonly string[];
}

/** The Go files directly in an absolute folder. Names that Go itself passes over are left out. */
export async function goFileNames(directory: string, files: FileSystem): Promise<readonly string[]> {
  const entries = await files.list(directory);
  if ('failure' in entries) return [];
  return entries
    .filter(
      ({ name, type }) => type === 'file' && name.endsWith('.go') && !name.startsWith('_') && !name.startsWith('.'),
    )
    .map((entry) => entry.name);
}

/** The text of a file of the folder; none where it cannot be read or is no text. */
export async function readGoFile(directory: string, name: string, disk: Disk): Promise<SourceText | undefined> {
  const bytes = await disk.files.read(disk.files.join(directory, name));
  if ('failure' in bytes) return undefined;
  const text = decodeSource(bytes, disk.decodeUtf8);
  return text === 'binary' ? undefined : text;
}

/**
 * The nearest go.mod at or above an absolute folder decides, as in an audit.
 * `path` is the same folder as findings name it.
 */
export async function moduleOf(directory: string, path: WorkspacePath, disk: Disk): Promise<FolderModule> {
  const here = workspacePath('');
  const own = await disk.files.read(disk.files.join(directory, 'go.mod'));
  const module =
    'failure' in own
      ? await findOuterModule(directory, disk)
      : { directory: here, inside: '', text: decodeLossy(own).text };
  if (module === undefined) return { importPath: path, modulePath: '', goVersion: '', godebug: [] };
  const folder = { directory: here, files: [{ path: workspacePath('x.go'), sizeBytes: 0 }], factFiles: [] };
  const [plan] = planPackages([folder], [module]);
  return {
    importPath: plan?.importPath ?? path,
    modulePath: plan?.modulePath ?? '',
    goVersion: plan?.goVersion ?? '',
    godebug: plan?.godebug ?? [],
  };
}
