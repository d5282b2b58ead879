/** Starts VS Code's server and the browser that shows it. Used by the tests and by `npm run editor`. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = path.dirname(fileURLToPath(import.meta.url));

/** A quiet workbench: no welcome page, no chat, nothing that looks for news. */
const SETTINGS = {
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'files.autoSave': 'off',
  'files.hotExit': 'off',
  'editor.minimap.enabled': false,
  'editor.accessibilitySupport': 'off',
};

const CHROMIUM_ARGUMENTS = [
  '--no-sandbox', // it refuses to run as root with one
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const SERVER_ARGUMENTS = [
  ...['--host', '127.0.0.1', '--without-connection-token', '--accept-server-license-terms'],
  ...['--disable-workspace-trust', '--disable-telemetry', '--telemetry-level', 'off', '--disable-experiments'],
  ...['--disable-update-check', '--disable-getting-started-override'],
  ...['--agent-host-bridge-host', '127.0.0.1'], // a bridge to nowhere: no agent host is started
  ...['--force-disable-user-env', '--without-browser-env-var', '--reconnection-grace-time', '1'],
];

/** No gallery, so no look-ups that time out. */
const SERVER_ENVIRONMENT = { EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
const STOP_GRACE_MS = 3000;

/** Debian's chromium, or the one that CHROMIUM names, without a window. */
export function launchBrowser() {
  return chromium.launch({ executablePath: chromiumPath(), headless: true, args: CHROMIUM_ARGUMENTS });
}

/** @returns {string} */
function chromiumPath() {
  const named = process.env['CHROMIUM'];
  if (named !== undefined && named !== '') return named;
  const found = (process.env['PATH'] ?? '').split(path.delimiter).map((folder) => path.join(folder, 'chromium'));
  const executable = found.find((file) => existsSync(file));
  if (executable !== undefined) return executable;
  throw new Error(
    'no chromium in PATH: apt-get install --no-install-recommends chromium fonts-dejavu-core, or set CHROMIUM to its path',
  );
}

/**
 * Runs the server once for what its command line does without a window, as `--install-extension`. Throws with its
 * output where that fails.
 * @param {string} host
 * @param {string} runFolder
 * @param {readonly string[]} args
 * @returns {string} what it printed
 */
export function runServerOnce(host, runFolder, args) {
  const own = ['--accept-server-license-terms', '--server-data-dir', path.join(runFolder, 'server-data')];
  const environment = { ...process.env, ...SERVER_ENVIRONMENT };
  const result = spawnSync(nodeOf(host), [serverOf(host), ...args, ...own], { encoding: 'utf8', env: environment });
  const output = `${result.stdout}${result.stderr}`;
  if (result.status !== 0) throw new Error(`VS Code ${args.join(' ')} failed:\n${output}`);
  return output;
}

/**
 * @typedef {object} ServerOptions
 * @property {string} host folder that provision.mjs made
 * @property {string} runFolder for logs, and for all that is not named here
 * @property {string | undefined} [userFolder] profile
 * @property {string | undefined} [extensionsFolder]
 * @property {Readonly<Record<string, unknown>>} [settings] of the user
 * @property {number} [port] 0, the default, takes a free one
 * @property {boolean} [isTesting] takes extensions under development and test suites; shows no toasts and no dialogs
 * @property {readonly string[]} [args]
 * @property {NodeJS.ProcessEnv} [environment]
 * @property {(text: string) => void} [onLog]
 *
 * @typedef {object} RunningServer
 * @property {number} port
 * @property {import('node:child_process').ChildProcess} child
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the server; resolves when it listens.
 * @param {ServerOptions} options
 * @returns {Promise<RunningServer>}
 */
export async function startServer(options) {
  const { host, runFolder, port = 0, isTesting = false, args = [], environment = {}, onLog } = options;
  const userFolder = options.userFolder ?? path.join(runFolder, 'user-data');
  writeSettings(userFolder, options.settings ?? {});
  const folders = [
    ...['--server-data-dir', path.join(runFolder, 'server-data'), '--user-data-dir', userFolder],
    ...['--extensions-dir', options.extensionsFolder ?? path.join(runFolder, 'extensions')],
  ];
  const testing = isTesting ? ['--enable-smoke-test-driver'] : [];
  const allArgs = [...SERVER_ARGUMENTS, '--port', String(port), ...testing, ...folders, ...args];
  const child = spawn(nodeOf(host), ['--require', path.join(here, 'tether.cjs'), serverOf(host), ...allArgs], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    // Its sockets go where the logs are, and with them.
    env: { ...process.env, ...SERVER_ENVIRONMENT, XDG_RUNTIME_DIR: runFolder, ...environment },
  });
  const listening = await whenListening(child, path.join(runFolder, 'server.log'), onLog);
  return { port: listening, child, stop: () => stopGroup(child) };
}

/**
 * @param {string} userFolder
 * @param {Readonly<Record<string, unknown>>} settings
 */
function writeSettings(userFolder, settings) {
  const file = path.join(userFolder, 'User/settings.json');
  if (existsSync(file)) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...SETTINGS, ...settings }, null, 1));
}

/**
 * @param {import('node:child_process').ChildProcessByStdio<import('node:stream').Writable, import('node:stream').Readable, import('node:stream').Readable>} child
 * @param {string} logFile
 * @param {((text: string) => void) | undefined} onLog
 * @returns {Promise<number>} the port
 */
function whenListening(child, logFile, onLog) {
  const log = openSync(logFile, 'w');
  return new Promise((resolve, reject) => {
    let recent = '';
    const read = (/** @type {Buffer} */ data) => {
      writeSync(log, data);
      const text = data.toString();
      onLog?.(text);
      recent = (recent + text).slice(-20_000);
      const match = /Extension host agent listening on (\d+)/.exec(recent);
      if (match !== null) resolve(Number(match[1]));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('error', reject);
    child.once('exit', (code, signal) =>
      reject(new Error(`VS Code's server ended with ${code ?? signal}:\n${recent}`)),
    );
  });
}

/**
 * Ends the server and everything it started; resolves when it has gone.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<void>}
 */
function stopGroup(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => {
      signalGroup(child, 'SIGKILL');
      resolve();
    });
    signalGroup(child, 'SIGTERM');
    setTimeout(() => signalGroup(child, 'SIGKILL'), STOP_GRACE_MS).unref();
  });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended already.
  }
}

/**
 * The address of a file or folder of this machine, as the workbench in the browser names it.
 * @param {number} port
 * @param {string} file absolute path
 */
export function remoteUri(port, file) {
  return `vscode-remote://127.0.0.1:${port}${encodeURI(file)}`;
}

/**
 * The page that shows a folder.
 * @param {number} port
 * @param {{ folder?: string | undefined, payload?: readonly (readonly [string, string])[] }} what
 */
export function workbenchUrl(port, { folder, payload = [] }) {
  const query = new URLSearchParams(folder === undefined ? { ew: 'true' } : { folder });
  query.set('payload', JSON.stringify([['skipWelcome', 'true'], ['skipReleaseNotes', 'true'], ...payload]));
  return `http://127.0.0.1:${port}/?${query}`;
}

/** @param {string} host */
function nodeOf(host) {
  return path.join(host, 'node/bin/node');
}

/** @param {string} host */
function serverOf(host) {
  return path.join(host, 'vscode/out/server-main.js');
}
