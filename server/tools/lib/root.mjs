/** Where the repository lies, for scripts that run from its sources and for tools bundled into `.cache/tools`. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the repository. */
export const root = findRoot(path.dirname(fileURLToPath(import.meta.url)));

/**
 * Absolute path of something in the repository.
 * @param {...string} parts relative to the repository
 * @returns {string}
 */
export function inRoot(...parts) {
  return path.join(root, ...parts);
}

/**
 * The folder that relative paths of the caller refer to: npm starts scripts in the repository, whatever folder the
 * person stands in.
 * @returns {string}
 */
export function callerFolder() {
  const folder = process.env['INIT_CWD'];
  return folder !== undefined && existsSync(folder) ? folder : process.cwd();
}

/**
 * @param {string} start
 * @returns {string}
 */
function findRoot(start) {
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (isRoot(folder)) return folder;
    if (folder === path.dirname(folder)) throw new Error(`no package.json of leaklens above ${start}`);
  }
}

/**
 * @param {string} folder
 * @returns {boolean}
 */
function isRoot(folder) {
  const manifest = path.join(folder, 'package.json');
  return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'leaklens';
}
