import { describe, expect, it } from 'vitest';
import { moduleMembers } from './module-members.js';
import { shippedPairs } from './shipped-pairs.js';
import { stdlibPackage } from './stdlib.js';

const PATH = String.raw`[\w.~-]+(?:/[\w.~*-]+)*`;
const NAME = String.raw`[A-Za-z*][\w*]*`;
const CALLEE = new RegExp(`^(?:${PATH}\\.${NAME}|\\(\\*?${PATH}\\.${NAME}\\)\\.${NAME}|\\*\\.${NAME})$`);

describe('the pairs that come with the product', () => {
  it.each(shippedPairs.map((pair) => [`${pair.rule} ${pair.acquire[0] ?? ''}`, pair] as const))('%s', (_, pair) => {
    expect(pair.rule).toMatch(/^GL\d{4}$/);
    expect(pair.noun).toMatch(/^[A-Za-z][A-Za-z ]+$/);
    expect(pair.acquire.length).toBeGreaterThan(0);
    expect(pair.release.length).toBeGreaterThan(0);
    for (const acquire of pair.acquire) expect(acquire).toMatch(CALLEE);
    for (const release of pair.release) expect(release).toMatch(/^(?:\(\)|\w+(?:\.\w+)*)$/);
    for (const releaser of pair.releasedBy ?? []) expect(releaser).toMatch(/^.+#-?\d+$/);
    const isAnywhere = pair.acquire.some((acquire) => acquire.startsWith('*.'));
    expect(isAnywhere, 'what any package may have asks for a type').toBe(pair.returns !== undefined);
  });

  it('name each call once for each result', () => {
    const seen = new Map<string, number>();
    for (const { acquire, resource, returns } of shippedPairs) {
      for (const name of returns === undefined ? acquire : []) {
        const key = `${name} ${JSON.stringify(resource)}`;
        seen.set(key, (seen.get(key) ?? 0) + 1);
      }
    }
    expect([...seen].filter(([, times]) => times > 1)).toEqual([]);
  });
});

describe('what is known of members of modules', () => {
  it('is found under every major version', () => {
    for (const path of ['github.com/dgraph-io/badger', 'github.com/dgraph-io/badger/v4']) {
      expect(stdlibPackage(path)?.values.get('Open')).toBe('(Options)(*DB,error)');
    }
    expect(stdlibPackage('go.etcd.io/etcd/client/v3')?.values.has('New')).toBe(true);
  });

  it('never says that a type is known as a whole', () => {
    for (const path of Object.keys(moduleMembers)) {
      const types = [...(stdlibPackage(path)?.types.values() ?? [])];
      expect(types.every(({ isPartial }) => isPartial)).toBe(true);
    }
  });

  it('is nothing for what no table has', () => {
    expect(stdlibPackage('constructor')).toBeUndefined();
    expect(stdlibPackage('example.com/v2/badger')).toBeUndefined();
  });
});
