import { spawn } from 'node:child_process';
import path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { hasCommand } from '../../server/tools/lib/command.mjs';
import { inRoot } from '../../server/tools/lib/root.mjs';

const ANSWER_LIMIT_MS = 10_000;

/**
 * Shows a folder in the desktop VS Code, with a profile of its own.
 * @param {string} folder
 * @param {string} runFolder for the profile
 * @returns {Promise<number | undefined>} the exit code once it is closed; undefined where there is no desktop VS Code
 */
export async function openOnDesktop(folder, runFolder) {
  if (!hasScreen()) return undefined;
  const code = (await hasCommand('code')) ? 'code' : await download();
  if (code === undefined) return undefined;
  const args = [
    ...['--new-window', '--wait', '--skip-welcome', '--disable-workspace-trust'],
    `--extensionDevelopmentPath=${inRoot()}`,
    ...['--user-data-dir', path.join(runFolder, 'user-data'), '--extensions-dir', path.join(runFolder, 'extensions')],
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    folder,
  ];
  console.log(`${folder} opens in VS Code; close its window to end`);
  return new Promise((resolve, reject) => {
    // On Windows `code` is a script of the shell.
    const child = spawn(code, args, { stdio: 'inherit', shell: process.platform === 'win32' && code === 'code' });
    child.on('error', reject);
    child.on('exit', (exitCode) => resolve(exitCode ?? 1));
    process.on('exit', () => child.kill());
  });
}

function hasScreen() {
  if (process.platform !== 'linux') return true;
  return process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
}

/** @returns {Promise<string | undefined>} the executable, kept in .vscode-test for the next time */
async function download() {
  try {
    return await downloadAndUnzipVSCode({ cachePath: inRoot('.vscode-test'), timeout: ANSWER_LIMIT_MS });
  } catch (error) {
    console.log(`VS Code cannot be downloaded (${error instanceof Error ? error.message : String(error)})`);
    return undefined;
  }
}
