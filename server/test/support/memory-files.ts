import { posix } from 'node:path';
import type { DirectoryEntry, EntryType, FileSystem, ReadFailure } from '../../src/engine/index.js';

/** Anything but a plain file. */
export type Special =
  | { readonly type: 'symlink' | 'other' }
  /** Its bytes are never made. */
  | { readonly type: 'file'; readonly size: number }
  /** It is listed, and cannot be read. */
  | { readonly type: 'file' | 'directory'; readonly failure: string }
  /** It is listed, and gone when it is looked at. */
  | { readonly type: 'file'; readonly vanished: true };

export interface MemoryFiles extends FileSystem {
  /** Folders and files that were looked into, in order. */
  readonly reads: readonly string[];
}

/** A file system below `/`; folders follow from the paths. `links` says where symbolic links lead. */
export function memoryFiles(
  tree: Readonly<Record<string, string | Special>>,
  links: Readonly<Record<string, string>> = {},
): MemoryFiles {
  const reads: string[] = [];

  async function list(directory: string): Promise<readonly DirectoryEntry[] | ReadFailure> {
    reads.push(directory);
    const real = resolve(directory);
    const own = tree[real];
    if (own !== undefined) return failureOf(own) ?? { failure: 'not a folder' };
    const prefix = real === '/' ? '/' : `${real}/`;
    const below = Object.keys(tree).filter((path) => path.startsWith(prefix));
    if (below.length === 0) return { failure: 'no such file or directory' };
    const names = new Set(below.map((path) => path.slice(prefix.length).split('/')[0] ?? ''));
    return [...names].map((name) => ({ name, type: typeOf(prefix + name) }));
  }

  async function read(file: string): Promise<Uint8Array | ReadFailure> {
    reads.push(file);
    const content = tree[resolve(file)];
    if (typeof content === 'string') return new TextEncoder().encode(content);
    return failureOf(content) ?? { failure: isFolder(resolve(file)) ? 'is a folder' : 'no such file or directory' };
  }

  async function stat(path: string): Promise<{ readonly type: EntryType; readonly size: number } | ReadFailure> {
    const real = posix.join(resolve(posix.dirname(path)), posix.basename(path));
    const content = tree[real];
    if (typeof content === 'object' && 'vanished' in content) return { failure: 'no such file or directory' };
    if (content === undefined && !isFolder(real)) return { failure: 'no such file or directory' };
    const size = typeof content === 'string' ? content.length : 0;
    return { type: typeOf(real), size: typeof content === 'object' && 'size' in content ? content.size : size };
  }

  /** Follows the links on the way. */
  function resolve(path: string): string {
    return path.split('/').reduce((real, name) => {
      const next = posix.join(real, name);
      return links[next] ?? next;
    }, '/');
  }

  function typeOf(path: string): EntryType {
    const content = tree[path];
    if (content === undefined) return 'directory';
    return typeof content === 'string' ? 'file' : content.type;
  }

  function isFolder(path: string): boolean {
    return path === '/' || Object.keys(tree).some((other) => other.startsWith(`${path}/`));
  }

  async function realPath(path: string): Promise<string | ReadFailure> {
    const real = resolve(path);
    return tree[real] !== undefined || isFolder(real) ? real : { failure: 'no such file or directory' };
  }

  return { reads, list, read, stat, realPath, join: (directory, ...names) => posix.join(directory, ...names) };
}

function failureOf(content: string | Special | undefined): ReadFailure | undefined {
  if (typeof content !== 'object') return undefined;
  return 'failure' in content ? { failure: content.failure } : { failure: 'no such file or directory' };
}
