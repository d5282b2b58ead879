/** Stamps: what a piece of work was done with, so that it is not done again. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** @typedef {{ readonly sizeBytes: number, readonly modifiedMs: number, readonly sha256: string }} FileStamp */

/**
 * Hexadecimal SHA-256.
 * @param {string | Uint8Array} data
 * @returns {string}
 */
export function sha256(data) {
  return createHash('sha256').update(data).digest('hex');
}

/**
 * What a file is now.
 * @param {string} file absolute path
 * @returns {FileStamp}
 */
export function stampOf(file) {
  const { size, mtimeMs } = statSync(file);
  return { sizeBytes: size, modifiedMs: mtimeMs, sha256: sha256(readFileSync(file)) };
}

/**
 * True if the file has the content it had. Reads it only where its time differs.
 * @param {string} file absolute path
 * @param {FileStamp} stamp
 * @returns {boolean}
 */
export function isUnchanged(file, stamp) {
  const now = statSync(file, { throwIfNoEntry: false });
  if (now === undefined || now.size !== stamp.sizeBytes) return false;
  return now.mtimeMs === stamp.modifiedMs || sha256(readFileSync(file)) === stamp.sha256;
}

/**
 * The text of a file, or undefined where there is none.
 * @param {string} file absolute path
 * @returns {string | undefined}
 */
export function readIfPresent(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/**
 * Writes a file that a running program may be reading: it sees the old one or the new one, never a part.
 * @param {string} file absolute path
 * @param {string | Uint8Array} content
 * @param {number} [mode]
 */
export function writeAtomically(file, content, mode = 0o644) {
  mkdirSync(path.dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}.part`;
  try {
    writeFileSync(partial, content, { mode });
    renameSync(partial, file);
  } finally {
    rmSync(partial, { force: true });
  }
}
