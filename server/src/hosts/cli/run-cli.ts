import { CommanderError } from 'commander';
import { check } from './check.js';
import { explainConfiguration, verifyConfiguration } from './configuration.js';
import { exitCodes } from './exit-code.js';
import type { CliIo } from './io.js';
import { createProgram } from './program.js';
import type { Actions } from './program.js';
import { explainRule, listRules } from './rule-commands.js';
import { UsageError } from './usage-error.js';

/**
 * Runs one command line and answers with its exit code. Nothing is thrown: what goes wrong is one line on `stderr`.
 * @param argv arguments behind the program's name
 */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  let exitCode: number = exitCodes.clean;
  const program = createProgram(actionsOf(io), io, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    return await report(error, io);
  }
}

function actionsOf(io: CliIo): Actions {
  return {
    check: (paths, options) => check(paths, options, io),
    rules: (format) => done(listRules(format, io)),
    explain: (name) => done(explainRule(name, io)),
    explainConfiguration: (path, options) => explainConfiguration(path, options, io),
    verifyConfiguration: (paths) => verifyConfiguration(paths, io),
    lsp: () => done(io.startLanguageServer()),
  };
}

async function done(work: Promise<void>): Promise<number> {
  await work;
  return exitCodes.clean;
}

async function report(error: unknown, io: CliIo): Promise<number> {
  // Commander has told the user already; help and version are no errors.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.clean : exitCodes.usage;
  if (error instanceof UsageError) {
    await io.stderr.write(`leaklens: ${error.message}\n`);
    return exitCodes.usage;
  }
  await io.stderr.write(`leaklens: ${internalError(error, io)}\n`);
  return exitCodes.internal;
}

function internalError(error: unknown, io: CliIo): string {
  if (!(error instanceof Error)) return `internal error: ${String(error)}`;
  if (isSet(io.environment['LEAKLENS_DEBUG'])) return error.stack ?? error.message;
  return `internal error: ${error.message.split('\n')[0] ?? ''}; set LEAKLENS_DEBUG=1 for details`;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0';
}
