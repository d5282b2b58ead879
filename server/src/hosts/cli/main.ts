/** The command line: entry point of dist/cli.js. Wires the process to `runCli`, and nothing else. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { CancellationSource, onBug } from '../../base/index.js';
import type { Log } from '../../engine/index.js';
import { auditOnNode, bundleDirectory, createNodePlatform, failureOf, silentLog } from '../node/index.js';
import { exitCodes } from './exit-code.js';
import type { CliIo, Output } from './io.js';
import { runCli } from './run-cli.js';
import { UsageError } from './usage-error.js';

const cancellation = new CancellationSource();
const stdout = outputOf(process.stdout, (error) => {
  throw new UsageError(`cannot write the standard output: ${failureOf(error)}`, { cause: error });
});
const stderr = outputOf(process.stderr, () => undefined);

const io: CliIo = {
  workingDirectory: process.cwd(),
  environment: process.env,
  stdout,
  stderr,
  cancellation,
  createPlatform: () => createNodePlatform(bundleDirectory(), log()),
  audit: (request, options) => auditOnNode(request, { ...options, bundleDirectory: bundleDirectory() }),
  startLanguageServer,
};

// What the engine survives is told, and no run that met it passes for a clean one.
let bugs = 0;
onBug((message) => {
  bugs++;
  void stderr.write(`leaklens: internal error: ${message}\n`);
});
// The first signal ends the audit with what was found; a second one ends the process, as by default.
process.once('SIGINT', () => cancellation.cancel());
process.once('SIGTERM', () => cancellation.cancel());

void runCli(process.argv.slice(2), io).then((code) => {
  process.exitCode = code === exitCodes.clean && bugs > 0 ? exitCodes.internal : code;
});

/**
 * A reader that went away, as behind a pipe into head, is no error: we go on in silence. What else keeps the text from
 * being written, such as a full disk, `failed` hears.
 */
function outputOf(stream: NodeJS.WriteStream, failed: (error: NodeJS.ErrnoException) => void): Output {
  stream.on('error', () => undefined);
  const send = async (text: string): Promise<NodeJS.ErrnoException | null | undefined> =>
    new Promise((resolve) => stream.write(text, resolve));
  return {
    isTerminal: stream.isTTY,
    write: async (text) => {
      const error = await send(text);
      if (error && error.code !== 'EPIPE') failed(error);
    },
  };
}

function log(): Log {
  const say = (message: string): void => void stderr.write(`leaklens: ${message}\n`);
  return { ...silentLog, error: say, warn: say };
}

/** Loaded only now, for `check` is to start fast. It listens as soon as it is loaded, and ends the process itself. */
async function startLanguageServer(): Promise<void> {
  const server = join(bundleDirectory(), 'server.js');
  if (!existsSync(server)) throw new Error(`${server} is missing; install leaklens again`);
  if (!process.argv.includes('--stdio')) process.argv.push('--stdio');
  process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM');
  createRequire(import.meta.url)(server);
  await new Promise(() => undefined);
}
