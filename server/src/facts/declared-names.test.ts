import { expect, test } from 'vitest';
import { declaredNames } from './declared-names.js';
import type { FileFacts } from './file-facts.js';

const unknown = { tag: 'unknown' } as const;

function fileWith(...names: readonly string[]): FileFacts {
  return {
    ...{ path: 'a.go', packageName: 'p', fieldStores: [], functions: [] },
    types: names.map((name) => ({ name, isAlias: false, underlying: unknown })),
    methods: names.map((type) => ({ type, name: 'm', isPointerReceiver: true, signature: unknown })),
    values: names.map((name) => ({ name, kind: 'variable', type: unknown })),
  } as unknown as FileFacts;
}

test('names of all files, each alternative in the order of the files', () => {
  const files = [fileWith('A', 'B'), fileWith('B')];
  const names = declaredNames(files);
  expect([...names.types.keys()]).toEqual(['A', 'B']);
  expect(names.types.get('B')).toEqual([files[0]?.types[1], files[1]?.types[0]]);
  expect(names.methods.get('B.m')).toHaveLength(2);
  expect(names.values.get('A')).toHaveLength(1);
});

test('the same declarations give the same tables, whatever functions do', () => {
  const [a, b] = [fileWith('A'), fileWith('B')];
  const names = declaredNames([a, b]);
  expect(declaredNames([{ ...a, functions: [] }, b])).toBe(names);
});

test('one other declaration, or file, gives other tables', () => {
  const [a, b] = [fileWith('A'), fileWith('B')];
  const names = declaredNames([a, b]);
  expect(declaredNames([a, { ...b, types: [] }])).not.toBe(names);
  expect([...declaredNames([a]).types.keys()]).toEqual(['A']);
  expect([...declaredNames([a, b, fileWith('C')]).types.keys()]).toEqual(['A', 'B', 'C']);
});
