/** Runs independent steps, some at a time, and shows each with its time when it ends. */
import { runCommand } from './command.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} command
 * @property {readonly string[]} args
 * @property {number} [timeoutMs]
 *
 * @typedef {object} StepResult
 * @property {string} name
 * @property {boolean} isPassed
 * @property {number} durationMs
 * @property {string} output
 */

const DEFAULT_TIMEOUT_MS = 5 * 60_000;

/**
 * Runs all steps, whatever becomes of the others. The output of a step is shown where it failed.
 * @param {readonly Step[]} steps
 * @param {{ readonly cwd: string, readonly atOnce: number }} options
 * @returns {Promise<StepResult[]>} in the order of the steps
 */
export async function runSteps(steps, { cwd, atOnce }) {
  const results = /** @type {StepResult[]} */ ([]);
  let next = 0;
  const runNext = async () => {
    for (let index = next++; index < steps.length; index = next++) {
      const step = /** @type {Step} */ (steps[index]);
      results[index] = await runStep(step, cwd);
      show(/** @type {StepResult} */ (results[index]));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, runNext));
  return results;
}

/**
 * @param {Step} step
 * @param {string} cwd
 * @returns {Promise<StepResult>}
 */
async function runStep({ name, command, args, timeoutMs = DEFAULT_TIMEOUT_MS }, cwd) {
  const started = performance.now();
  const { code, output } = await runCommand(command, args, { cwd, timeoutMs });
  return { name, isPassed: code === 0, durationMs: performance.now() - started, output: output.trim() };
}

/** @param {StepResult} result */
function show({ name, isPassed, durationMs, output }) {
  console.log(`${isPassed ? 'passed' : 'FAILED'}  ${name.padEnd(28)} ${(durationMs / 1000).toFixed(1).padStart(6)} s`);
  if (!isPassed && output !== '') console.log(output.replaceAll(/^/gm, '    '));
}
