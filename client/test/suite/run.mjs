/**
 * Builds the extension host's suites and runs them in VS Code, on the packaged extension: it is installed as a person
 * installs it, and an empty one is given as the extension under development.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { fillWorkspace } from '../workspace.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const built = path.resolve(here, '../../../.cache/vscode-suite');
const vsix = process.env['LEAKLENS_VSIX'] ?? '';
const isDesktop = process.env['VSCODE_HOST'] === undefined;

const runFolder = mkdtempSync(path.join(os.tmpdir(), 'leaklens-suite-'));
process.on('exit', () => rmSync(runFolder, { recursive: true, force: true, maxRetries: 5 }));
/** @param {string} name */
const folder = (name) => {
  const made = path.join(runFolder, name);
  mkdirSync(made);
  return made;
};

const workspace = folder('workspace');
const profile = ['--user-data-dir', folder('user-data'), '--extensions-dir', folder('extensions')];
const empty = folder('empty-extension');
const manifest = { name: 'empty', publisher: 'leaklens-tests', version: '0.0.0', engines: { vscode: '*' } };
writeFileSync(path.join(empty, 'package.json'), JSON.stringify(manifest));
fillWorkspace(workspace);

await buildSuites();
const executable = isDesktop ? await downloadAndUnzipVSCode() : path.join(here, '../host/code');
install(executable);
try {
  await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: empty,
    extensionTestsPath: path.join(built, 'index.js'),
    launchArgs: [workspace, ...profile],
    extensionTestsEnv: { LEAKLENS_RESULTS: process.env['LEAKLENS_RESULTS'] },
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function buildSuites() {
  rmSync(built, { recursive: true, force: true });
  const tests = readdirSync(here).filter((name) => name.endsWith('.test.ts'));
  await build({
    entryPoints: ['index.ts', ...tests].map((name) => path.join(here, name)),
    outdir: built,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}

/** @param {string} code the executable of VS Code, or what stands in for it */
function install(code) {
  const [program = code, ...before] = isDesktop ? resolveCliArgsFromVSCodeExecutablePath(code) : [code];
  const own = before.filter((argument) => !/^--(extensions|user-data)-dir/.test(argument));
  execFileSync(program, [...own, ...profile, '--force', '--install-extension', vsix], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}
