/** The suites of `npm test`: each runs by itself and answers with counts. */
import { readFileSync, rmSync } from 'node:fs';
import { runCommand } from './command.mjs';
import { inRoot, root } from './root.mjs';

/**
 * @typedef {object} SuiteResult
 * @property {string} name
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {number} durationMs
 *
 * @typedef {object} Suite
 * @property {string} name
 * @property {readonly string[]} args of Node.js
 * @property {number} timeoutMs
 * @property {(result: import('./command.mjs').CommandResult) => Counts | undefined} count undefined where it says nothing
 *
 * @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number }} Counts
 */

const MINUTE_MS = 60_000;
const UNIT_REPORT = '.cache/test/unit.json';

/** Unit tests, fixtures, language server, command line, package, proofs under Go. @type {Suite} */
export const unitSuite = {
  name: 'unit and fixture tests',
  args: [
    inRoot('node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${inRoot(UNIT_REPORT)}`,
  ],
  timeoutMs: 13 * MINUTE_MS,
  count: () => countUnitTests(readFileSync(inRoot(UNIT_REPORT), 'utf8')),
};

/** @type {Suite} */
export const grammarSuite = {
  name: 'grammar corpus',
  args: [inRoot('grammars/go/test.mjs')],
  timeoutMs: 2 * MINUTE_MS,
  count: countClosingLine,
};

/** The committed parser is what its sources give. The generator takes half a minute the first time. @type {Suite} */
export const grammarBuildSuite = {
  name: 'grammar rebuilt',
  args: [inRoot('grammars/go/build.mjs'), '--check'],
  timeoutMs: 8 * MINUTE_MS,
  count: countExitCode,
};

/** @type {Suite} */
export const editorSuite = {
  name: 'in a real VS Code',
  args: [inRoot('client/tools/test-vscode.mjs')],
  timeoutMs: 6 * MINUTE_MS,
  count: countClosingLine,
};

/**
 * Runs a suite and shows its output. One that breaks or ends without a word counts as one failure.
 * @param {Suite} suite
 * @returns {Promise<SuiteResult>}
 */
export async function runSuite({ name, args, timeoutMs, count }) {
  console.log(`\n== ${name}`);
  rmSync(inRoot(UNIT_REPORT), { force: true });
  const started = performance.now();
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
  const result = await runCommand(process.execPath, args, { cwd: root, env, timeoutMs, live: true });
  const durationMs = performance.now() - started;
  if (result.isTimedOut) console.log(`${name}: stopped after ${timeoutMs / 1000} s`);
  const counts = countSafely(count, result);
  return { name, ...withCrash(counts, result.code), durationMs };
}

/**
 * @param {Suite['count']} count
 * @param {import('./command.mjs').CommandResult} result
 * @returns {Counts}
 */
function countSafely(count, result) {
  const nothing = { passed: 0, failed: 0, skipped: 0 };
  try {
    return count(result) ?? nothing;
  } catch {
    return nothing;
  }
}

/**
 * An exit code that the counts do not explain is a failure of its own, and so is a suite without tests.
 * @param {Counts} counts
 * @param {number} code
 * @returns {Counts}
 */
export function withCrash(counts, code) {
  const isUnexplained = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return isUnexplained ? { ...counts, failed: 1 } : counts;
}

/**
 * Counts from a report of vitest. A file that cannot even be loaded has no tests: it counts as one that failed.
 * @param {string} report
 * @returns {Counts}
 */
export function countUnitTests(report) {
  /** @type {{ testResults: { status: string, assertionResults: { status: string }[] }[] }} */
  const { testResults } = JSON.parse(report);
  const statuses = testResults.flatMap((file) => file.assertionResults.map((test) => test.status));
  const broken = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const passed = statuses.filter((status) => status === 'passed').length;
  const failed = statuses.filter((status) => status === 'failed').length;
  return { passed, failed: failed + broken.length, skipped: statuses.length - passed - failed };
}

/**
 * Counts from the last line that says `N passed, N failed`.
 * @param {{ readonly stdout: string }} result
 * @returns {Counts | undefined}
 */
export function countClosingLine({ stdout }) {
  const last = [...stdout.matchAll(/^(\d+) passed, (\d+) failed\s*$/gm)].at(-1);
  return last === undefined ? undefined : { passed: Number(last[1]), failed: Number(last[2]), skipped: 0 };
}

/**
 * A suite of one test: it passes if the program ends well.
 * @param {{ readonly code: number }} result
 * @returns {Counts}
 */
export function countExitCode({ code }) {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}
