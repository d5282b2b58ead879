/**
 * `npm run editor [-- FOLDER]`: opens the sample, or a folder, in a real VS Code with the extension as it is in this
 * checkout. On a desktop that is the desktop VS Code: the one on PATH, or a download. Elsewhere, or with `--browser`,
 * VS Code is put together from npm packages and shown in a browser. Stays until it is closed, or until Ctrl+C.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { callerFolder, inRoot } from '../../server/tools/lib/root.mjs';
import { runAsScript, setUpBuild } from '../../server/tools/setup.mjs';

const FIRST_FILE = 'peers/conn.go';

await runAsScript(import.meta.url, async () => {
  const words = process.argv.slice(2);
  const named = words.find((word) => !word.startsWith('--'));
  await setUpBuild();
  const folder = named === undefined ? copySample() : path.resolve(callerFolder(), named);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new Error(`${folder} is not a folder: name one that is there, or none for the sample`);
  const runFolder = mkdtempSync(path.join(os.tmpdir(), 'leaklens-editor-'));
  process.on('exit', () => rmSync(runFolder, { recursive: true, force: true, maxRetries: 5 }));
  // Everything below needs packages that were installed just now.
  if (!words.includes('--browser')) {
    const { openOnDesktop } = await import('./editor-desktop.mjs');
    const code = await openOnDesktop(folder, runFolder);
    if (code !== undefined) return code;
  }
  const { openInBrowser } = await import('./editor-browser.mjs');
  const file = path.join(folder, FIRST_FILE);
  return openInBrowser(folder, runFolder, existsSync(file) ? file : undefined);
});

/** A fresh copy of the sample: to be changed at will, and as it was the next time. */
function copySample() {
  const copy = inRoot('.cache/editor/sample-node');
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(path.dirname(copy), { recursive: true });
  cpSync(inRoot('test-fixtures/sample-node'), copy, { recursive: true });
  return copy;
}
