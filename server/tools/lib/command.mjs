/** Runs other programs: none outlives its time limit or this process. */
import { spawn } from 'node:child_process';

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [timeoutMs] none by default
 * @property {boolean} [live] show the output while it comes; it is collected in any case
 *
 * @typedef {object} CommandResult
 * @property {number} code exit code; 124 after the time limit, 127 where the program is missing
 * @property {string} output standard output and errors in the order they came
 * @property {string} stdout
 * @property {boolean} isTimedOut
 */

/** @type {Set<number>} */
const running = new Set();
const KILL_GRACE_MS = 5000;

/**
 * Runs a program to its end. Never rejects: what went wrong is in the answer.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<CommandResult>}
 */
export function runCommand(command, args, { cwd, env, timeoutMs, live = false } = {}) {
  return new Promise((resolve) => {
    let output = '';
    let stdout = '';
    let isTimedOut = false;
    const isWindows = process.platform === 'win32';
    const child = spawn(command, [...args], {
      ...(cwd === undefined ? {} : { cwd }),
      ...(env === undefined ? {} : { env }),
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that its children end with it.
      detached: !isWindows,
      shell: isWindows && !command.endsWith('.exe'),
    });
    const id = child.pid;
    if (id !== undefined) running.add(id);
    watchSignals();
    const limit = timeoutMs === undefined ? undefined : setTimeout(onTimeout, timeoutMs);

    function onTimeout() {
      isTimedOut = true;
      if (id === undefined) return;
      endGroup(id, 'SIGTERM');
      setTimeout(() => endGroup(id, 'SIGKILL'), KILL_GRACE_MS).unref();
      // A grandchild that keeps the pipes open must not hold us.
      setTimeout(() => finish(124), 2 * KILL_GRACE_MS).unref();
    }
    /** @param {number} code */
    function finish(code) {
      clearTimeout(limit);
      if (id !== undefined) running.delete(id);
      child.stdout.destroy();
      child.stderr.destroy();
      const note = isTimedOut ? `\n${command}: stopped after ${(timeoutMs ?? 0) / 1000} s\n` : '';
      resolve({ code: isTimedOut ? 124 : code, output: output + note, stdout, isTimedOut });
    }

    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      stdout += text;
      if (live) process.stdout.write(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      output += text;
      if (live) process.stderr.write(text);
    });
    child.on('error', (error) => {
      output += `${command}: ${error.message}\n`;
      finish(127);
    });
    child.on('close', (code, signal) => {
      if (signal !== null) output += `${command}: ended by ${signal}\n`;
      finish(code ?? 1);
    });
  });
}

/**
 * Runs npm, the one that started this script where there is one.
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<CommandResult>}
 */
export function runNpm(args, options) {
  const script = process.env['npm_execpath'];
  if (script?.endsWith('.js') === true) return runCommand(process.execPath, [script, ...args], options);
  return runCommand('npm', args, options);
}

/**
 * True if the program can be started.
 * @param {string} command
 * @returns {Promise<boolean>}
 */
export async function hasCommand(command) {
  return (await runCommand(command, ['--version'], { timeoutMs: 20_000 })).code === 0;
}

let isWatching = false;

/** Our groups do not get the terminal's Ctrl+C, so it is handed on. */
function watchSignals() {
  if (isWatching) return;
  isWatching = true;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      for (const id of running) endGroup(id, 'SIGTERM');
      process.exit(signal === 'SIGINT' ? 130 : 143);
    });
  }
}

/**
 * @param {number} id
 * @param {NodeJS.Signals} signal
 */
function endGroup(id, signal) {
  try {
    process.kill(process.platform === 'win32' ? id : -id, signal);
  } catch {
    // It has ended already.
  }
}
