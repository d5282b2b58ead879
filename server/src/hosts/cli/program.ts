import { Argument, Command, Option } from 'commander';
import { tool } from '../node/index.js';
import { parseJobs } from './check-options.js';
import type { CheckOptions } from './check-options.js';
import { CONFIDENCES, SEVERITIES } from './exit-code.js';
import type { CliIo } from './io.js';
import { FORMATS, parseOutput } from './outputs.js';
import type { OutputRequest } from './outputs.js';

/** Options of `leaklens config explain`. */
export interface ConfigOptions {
  readonly format: 'text' | 'json';
  readonly config?: string;
}

/** What the commands do; each answers with the exit code. */
export interface Actions {
  check(paths: readonly string[], options: CheckOptions): Promise<number>;
  rules(format: 'text' | 'json'): Promise<number>;
  explain(name: string): Promise<number>;
  explainConfiguration(path: string, options: ConfigOptions): Promise<number>;
  verifyConfiguration(paths: readonly string[]): Promise<number>;
  lsp(): Promise<number>;
}

const EXAMPLES = `
Examples:
  leaklens check                          this folder and all below it
  leaklens check ./p2p/... consensus      some folders, whole
  leaklens check --format json > leaks.json
  leaklens check --output sarif=leaks.sarif --fail-on information
  leaklens explain GL4001
  leaklens config p2p/peer.go            what leaklens.json files say of a file`;

const EXIT_CODES = `
Exit codes:
  0    nothing found
  1    findings at or above --fail-on, of medium or high confidence
  2    the command line or a configuration file is wrong, or an output cannot be written
  3    leaklens itself broke down
  4    nothing was analysed, or no file could be fully parsed, and nothing was found
  130  interrupted; the reports hold what was found until then`;

/** The command line's grammar. Errors and help go to the streams of `io`; commander throws its CommanderError. */
export function createProgram(actions: Actions, io: CliIo, onExitCode: (code: number) => void): Command {
  const program = new Command('leaklens')
    .description('Finds leaks in Go code: goroutines, finalizers, pools and resources that are never let go.')
    .version(tool.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', EXAMPLES)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      outputError: (text, write) => write(text.replace(/^error: /, 'leaklens: ')),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError('run leaklens --help for what there is');
  addCheck(program, io).action(async (paths: string[], options: CheckOptions) => {
    onExitCode(await actions.check(paths, options));
  });
  program
    .command('rules')
    .description('list the rules')
    .addOption(new Option('--format <format>', 'how to list them').choices(['text', 'json']).default('text'))
    .action(async ({ format }: { format: 'text' | 'json' }) => onExitCode(await actions.rules(format)));
  program
    .command('explain')
    .description('print why a rule matters, how to cure what it finds, and what it does not see')
    .addArgument(new Argument('<rule>', 'code or id, such as GL4001 or finalizer-captures-target'))
    .action(async (name: string) => onExitCode(await actions.explain(name)));
  addConfig(program, actions, onExitCode);
  program
    .command('lsp')
    .description('serve an editor by the language server protocol')
    .option('--stdio', 'over standard input and output, which is the default')
    .allowUnknownOption() // editors add some of their own
    .allowExcessArguments()
    .action(async () => onExitCode(await actions.lsp()));
  return program;
}

function addConfig(program: Command, actions: Actions, onExitCode: (code: number) => void): void {
  const config = program.command('config').description('show and verify what leaklens.json files say');
  config
    .command('explain', { isDefault: true })
    .description('print what holds for a file, and where each value comes from')
    .addArgument(new Argument('<file>', 'a Go file'))
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'))
    .addOption(new Option('--config <file>', 'use this configuration file and look for no other'))
    .action(async (path: string, options: ConfigOptions) => {
      onExitCode(await actions.explainConfiguration(path, options));
    });
  config
    .command('verify')
    .description('read configuration files and say what is wrong; exit code 2 if anything is')
    .addArgument(new Argument('[paths...]', 'configuration files, or folders').default(['.'], 'this folder'))
    .action(async (paths: string[]) => onExitCode(await actions.verifyConfiguration(paths)));
}

function addCheck(program: Command, io: CliIo): Command {
  const collect = (argument: string, before: readonly OutputRequest[]): OutputRequest[] => {
    return [...before, parseOutput(argument, io.workingDirectory)];
  };
  return program
    .command('check')
    .description('look for leaks in folders and files')
    .addArgument(
      new Argument('[paths...]', 'folders (taken whole, as is dir/...) and Go files').default(['.'], 'this folder'),
    )
    .addOption(new Option('--format <format>', 'what goes to the standard output').choices(FORMATS))
    .addOption(
      new Option('--output <format[=path]>', 'write a report to a file; may be repeated')
        .argParser(collect)
        .default([], 'none'),
    )
    .addOption(
      new Option('--fail-on <severity>', 'the least severity that gives exit code 1')
        .choices([...SEVERITIES, 'never'])
        .default('warning'),
    )
    .addOption(
      new Option(
        '--min-confidence <confidence>',
        'leave out findings that are less certain (default: as configured, else medium)',
      ).choices(CONFIDENCES),
    )
    .addOption(new Option('--config <file>', 'use this configuration file and look for no other'))
    .addOption(new Option('--jobs <number>', 'worker threads (default: one per processor)').argParser(parseJobs))
    .option('--allow-empty', 'exit code 0 even if nothing was analysed')
    .option('--quiet', 'findings only: no summary, no progress')
    .option('--stats', 'print what was read, and how long it took, to the standard error')
    .option('--no-color', 'no colours; NO_COLOR and FORCE_COLOR are honoured, too')
    .addHelpText('after', EXIT_CODES);
}
