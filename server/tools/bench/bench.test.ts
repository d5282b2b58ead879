import { expect, test } from 'vitest';
import { createTreeStore } from '../../src/syntax/index.js';
import { readParserWasm } from '../lib/parser-wasm.js';
import { makeGoFile } from './go-source.js';
import { measure, quantile } from './measure.js';

test('files that are made to measure have the size and are valid Go', async () => {
  const trees = await createTreeStore(readParserWasm());
  for (const size of [60_000, 170_000]) {
    const text = makeGoFile(size);
    expect(Math.abs(text.length - size)).toBeLessThan(size / 20);
    expect(trees.parseOnce(text).errors).toEqual([]);
  }
});

test('cases run in turn, and the first round does not count', async () => {
  const order: string[] = [];
  let calls = 0;
  const figures = await measure(
    [
      { name: 'a', run: () => ({ ms: (order.push('a'), calls++ === 0 ? 1000 : calls) }) },
      { name: 'b', run: () => ({ ms: (order.push('b'), 5) }) },
    ],
    3,
  );
  expect(order.join('')).toBe('abababab');
  expect(figures).toEqual([
    { name: 'a: ms', median: 3, least: 2, most: 4 },
    { name: 'b: ms', median: 5, least: 5, most: 5 },
  ]);
});

test('quantiles', () => {
  expect(quantile([3, 1, 2], 0.5)).toBe(2);
  expect(quantile([1, 2, 3, 4], 0.99)).toBe(4);
});
