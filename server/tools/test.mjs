/** `npm test`: sets everything up, runs every suite, and says as its last line `N passed, N failed` over all of them. */
import { availableParallelism } from 'node:os';
import { ensureBrowser } from './lib/browser.mjs';
import { checkSteps } from './lib/check-steps.mjs';
import { installDependencies } from './lib/dependencies.mjs';
import { inRoot, root } from './lib/root.mjs';
import { runSteps } from './lib/steps.mjs';
import { editorSuite, grammarBuildSuite, grammarSuite, runSuite, unitSuite } from './lib/suites.mjs';
import { canBuildGrammar, runAsScript, setUpBuild, setUpPackages } from './setup.mjs';

/** @typedef {import('./lib/suites.mjs').SuiteResult} SuiteResult */

await runAsScript(import.meta.url, async () => {
  const results = /** @type {SuiteResult[]} */ ([]);
  const packages = await attempt('set-up: packages', setUpPackages);
  results.push(packages);
  if (packages.failed === 0) {
    results.push(await attempt('set-up: build', setUpBuild));
    results.push(...(await runChecks()));
    results.push(await runSuite(unitSuite));
    results.push(await runSuite(grammarSuite));
    results.push(...(await runGrammarBuild()));
    results.push(...(await runEditor()));
  }
  return summarize(results);
});

/** @returns {Promise<SuiteResult[]>} */
async function runChecks() {
  console.log('\n== checks of the sources');
  const steps = await runSteps(checkSteps, { cwd: root, atOnce: availableParallelism() });
  return steps.map(({ name, isPassed, durationMs }) => result(`check: ${name}`, isPassed, durationMs));
}

/**
 * The rebuild needs cargo; without it the recorded hashes are compared, which the checks have done.
 * @returns {Promise<SuiteResult[]>}
 */
async function runGrammarBuild() {
  if (!(await canBuildGrammar())) {
    console.log('\n== grammar rebuilt\nleft out: cargo is not installed; the recorded hashes were compared');
    return [];
  }
  const packages = await attempt('set-up: grammar', () => installDependencies(inRoot('grammars/go')));
  return packages.failed > 0 ? [packages] : [await runSuite(grammarBuildSuite)];
}

/** @returns {Promise<SuiteResult[]>} */
async function runEditor() {
  const browser = await attempt('set-up: browser', ensureBrowser);
  return browser.failed > 0 ? [browser] : [await runSuite(editorSuite)];
}

/**
 * Set-up counts only where it fails.
 * @param {string} name
 * @param {() => Promise<void>} work
 * @returns {Promise<SuiteResult>}
 */
async function attempt(name, work) {
  const started = performance.now();
  try {
    await work();
    return { name, passed: 0, failed: 0, skipped: 0, durationMs: performance.now() - started };
  } catch (error) {
    console.log(`\n== ${name} failed\n${error instanceof Error ? error.message : String(error)}`);
    return result(name, false, performance.now() - started);
  }
}

/**
 * @param {string} name
 * @param {boolean} isPassed
 * @param {number} durationMs
 * @returns {SuiteResult}
 */
function result(name, isPassed, durationMs) {
  return { name, passed: isPassed ? 1 : 0, failed: isPassed ? 0 : 1, skipped: 0, durationMs };
}

/**
 * Prints the table and the closing line.
 * @param {readonly SuiteResult[]} results
 * @returns {number} exit code
 */
function summarize(results) {
  console.log(`\n${'suite'.padEnd(32)} ${'passed'.padStart(7)} ${'failed'.padStart(7)} ${'time'.padStart(9)}`);
  for (const { name, passed, failed, skipped, durationMs } of results) {
    const counts = `${String(passed).padStart(7)} ${String(failed).padStart(7)}`;
    const note = skipped > 0 ? `  ${skipped} skipped` : '';
    console.log(`${name.padEnd(32)} ${counts} ${(durationMs / 1000).toFixed(1).padStart(7)} s${note}`);
  }
  const passed = results.reduce((sum, each) => sum + each.passed, 0);
  const failed = results.reduce((sum, each) => sum + each.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}
