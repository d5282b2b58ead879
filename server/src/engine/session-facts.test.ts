import { expect, test } from 'vitest';
import type { FileFacts } from '../facts/index.js';
import { hashFacts } from './session-facts.js';

function factsWith(underlying: unknown): FileFacts {
  const types = [{ name: 'T', isAlias: false, underlying }];
  return { path: 'a.go', packageName: 'p', types, functions: [] } as unknown as FileFacts;
}

const struct = (field: string, size?: number): unknown => ({ tag: 'struct', fields: [{ name: field, size }] });

test('equal declarations keep their objects and their hash; what functions do is always that of the new text', () => {
  const before = hashFacts(factsWith(struct('a')));
  const next = factsWith(struct('a'));
  const after = hashFacts(next, before);
  expect(after.hash).toBe(before.hash);
  expect(after.facts.types).toBe(before.facts.types);
  expect(after.facts.functions).toBe(next.functions);
});

test.each<[string, unknown]>([
  ['another name', struct('b')],
  ['another property', struct('a', 1)],
  ['another form', [struct('a')]],
  ['less', { tag: 'struct', fields: [] }],
  ['more', { tag: 'struct', fields: [{ name: 'a' }, { name: 'b' }] }],
  ['nothing', undefined],
])('%s in a declaration is noticed', (_, underlying) => {
  const before = hashFacts(factsWith(struct('a')));
  const after = hashFacts(factsWith(underlying), before);
  expect(after).toEqual(hashFacts(factsWith(underlying)));
  expect(after.hash).not.toBe(before.hash);
});
