import { expect, it } from 'vitest';
import { workspacePath } from '../../base/index.js';
import type { PackagePlan } from '../../workspace/index.js';
import { makeShards } from './shards.js';

function plan(directory: string, sizeBytes: number): PackagePlan {
  return {
    directory: workspacePath(directory),
    files: [],
    factFiles: [],
    importPath: '',
    modulePath: '',
    goVersion: '',
    sizeBytes,
  };
}

function shardsOf(packages: readonly PackagePlan[], parallelism: number): string[] {
  return makeShards(packages, parallelism).map((shard) => shard.packages.map((folder) => folder.directory).join(' '));
}

it('puts the largest first and lets small ones share', () => {
  const packages = [
    plan('small', 10),
    plan('b', 100_000),
    plan('huge', 9_000_000),
    plan('a', 100_000),
    plan('tiny', 1),
  ];
  expect(shardsOf(packages, 2)).toEqual(['huge', 'a b small tiny']);
});

it('leaves work for every lane where there is little', () => {
  const packages = Array.from({ length: 16 }, (_, i) => plan(`p${i}`, 1000));
  expect(makeShards(packages, 2)).toHaveLength(8);
  expect(makeShards(packages, 8)).toHaveLength(16);
});

it('loses none, whatever the sizes', () => {
  expect(shardsOf([], 4)).toEqual([]);
  expect(shardsOf([plan('b', 0), plan('a', 0)], 4).join(' ')).toBe('a b');
});
