import { expect, it } from 'vitest';
import { workspacePath } from '../../base/index.js';
import { threadsFor } from './audit-on-node.js';
import { createNodePlatform } from './platform.js';

function plan(packages: number, sizeBytes: number): Parameters<typeof threadsFor>[0] {
  const one = {
    directory: workspacePath(''),
    files: [],
    factFiles: [],
    importPath: '',
    modulePath: '',
    goVersion: '',
    sizeBytes: 1,
  };
  return { packages: Array.from({ length: packages }, () => one), sizeBytes };
}

it('starts threads where they are worth it', () => {
  expect(threadsFor(plan(100, 9_000_000), 4)).toBe(4);
  expect(threadsFor(plan(3, 9_000_000), 4)).toBe(3);
  expect(threadsFor(plan(100, 200_000), 4)).toBe(1);
  expect(threadsFor(plan(0, 0), 4)).toBe(1);
  expect(threadsFor(plan(100, 9_000_000), 1)).toBe(1);
});

it('says which part of the installation is missing', async () => {
  await expect(createNodePlatform('/nowhere')).rejects.toThrow(
    /^cannot read \/nowhere\/(web-tree-sitter|tree-sitter-go)\.wasm: no such file or directory; the installation is inc/,
  );
});
