/**
 * Takes VS Code's command line: starts server and browser without a window, prints what the extension host prints, and
 * exits with the status of the tests. Only what `bridge.cjs` sends counts as a result.
 */
import { copyFileSync, mkdirSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseCodeArguments } from './code-arguments.mjs';
import { launchBrowser, remoteUri, runServerOnce, startServer, workbenchUrl } from './vscode-host.mjs';

const DEFAULT_LIMIT_S = 150;
const LAST_WORDS_MS = 150; // test-electron throws away what it has not read when this process exits
const DEACTIVATE_MS = 4000;

const host = process.env['VSCODE_HOST'] ?? '';
const given = parseCodeArguments(process.argv.slice(2));
const runFolder = mkdtempSync(path.join(os.tmpdir(), 'vscode-host-'));

/** @type {import('./vscode-host.mjs').RunningServer | undefined} */
let server;
/** @type {import('playwright-core').Browser | undefined} */
let browser;
/** @type {import('playwright-core').Page | undefined} */
let page;
/** The status that the bridge sent. @type {number | undefined} */
let told;
let isFinished = false;

if (given.isWithoutWindow) {
  process.stdout.write(runServerOnce(host, runFolder, process.argv.slice(2)));
  rmSync(runFolder, { recursive: true, force: true });
} else {
  await runTests();
}

async function runTests() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void finish(130, signal));
  process.on('uncaughtException', (error) => void finish(1, error.stack));
  process.on('unhandledRejection', (error) => void finish(1, error instanceof Error ? error.stack : String(error)));
  const limit = Number(process.env['VSCODE_HOST_TIMEOUT'] ?? DEFAULT_LIMIT_S);
  setTimeout(() => void finish(1, `no result within ${limit} s`), limit * 1000);
  const socket = path.join(runFolder, 'socket');
  listenToBridge(socket);
  const environment = { VSCODE_HOST_SOCKET: socket, VSCODE_HOST_TESTS: given.testsPath };
  const options = {
    host,
    runFolder,
    userFolder: given.userFolder,
    extensionsFolder: given.extensionsFolder,
    isTesting: true,
    environment,
    onLog,
  };
  [server, browser] = await Promise.all([startServer(options), launchBrowser()]);
  server.child.once('exit', (code) => void finish(1, `the server ended with ${code}`));
  browser.once('disconnected', () => void finish(1, 'the browser ended'));
  await openPage(server.port, browser);
}

/** @param {string} text */
function onLog(text) {
  const match = /Extension Host Process exited with code: (\w+), signal: (\w+)/.exec(text);
  if (match !== null) extensionHostEnded(`code ${match[1]}, signal ${match[2]}`, 0);
}

/**
 * @param {number} port
 * @param {import('playwright-core').Browser} within
 */
async function openPage(port, within) {
  page = await within.newPage({ viewport: { width: 1400, height: 900 }, locale: 'en-US' });
  page.on('crash', () => void finish(1, 'the page crashed'));
  const log = openSync(path.join(runFolder, 'console.log'), 'w');
  page.on('console', (message) => void writeSync(log, `${message.type()} ${message.text()}\n`));
  await page.exposeFunction('codeAutomationLog', () => {});
  // The code that the page hands over is 0 even after a crash, and `deactivate` may still be at work.
  await page.exposeFunction('codeAutomationExit', () => extensionHostEnded('noticed by the workbench', DEACTIVATE_MS));
  await page.goto(workbenchUrl(port, whatToOpen(port)), { waitUntil: 'commit', timeout: 60_000 });
}

/** @param {number} port */
function whatToOpen(port) {
  const uriOf = (/** @type {string} */ file) => remoteUri(port, path.resolve(file));
  const isFolder = (/** @type {string} */ file) => statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
  const files = given.paths.filter((file) => !isFolder(file));
  /** @type {(readonly [string, string])[]} */
  const payload = [
    ['extensionDevelopmentPath', uriOf(given.developmentPath)],
    ['extensionTestsPath', uriOf(path.join(path.dirname(fileURLToPath(import.meta.url)), 'bridge.cjs'))],
    ...files.map((file) => /** @type {const} */ (['openFile', uriOf(file)])),
  ];
  const folder = given.paths.find(isFolder);
  return { folder: folder === undefined ? undefined : path.resolve(folder), payload };
}

/** @param {string} address */
function listenToBridge(address) {
  const bridge = net.createServer((connection) => {
    let pending = '';
    connection.setEncoding('utf8');
    connection.on('error', () => {});
    connection.on('data', (text) => {
      const lines = (pending + String(text)).split('\n');
      pending = lines.pop() ?? '';
      for (const line of lines) take(JSON.parse(line));
    });
  });
  bridge.listen(address);
}

/** @param {{ exit: number } | { fd: number, text: string }} message */
function take(message) {
  if ('exit' in message) {
    told = message.exit;
    setTimeout(() => void finish(message.exit), 10_000);
    return;
  }
  (message.fd === 2 ? process.stderr : process.stdout).write(message.text);
}

/**
 * @param {string} how
 * @param {number} graceMs time for the extension host to end by itself once the result is known
 */
function extensionHostEnded(how, graceMs) {
  const end = () =>
    finish(told ?? 1, told === undefined ? `the extension host ended before the tests did: ${how}` : undefined);
  setTimeout(() => void end(), told === undefined ? 1500 : graceMs);
}

/**
 * @param {number} code
 * @param {string} [why]
 */
async function finish(code, why) {
  if (isFinished) return;
  isFinished = true;
  if (why !== undefined) process.stderr.write(`[vscode host] ${why}\n`);
  if (code !== 0) await keepArtifacts();
  const ending = Promise.allSettled([browser?.close(), server?.stop()]);
  await Promise.race([ending, new Promise((resolve) => setTimeout(resolve, 8000))]);
  rmSync(runFolder, { recursive: true, force: true, maxRetries: 5 });
  setTimeout(() => process.exit(code), LAST_WORDS_MS);
}

/** After a failure: the screen and the logs, for whoever looks for the reason. */
async function keepArtifacts() {
  const folder = process.env['VSCODE_HOST_ARTIFACTS'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page?.screenshot({ path: path.join(folder, 'failure.png'), timeout: 5000 }).catch(() => {});
  for (const file of ['server.log', 'console.log']) {
    try {
      copyFileSync(path.join(runFolder, file), path.join(folder, file));
    } catch {
      // It was not begun yet.
    }
  }
}
