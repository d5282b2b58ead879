import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { workspacePath } from '../../base/index.js';
import type { AuditRequest, AuditTarget, FileSystem } from '../../engine/index.js';
import { UsageError } from './usage-error.js';

interface NamedPath {
  readonly absolute: string;
  readonly kind: AuditTarget['kind'];
}

/**
 * Folders and files that the arguments name; `dir/...` is the same as `dir`, for folders are taken whole.
 * The root is the working directory where all of them lie in it, else the deepest folder that holds them all.
 */
export async function resolveTargets(
  paths: readonly string[],
  workingDirectory: string,
  files: FileSystem,
): Promise<AuditRequest> {
  const named: NamedPath[] = [];
  for (const path of paths) named.push(await resolvePath(path, workingDirectory, files));
  const folders = named.map(({ absolute, kind }) => (kind === 'folder' ? absolute : dirname(absolute)));
  const root = folders.every((folder) => isInside(folder, workingDirectory)) ? workingDirectory : commonFolder(folders);
  const targets = named.map(({ absolute, kind }): AuditTarget => {
    return { path: workspacePath(relative(root, absolute).split(sep).join('/')), kind };
  });
  return { root, targets };
}

async function resolvePath(path: string, workingDirectory: string, files: FileSystem): Promise<NamedPath> {
  const isPattern = path === '...' || /[\\/]\.\.\.$/.test(path);
  const plain = isPattern ? path.slice(0, -3) || '.' : path;
  if (plain === '') throw new UsageError('a path is empty; name a folder or a Go file, or . for this folder');
  const absolute = resolve(workingDirectory, plain);
  const kind = await kindOf(path, absolute, files);
  if (kind === 'folder') return { absolute, kind };
  if (isPattern) throw new UsageError(`not a folder: ${plain.replace(/[\\/]$/, '')}; only folders take /...`);
  if (absolute.endsWith('.go')) return { absolute, kind };
  throw new UsageError(`not a Go file: ${path}; name a folder, or a file whose name ends in .go`);
}

async function kindOf(path: string, absolute: string, files: FileSystem): Promise<AuditTarget['kind']> {
  const found = await files.stat(absolute);
  if ('failure' in found) throw new UsageError(`cannot read ${path}: ${found.failure}`);
  if (found.type === 'directory') return 'folder';
  if (found.type === 'file') return 'file';
  if (found.type === 'other') throw new UsageError(`cannot read ${path}: not a regular file`);
  // A symbolic link that is named is followed: the user means what it points to.
  const entries = await files.list(absolute);
  if (!('failure' in entries)) return 'folder';
  const content = await files.read(absolute);
  if ('failure' in content) throw new UsageError(`cannot read ${path}: ${content.failure}`);
  return 'file';
}

function commonFolder(folders: readonly string[]): string {
  let common = folders[0] ?? '';
  while (!folders.every((folder) => isInside(folder, common))) {
    const parent = dirname(common);
    if (parent === common) throw new UsageError('the paths lie on different drives; check them one by one');
    common = parent;
  }
  return common;
}

function isInside(path: string, folder: string): boolean {
  const below = relative(folder, path);
  return below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below);
}
