/**
 * Runs the suites in a real VS Code on the packaged extension. The last line is `N passed, N failed` over both.
 *
 * On Linux VS Code is put together from npm packages and shown by chromium. Elsewhere, or where
 * LEAKLENS_DESKTOP_VSCODE is set, the desktop VS Code is downloaded; it has the extension host's suite only.
 * What the tests saw lies in .vscode-test/artifacts afterwards.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../../server/tools/lib/command.mjs';
import { provideHost } from '../test/host/provision.mjs';
import { packageExtension } from './package-extension.mjs';

const SUITE_LIMIT_MS = 250_000;
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const artifacts = path.join(root, '.vscode-test/artifacts');
const isDesktop = process.platform !== 'linux' || process.env['LEAKLENS_DESKTOP_VSCODE'] !== undefined;

/** @typedef {{ readonly passed: number, readonly failed: number }} Counts */

rmSync(artifacts, { recursive: true, force: true });
mkdirSync(artifacts, { recursive: true });
/** @type {Counts[]} */
const all = [];
try {
  const vsix = path.join(root, '.vscode-test/leaklens.vsix');
  await packageExtension(vsix);
  const host = isDesktop ? {} : { VSCODE_HOST: provideHost() };
  const environment = { ...process.env, ...host, LEAKLENS_VSIX: vsix, VSCODE_HOST_ARTIFACTS: artifacts };
  all.push(await runSuite('extension host', 'client/test/suite/run.mjs', environment));
  if (!isDesktop) all.push(await runSuite('workbench', 'client/test/ui/run.mjs', environment));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  all.push({ passed: 0, failed: 1 });
}
const failed = sum(all.map((counts) => counts.failed));
console.log(`${sum(all.map((counts) => counts.passed))} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/**
 * Runs one suite in a process of its own. One that ends without counting, or badly, counts as a failure.
 * @param {string} name
 * @param {string} script relative to the repository
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<Counts>}
 */
async function runSuite(name, script, environment) {
  console.log(`--- VS Code: ${name}`);
  const results = path.join(artifacts, `${path.basename(path.dirname(script))}.json`);
  const env = { ...environment, LEAKLENS_RESULTS: results };
  const options = { cwd: root, env, timeoutMs: SUITE_LIMIT_MS, live: true };
  const { code, isTimedOut } = await runCommand(process.execPath, [path.join(root, script)], options);
  if (isTimedOut) console.error(`VS Code: ${name}: no end within ${SUITE_LIMIT_MS / 1000} s`);
  const counts = readCounts(results);
  const isUnexplained = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return isUnexplained ? { ...counts, failed: 1 } : counts;
}

/**
 * @param {string} file
 * @returns {Counts}
 */
function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 0 }; // the suite did not come to its end
  }
}

/** @param {readonly number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, each) => total + each, 0);
}
