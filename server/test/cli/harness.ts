import { expect } from 'vitest';
import { neverCancelled } from '../../src/base/index.js';
import type { Cancellation } from '../../src/base/index.js';
import type { FileSystem, Platform } from '../../src/engine/index.js';
import type { CliIo, Output } from '../../src/hosts/cli/io.js';
import { runCli } from '../../src/hosts/cli/run-cli.js';
import { auditOnNode, decodeUtf8, nodeFileSystem, silentLog } from '../../src/hosts/node/index.js';
import { inRoot } from '../../tools/lib/root.mjs';
import { readParserWasm } from '../../tools/lib/parser-wasm.js';
import { expectValidFindings } from '../support/schemas.js';

/** What one run of the command line left behind. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The day of every test. */
export const TODAY = '2026-06-15';

export interface RunOptions {
  readonly files?: Partial<FileSystem>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly isTerminal?: boolean;
  readonly cancellation?: Cancellation;
  /** Replaces the audit. */
  readonly audit?: CliIo['audit'];
}

/** Runs the command line in this process, from the sources. Whatever it does, no stack trace may be seen. */
export async function run(workingDirectory: string, argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const stdout = memoryOutput(options);
  const stderr = memoryOutput(options);
  const code = await runCli(argv, {
    workingDirectory,
    environment: options.environment ?? {},
    stdout,
    stderr,
    cancellation: options.cancellation ?? neverCancelled,
    createPlatform: () => Promise.resolve(testPlatform(options.files)),
    audit:
      options.audit ?? ((request, rest) => auditOnNode(request, { ...rest, jobs: 1, bundleDirectory: inRoot('dist') })),
    startLanguageServer: () => Promise.reject(new Error('not in this test')),
  });
  const ran = { code, stdout: stdout.text(), stderr: stderr.text() };
  expectNoStackTrace(ran);
  return ran;
}

/** What `check --format json` wrote, which must satisfy the published schema. */
export function reportOf(ran: Pick<Ran, 'stdout'>): JsonReport {
  const report = JSON.parse(ran.stdout) as JsonReport;
  expectValidFindings(report);
  return report;
}

/** A report, and what else the run left. */
export interface Checked extends JsonReport {
  readonly code: number;
  readonly stderr: string;
  /** `path:line:column/byteColumn` of each finding. */
  readonly places: readonly string[];
}

/** Checks a folder; every Go file must be analysed or listed. */
export async function check(root: string, options: RunOptions = {}): Promise<Checked> {
  const ran = await run(root, ['check', '--format', 'json'], options);
  const report = reportOf(ran);
  const { files, analysed, skipped } = report.summary;
  expect(analysed + skipped.filter(({ path }) => path.endsWith('.go')).length).toBe(files);
  const places = report.findings.map(({ path, range }) => {
    return `${path}:${range.start.line}:${range.start.column}/${range.start.byteColumn}`;
  });
  return { ...report, places, code: ran.code, stderr: ran.stderr };
}

export function expectNoStackTrace({ stdout, stderr }: Ran): void {
  const line = /^\s+at .*:\d+:\d+\)?$/m.exec(`${stdout}\n${stderr}`);
  if (line !== null) throw new Error(`a stack trace reached the user: ${line[0]}`);
}

/** This machine's platform from the sources, with other answers of the file system where a test gives them. */
export function testPlatform(files: Partial<FileSystem> = {}): Platform {
  return {
    wasm: readParserWasm(),
    files: { ...nodeFileSystem, ...files },
    decodeUtf8,
    now: () => performance.now(),
    today: () => TODAY,
    defer: (task) => void setImmediate(task),
    log: silentLog,
  };
}

export interface JsonPlace {
  readonly line: number;
  readonly column: number;
  readonly byteColumn: number;
}

export interface JsonRange {
  readonly start: JsonPlace;
  readonly end: JsonPlace;
}

/** The report as scripts see it. */
export interface JsonReport {
  readonly root: string;
  readonly summary: {
    readonly files: number;
    readonly analysed: number;
    readonly skipped: readonly { readonly path: string; readonly reason: string }[];
    readonly parseErrors: readonly { readonly path: string; readonly line: number }[];
    readonly configurationProblems?: readonly { readonly path: string; readonly message: string }[];
    readonly durationMs: number;
  };
  readonly findings: readonly {
    readonly code: string;
    readonly severity: string;
    readonly path: string;
    readonly range: JsonRange;
    readonly message: string;
    readonly fixes: readonly {
      readonly edits: readonly { readonly path: string; readonly range: JsonRange; readonly newText: string }[];
    }[];
  }[];
}

function memoryOutput({ isTerminal = false }: RunOptions): Output & { text(): string } {
  let text = '';
  return {
    isTerminal,
    text: () => text,
    write: (more) => {
      text += more;
      return Promise.resolve();
    },
  };
}
