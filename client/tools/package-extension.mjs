/** Packs the extension, as it was built, into a .vsix that runs on every platform. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import vsce from '@vscode/vsce';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const BUNDLES = ['client.js', 'core.js', 'server.js', 'worker.js', 'cli.js'];

/** A link that leads to a file of the repository, which is not in the package. Those to a heading or the web stay. */
const RELATIVE_LINK = /(?<!!)\[([^\][]*)\]\((?!\w+:|#)[^)]*\)/g;

/**
 * Writes the .vsix with what `.vscodeignore` admits. The bundles must have been built.
 * @param {string} outFile absolute path; its folder is made where it is missing
 * @returns {Promise<void>}
 */
export async function packageExtension(outFile) {
  const missing = BUNDLES.find((file) => !existsSync(path.join(root, 'dist', file)));
  if (missing !== undefined) throw new Error(`dist/${missing} is missing: run npm run build first`);
  mkdirSync(path.dirname(outFile), { recursive: true });
  const stage = mkdtempSync(path.join(os.tmpdir(), 'leaklens-package-'));
  try {
    await copyAdmitted(stage);
    await vsce.createVSIX({
      cwd: stage,
      packagePath: outFile,
      dependencies: false, // everything is in the bundles
      allowMissingRepository: true, // the sources have no public address
      rewriteRelativeLinks: false, // which would need that address; there is no such link left
    });
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** @param {string} stage */
async function copyAdmitted(stage) {
  const files = await vsce.listFiles({ cwd: root, packageManager: vsce.PackageManager.None });
  for (const file of files) cpSync(path.join(root, file), path.join(stage, file));
  cpSync(path.join(root, '.vscodeignore'), path.join(stage, '.vscodeignore')); // or vsce warns that there is none
  const readme = path.join(stage, 'README.md');
  writeFileSync(readme, readFileSync(readme, 'utf8').replace(RELATIVE_LINK, '$1'));
}
