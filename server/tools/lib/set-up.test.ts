import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { thirdPartyNotices } from '../licences.mjs';
import { runCommand } from './command.mjs';
import { installDependencies } from './dependencies.mjs';
import { isAtLeast } from './node-version.mjs';
import { isUnchanged, stampOf, writeAtomically } from './stamp.mjs';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'leaklens-set-up-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('compares versions by their numbers', () => {
  expect(isAtLeast('20.19.0', '20.19')).toBe(true);
  expect(isAtLeast('20.9.9', '20.19')).toBe(false);
  expect(isAtLeast('18.30.0', '20.19')).toBe(false);
  expect(isAtLeast('24.0.0', '20.19')).toBe(true);
});

test('a stamp tells a new content from a new time', () => {
  const file = path.join(folder, 'a/b.txt');
  writeAtomically(file, 'one');
  const stamp = stampOf(file);
  expect(isUnchanged(file, stamp)).toBe(true);
  utimesSync(file, 1, 1);
  expect(isUnchanged(file, stamp)).toBe(true);
  writeFileSync(file, 'two');
  expect(isUnchanged(file, stamp)).toBe(false);
  expect(isUnchanged(path.join(folder, 'gone'), stamp)).toBe(false);
});

test('packages that npm has installed already are not installed again', async () => {
  const lock = JSON.stringify({ packages: { '': {}, 'node_modules/a': { version: '1.0.0', integrity: 'x' } } });
  mkdirSync(path.join(folder, 'node_modules'));
  writeFileSync(path.join(folder, 'package-lock.json'), lock);
  writeFileSync(path.join(folder, 'node_modules/.package-lock.json'), lock);
  await installDependencies(folder);
  expect(readFileSync(path.join(folder, 'node_modules/.leaklens-setup'), 'utf8')).toMatch(/^[0-9a-f]{64} /);
});

test('a failed installation says what npm said', async () => {
  writeFileSync(path.join(folder, 'package.json'), '{ broken');
  writeFileSync(path.join(folder, 'package-lock.json'), '{ "packages": { "node_modules/a": {} } }');
  mkdirSync(path.join(folder, 'node_modules'));
  writeFileSync(path.join(folder, 'node_modules/.package-lock.json'), '{ "packages": {} }');
  await expect(installDependencies(folder)).rejects.toThrow(/npm ci failed in .*\n.*JSON/s);
});

test('a program that takes too long ends with its children', async () => {
  const child = `require('node:child_process').spawn('sleep', ['60'], { stdio: 'inherit' }); setInterval(() => {}, 1000)`;
  const started = performance.now();
  const result = await runCommand(process.execPath, ['-e', child], { timeoutMs: 500 });
  expect(result).toMatchObject({ code: 124, isTimedOut: true });
  expect(performance.now() - started).toBeLessThan(9000);
});

test('a program that is not there is an answer', async () => {
  expect((await runCommand('leaklens-no-such-program', [])).code).toBe(127);
});

function metafile(bytes: Readonly<Record<string, number>>) {
  const inputs = Object.fromEntries(Object.entries(bytes).map(([file, bytesInOutput]) => [file, { bytesInOutput }]));
  return { inputs: {}, outputs: { 'dist/a.js': { bytes: 1, inputs, imports: [], exports: [] } } };
}

test('notices name what is inside the bundles, and nothing else', () => {
  const notices = thirdPartyNotices([
    metafile({ 'node_modules/commander/index.js': 10, 'node_modules/ajv/lib/ajv.js': 0, 'server/src/a.ts': 5 }),
  ]);
  expect(notices).toMatch(/^commander \d+\.\d+\.\d+$/m);
  expect(notices).toMatch(/^tree-sitter-go 0\.25\.0$/m);
  expect(notices).toMatch(/^web-tree-sitter \d/m);
  expect(notices).not.toMatch(/^ajv/m);
  expect(thirdPartyNotices([metafile({})])).not.toContain('commander');
});
