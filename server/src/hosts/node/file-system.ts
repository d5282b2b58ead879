import { constants } from 'node:fs';
import type { Dirent, Stats } from 'node:fs';
import { lstat, open, readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { DirectoryEntry, EntryType, FileSystem, ReadFailure } from '../../engine/index.js';
import { MAX_FILE_BYTES, skipReasons } from '../../workspace/index.js';

/** The words for the failures that people meet; others appear as the system names them. */
const FAILURES: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'no such file or directory',
  ENOTDIR: 'not a folder',
  EISDIR: 'is a folder',
  ELOOP: 'too many levels of symbolic links',
  ENAMETOOLONG: 'name too long',
  EMFILE: 'too many open files',
  ENFILE: 'too many open files',
  EIO: 'input/output error',
  EBUSY: 'in use by another program',
};

/** The files of this machine. */
export const nodeFileSystem: FileSystem = { list, read, stat, realPath, join };

/** What went wrong, in the words of a report. */
export function failureOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
  if (code !== undefined) return FAILURES[code] ?? code;
  return error instanceof Error ? error.message : String(error);
}

async function list(directory: string): Promise<readonly DirectoryEntry[] | ReadFailure> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries.map((entry) => ({ name: entry.name, type: typeOf(entry) }));
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

/** Opened without waiting, for a named pipe would otherwise keep us for ever. */
async function read(file: string): Promise<Uint8Array | ReadFailure> {
  try {
    const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const status = await handle.stat();
      if (status.isDirectory()) return { failure: 'is a folder' };
      if (!status.isFile()) return { failure: skipReasons.notRegular };
      if (status.size > MAX_FILE_BYTES) return { failure: skipReasons.tooLarge };
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

async function stat(path: string): Promise<{ readonly type: EntryType; readonly size: number } | ReadFailure> {
  try {
    const status = await lstat(path);
    return { type: typeOf(status), size: status.size };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

async function realPath(path: string): Promise<string | ReadFailure> {
  try {
    return await realpath(path);
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

function typeOf(entry: Dirent | Stats): EntryType {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'directory';
  return entry.isSymbolicLink() ? 'symlink' : 'other';
}
