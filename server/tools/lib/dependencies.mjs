/** The packages of package-lock.json, installed once. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runNpm } from './command.mjs';
import { readIfPresent, sha256 } from './stamp.mjs';

const STAMP = 'node_modules/.leaklens-setup';
const INSTALL_TIMEOUT_MS = 10 * 60_000;

/** @typedef {{ readonly version?: string, readonly integrity?: string, readonly optional?: boolean }} LockedPackage */

/**
 * Installs a folder's locked packages, unless they are there. Throws with the output of npm where that fails.
 * @param {string} folder absolute path, with a package-lock.json
 */
export async function installDependencies(folder) {
  const lock = readFileSync(path.join(folder, 'package-lock.json'), 'utf8');
  const stampFile = path.join(folder, STAMP);
  // Some packages bring programs of one platform: a folder carried to another one is installed anew.
  const platform = `${process.platform}-${process.arch}`;
  const stamp = `${sha256(lock)} ${platform}\n`;
  const found = readIfPresent(stampFile);
  if (found === stamp) return;
  const isForeign = found !== undefined && !found.endsWith(` ${platform}\n`);
  if (isForeign || !isInstalled(folder, lock)) await install(folder);
  writeFileSync(stampFile, stamp);
}

/** @param {string} folder */
async function install(folder) {
  console.log(`installing packages in ${path.relative(process.cwd(), folder) || 'the repository'} (npm ci)`);
  // All our packages are development dependencies: bundles carry what runs, so nothing may be left out.
  const args = ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, output } = await runNpm(args, { cwd: folder, timeoutMs: INSTALL_TIMEOUT_MS });
  if (code !== 0) throw new Error(`npm ci failed in ${folder}:\n${output.trim()}`);
}

/**
 * True if npm itself noted the same packages: somebody ran `npm ci` by hand.
 * @param {string} folder
 * @param {string} lock
 * @returns {boolean}
 */
function isInstalled(folder, lock) {
  const noted = path.join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(noted)) return false;
  const wanted = packagesOf(lock);
  const present = packagesOf(readFileSync(noted, 'utf8'));
  for (const [name, entry] of wanted) {
    const installed = present.get(name);
    if (installed === undefined && entry.optional !== true) return false;
    if (installed !== undefined && (installed.version !== entry.version || installed.integrity !== entry.integrity))
      return false;
  }
  return [...present.keys()].every((name) => wanted.has(name));
}

/**
 * @param {string} lock
 * @returns {Map<string, LockedPackage>}
 */
function packagesOf(lock) {
  const packages = new Map(Object.entries(JSON.parse(lock).packages));
  packages.delete('');
  return packages;
}
