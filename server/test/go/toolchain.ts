import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a Go command printed, and whether it succeeded. */
export interface GoResult {
  readonly isSuccess: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Weak pointers, which the proofs observe objects by, came with Go 1.24. */
const LEAST_MINOR = 24;

/** The environment of every Go command of the tests: no network, no workspace, no flags from outside. */
const ENVIRONMENT = {
  ...process.env,
  GOTOOLCHAIN: process.env['GOTOOLCHAIN'] ?? 'local',
  GOWORK: 'off',
  GOFLAGS: '',
  GODEBUG: '',
};

/** `undefined` where `go` is on PATH and new enough, else the reason why proofs are left out. */
export function whyNoGo(): string | undefined {
  const version = goVersion();
  if (version === undefined) return 'there is no go command on PATH';
  const minor = Number(/^go1\.(\d+)/.exec(version)?.[1] ?? NaN);
  return minor >= LEAST_MINOR ? undefined : `${version} is on PATH, and the proofs need go1.${LEAST_MINOR}`;
}

/** `undefined` where programs can be built with the race detector, else the reason why not. Takes a while. */
export function whyNoRaceDetector(): string | undefined {
  const noGo = whyNoGo();
  if (noGo !== undefined) return noGo;
  const asked = ['CGO_ENABLED', 'CC'];
  const [isCgo, compiler = ''] = execFileSync('go', ['env', ...asked], { env: ENVIRONMENT, encoding: 'utf8' }).split(
    '\n',
  );
  if (isCgo?.trim() !== '1') return 'cgo is switched off, and the race detector needs it';
  try {
    execFileSync(compiler.trim(), ['--version'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return `the C compiler ${compiler.trim()}, which the race detector needs, does not run`;
  }
}

/** `go1.26.8`, or `undefined` where there is no Go. */
export function goVersion(): string | undefined {
  try {
    return execFileSync('go', ['env', 'GOVERSION'], { env: ENVIRONMENT, encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

/** Absolute path of the Go tree, or `undefined` where there is no Go. */
export function goRoot(): string | undefined {
  try {
    return execFileSync('go', ['env', 'GOROOT'], { env: ENVIRONMENT, encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

/** Runs `go` or `gofmt` in a folder; a failing command is an answer, not an exception. */
export async function runGo(
  command: 'go' | 'gofmt',
  args: readonly string[],
  directory: string,
  extra: Readonly<Record<string, string>> = {},
): Promise<GoResult> {
  return runProgram(command, args, directory, extra);
}

/** Runs a program that Go built, in the environment of the proofs. */
export async function runProgram(
  program: string,
  args: readonly string[],
  directory: string,
  extra: Readonly<Record<string, string>>,
): Promise<GoResult> {
  const options = { cwd: directory, env: { ...ENVIRONMENT, ...extra }, maxBuffer: 64 << 20 };
  try {
    const { stdout, stderr } = await run(program, args, options);
    return { isSuccess: true, stdout, stderr };
  } catch (failure) {
    const { stdout = '', stderr = String(failure) } = failure as { stdout?: string; stderr?: string };
    return { isSuccess: false, stdout, stderr };
  }
}
