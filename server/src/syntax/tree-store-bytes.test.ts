import { expect, test, vi } from 'vitest';
import { readParserWasm } from '../../tools/lib/parser-wasm.js';
import { createTreeStore } from './index.js';

// In a file of its own: the wasm runtime is loaded once in a process, and this is about its first load.
const wasm = readParserWasm();
const junk = new Uint8Array([0, 97, 115, 109, 1, 0, 0]);

test('bytes that are no parser are refused, and right ones taken afterwards', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await expect(createTreeStore({ ...wasm, runtime: junk })).rejects.toThrow();
  await expect(createTreeStore({ ...wasm, grammar: junk })).rejects.toThrow();
  error.mockRestore();
  const [first, second] = await Promise.all([createTreeStore(wasm), createTreeStore(wasm)]);
  expect(first.parseOnce('package p\n').errors).toEqual([]);
  expect(second.parseOnce('package p\n')).toEqual(first.parseOnce('package p\n'));
  expect(first.memoryBytes).toBeGreaterThan(0);
  expect(second.memoryBytes).toBe(first.memoryBytes);
});
