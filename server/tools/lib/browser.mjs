/** The browser that shows VS Code in its tests: Debian's chromium, installed where it is missing and we may. */
import { existsSync } from 'node:fs';
import { hasCommand, runCommand } from './command.mjs';

const PACKAGES = ['chromium', 'fonts-dejavu-core'];
const BY_HAND = `apt-get update && apt-get install -y --no-install-recommends ${PACKAGES.join(' ')}`;
const APT_TIMEOUT_MS = 10 * 60_000;

/**
 * Makes sure that there is a chromium. Throws with what to do where it cannot be had.
 */
export async function ensureBrowser() {
  const named = process.env['CHROMIUM'] ?? '';
  if (named !== '' && !existsSync(named))
    throw new Error(`CHROMIUM names ${named}, which is not there: unset it or correct it`);
  if (named !== '' || (await hasBrowser())) return;
  if (process.platform !== 'linux' || !(await hasCommand('apt-get')))
    throw new Error('chromium is missing: install it and set CHROMIUM to its path');
  if (process.getuid?.() !== 0) throw new Error(`chromium is missing: run as root: ${BY_HAND}`);
  console.log(`installing ${PACKAGES.join(', ')} (apt-get)`);
  await apt(['update']);
  await apt(['install', '-y', '--no-install-recommends', ...PACKAGES]);
  if (!(await hasBrowser())) throw new Error(`chromium was installed but does not start: run: ${BY_HAND}`);
}

/** @returns {Promise<boolean>} */
async function hasBrowser() {
  if (process.platform === 'darwin' || process.platform === 'win32') return true; // the desktop VS Code is used there
  return hasCommand('chromium');
}

/** @param {readonly string[]} args */
async function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { code, output } = await runCommand('apt-get', args, { env, timeoutMs: APT_TIMEOUT_MS });
  if (code === 0) return;
  throw new Error(`apt-get ${args[0]} failed; chromium is needed for the tests in VS Code:\n${output.trim()}`);
}
