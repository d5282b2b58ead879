import { expect, test } from 'vitest';
import { modelOf } from '../../test/harness/package.js';
import type { FileFacts } from '../facts/index.js';
import { extractFacts } from '../facts/index.js';
import type { HashedFacts } from './session-facts.js';
import { hashFacts } from './session-facts.js';

function factsWith(underlying: unknown): FileFacts {
  const types = [{ name: 'T', isAlias: false, underlying }];
  return { path: 'a.go', packageName: 'p', types, functions: [] } as unknown as FileFacts;
}

const struct = (field: string, size?: number): unknown => ({ tag: 'struct', fields: [{ name: field, size }] });

test('equal declarations keep their objects and their hash', () => {
  const before = hashFacts(factsWith(struct('a')));
  const after = hashFacts(factsWith(struct('a')), before);
  expect(after.hash).toBe(before.hash);
  expect(after.facts.types).toBe(before.facts.types);
});

test('functions that do what they did, as far as anybody asked, answer from the new text and are no news', async () => {
  const sent = 'c <- 1';
  const before = hashFacts(await factsOf(sent));
  expect(effectsOf(before, 0)).toEqual(['send']);
  const quiet = hashFacts(await factsOf(`${sent}; close(other)`), before);
  expect(quiet).toBe(before);
  expect(effectsOf(before, 1)).toEqual(['close']);
  const news = hashFacts(await factsOf(`${sent}; ${sent}; other <- 1`), before);
  expect(news).not.toBe(before);
  expect([news.hash, news.facts.types === before.facts.types]).toEqual([before.hash, true]);
  expect([effectsOf(before, 1), effectsOf(news, 1)]).toEqual([['close'], ['send']]);
});

test('another set of functions is news', async () => {
  const before = hashFacts(await factsOf('c <- 1'));
  const broken = hashFacts(await factsOf('c <- '), before);
  expect(broken).not.toBe(before);
  expect(broken.facts.functions).toEqual([]);
});

async function factsOf(body: string): Promise<FileFacts> {
  return extractFacts(await modelOf('a.go', `package p\n\nfunc f(c, other chan int) { ${body} }\n`));
}

function effectsOf({ facts }: HashedFacts, parameter: number): readonly string[] | undefined {
  return facts.functions[0]?.effectsOn(parameter).map(({ verb }) => verb);
}

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
