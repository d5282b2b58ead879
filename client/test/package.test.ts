import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runNpm } from '../../server/tools/lib/command.mjs';
import { root } from '../../server/tools/lib/root.mjs';
import { packageExtension } from '../tools/package-extension.mjs';
import { zipEntries, type ZipEntry } from '../tools/zip-entries.mjs';

const LIMIT_BYTES = 1_000_000;
const NPM_LIMIT_MS = 50_000;

interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly l10n: string;
  readonly contributes: {
    readonly grammars: readonly { readonly path: string }[];
    readonly viewsContainers: { readonly activitybar: readonly { readonly icon: string }[] };
  };
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'leaklens-package-test-'));
const vsix = path.join(folder, 'leaklens.vsix');
let entries: readonly ZipEntry[] = [];

function textOf(name: string): string {
  const entry = entries.find((each) => each.name === name);
  if (entry === undefined) throw new Error(`${name} is not in the package`);
  return entry.read().toString('utf8');
}

/** What the steps of the walkthrough show in one language. */
function mediaIn(texts: string): readonly string[] {
  const all = JSON.parse(textOf(`extension/${texts}`)) as Readonly<Record<string, string>>;
  return Object.entries(all).flatMap(([key, file]) => (key.endsWith('.media') ? [file] : []));
}

beforeAll(async () => {
  await packageExtension(vsix);
  entries = zipEntries(vsix);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

// Where a list differs on purpose: npx vitest run client/test/package.test.ts -u
describe('the packaged extension', () => {
  it('holds the files of the list and no others', async () => {
    const names = entries.map(({ name }) => name).sort();
    await expect(`${names.join('\n')}\n`).toMatchFileSnapshot('./package-files.txt');
  });

  it('is small', () => {
    expect(statSync(vsix).size).toBeLessThanOrEqual(LIMIT_BYTES);
  });

  it('holds what its manifest names', () => {
    const manifest = JSON.parse(textOf('extension/package.json')) as Manifest;
    const { grammars, viewsContainers } = manifest.contributes;
    const named = [
      ...[manifest.main, manifest.icon, path.posix.join(manifest.l10n, 'bundle.l10n.zh-cn.json')],
      ...grammars.map((grammar) => grammar.path),
      ...viewsContainers.activitybar.map(({ icon }) => icon),
      ...mediaIn('package.nls.json'),
      ...mediaIn('package.nls.zh-cn.json'),
    ];
    const names = entries.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(named.map((file) => path.posix.join('extension', file))));
  });

  it('has no link in its README that leads out of it', () => {
    const links = [...textOf('extension/readme.md').matchAll(/\]\(([^)]*)\)/g)].map(([, target = '']) => target);
    expect(links.filter((target) => !/^(https:|#)/.test(target))).toEqual([]);
  });

  it('tells nothing about the machine that built it', () => {
    const telling = entries.filter((entry) => entry.read().includes(root)).map(({ name }) => name);
    expect(telling).toEqual([]);
  });
});

describe('the npm package', () => {
  it('holds the files of the list and no others, and the program', { timeout: NPM_LIMIT_MS }, async () => {
    const options = { cwd: root, timeoutMs: NPM_LIMIT_MS };
    const { stdout } = await runNpm(['pack', '--dry-run', '--json', '--ignore-scripts'], options);
    const [{ files }] = JSON.parse(stdout) as [{ readonly files: readonly { readonly path: string }[] }];
    const names = files.map((file) => file.path).sort();
    await expect(`${names.join('\n')}\n`).toMatchFileSnapshot('./npm-files.txt');
    const manifest = JSON.parse(textOf('extension/package.json')) as Manifest;
    expect(names).toContain(manifest.bin['leaklens']);
  });
});
