/**
 * Does the set-up that a command needs; what is done already costs nothing.
 *
 *   node setup.mjs            packages
 *   node setup.mjs --build    packages and everything that runs, in dist
 *   node setup.mjs --test     that, and what the tests need beyond
 *
 * Uses only what Node.js brings, since it runs before anything is installed.
 */
import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ensureBrowser } from './lib/browser.mjs';
import { hasCommand } from './lib/command.mjs';
import { installDependencies } from './lib/dependencies.mjs';
import { requireNode } from './lib/node-version.mjs';
import { inRoot, root } from './lib/root.mjs';

/** Installs the packages of the repository. */
export async function setUpPackages() {
  requireNode();
  await installDependencies(root);
}

/** Installs the packages and builds. */
export async function setUpBuild() {
  await setUpPackages();
  // Only now are its own imports there.
  const { build } = await import('./build.mjs');
  await build();
}

/** Installs, builds, and adds what the tests need: a browser, and the parser's build where it can run. */
export async function setUpTests() {
  await setUpBuild();
  await ensureBrowser();
  if (await canBuildGrammar()) await installDependencies(inRoot('grammars/go'));
}

/**
 * True if the parser generator can be compiled here.
 * @returns {Promise<boolean>}
 */
export function canBuildGrammar() {
  return hasCommand('cargo');
}

/**
 * Runs a script's main function: a failed set-up or step is a message, not a stack trace.
 * @param {string} moduleUrl `import.meta.url` of the script; nothing happens where it is only imported
 * @param {() => Promise<number | void>} main answers the exit code
 */
export async function runAsScript(moduleUrl, main) {
  const started = process.argv[1];
  if (started === undefined || moduleUrl !== pathToFileURL(realpathSync(started)).href) return;
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

await runAsScript(import.meta.url, async () => {
  if (process.argv.includes('--test')) return setUpTests();
  return process.argv.includes('--build') ? setUpBuild() : setUpPackages();
});
