import { open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { failureOf } from '../node/index.js';
import { UsageError } from './usage-error.js';

/** A file that is to be written. Until then its old content stays. */
export interface OutputFile {
  /** Puts the text in the place of the old content, all at once. */
  readonly write: (text: string) => Promise<void>;
  /** Gives up; nothing is left behind. Without effect after `write`. */
  readonly discard: () => Promise<void>;
}

/**
 * Opens the file's successor beside it, so that a path that cannot be written is told before the audit rather than
 * after it. What is no regular file, such as a pipe, is written directly.
 * @throws UsageError
 */
export async function openOutputFile(path: string): Promise<OutputFile> {
  try {
    return await openSuccessor(path);
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

async function openSuccessor(path: string): Promise<OutputFile> {
  const existing = await stat(path).catch(() => undefined);
  if (existing?.isDirectory() === true) throw new Error('is a folder');
  if (existing !== undefined && !existing.isFile()) return directOutput(path);
  // Through a symbolic link the file it points to is replaced, not the link.
  const place = existing === undefined ? path : await realpath(path);
  const successor = join(dirname(place), `.${basename(place)}.${process.pid}.tmp`);
  return atomicOutput(place, successor, await open(successor, 'w', existing?.mode ?? 0o666));
}

function directOutput(path: string): OutputFile {
  return {
    write: (text) => reporting(path, () => writeFile(path, text)),
    discard: () => Promise.resolve(),
  };
}

function atomicOutput(path: string, successor: string, handle: FileHandle): OutputFile {
  let isOpen = true;

  async function write(text: string): Promise<void> {
    await reporting(path, async () => {
      await handle.writeFile(text);
      await handle.close();
      await rename(successor, path);
      isOpen = false;
    });
  }

  async function discard(): Promise<void> {
    if (!isOpen) return;
    isOpen = false;
    await handle.close().catch(() => undefined);
    await rm(successor, { force: true });
  }

  return { write, discard };
}

async function reporting(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

function cannotWrite(path: string, error: unknown): UsageError {
  return new UsageError(`cannot write ${path}: ${failureOf(error)}`, { cause: error });
}
