import { describe, expect, it } from 'vitest';
import { bug, compareBy, compareStrings, hashText, onBug } from './index.js';

describe('bug', () => {
  it('is handed to the host once for each message', () => {
    const seen: string[] = [];
    onBug((message) => seen.push(message));
    bug('twice');
    bug('twice');
    bug('once');
    onBug(() => undefined);
    expect(seen).toEqual(['twice', 'once']);
  });
});

describe('hashText', () => {
  it('is sixteen digits, the same for the same text, and spreads', () => {
    const hashes = Array.from({ length: 20_000 }, (_, i) => hashText(`finding ${i}`));
    expect(hashes.every((hash) => /^[0-9a-f]{16}$/.test(hash))).toBe(true);
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(hashText('finding 1')).toBe(hashes[1]);
  });
});

describe('order', () => {
  it('goes by code units, whatever the locale, and by the first comparison that decides', () => {
    expect(['b', 'Z', 'a', 'é'].sort(compareStrings)).toEqual(['Z', 'a', 'b', 'é']);
    const order = compareBy<[number, string]>(
      (a, b) => a[0] - b[0],
      (a, b) => compareStrings(a[1], b[1]),
    );
    const pairs: [number, string][] = [
      [2, 'a'],
      [1, 'b'],
      [1, 'a'],
    ];
    expect(pairs.sort(order)).toEqual([
      [1, 'a'],
      [1, 'b'],
      [2, 'a'],
    ]);
  });
});
