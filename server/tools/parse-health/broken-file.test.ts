import { expect, test } from 'vitest';
import { createTreeStore } from '../../src/syntax/index.js';
import { readParserWasm } from '../lib/parser-wasm.js';
import type { BrokenFile } from './broken-file.js';
import { findErrors } from './broken-file.js';
import { saysCompilerRefuses } from './go-verdict.js';

const store = await createTreeStore(readParserWasm());

function find(text: string): BrokenFile | undefined {
  return findErrors('a.go', Buffer.from(text), store);
}

test('a right file is not listed', () => {
  expect(find('package p\n\nfunc f() { new(f(1)) }\n')).toBeUndefined();
});

test('the place counts from 1, its column in bytes', () => {
  expect(find('\uFEFFpackage p @\n')).toMatchObject({ line: 1, column: 14, what: 'ERROR "@"' });
  expect(find('package p\n\nfunc f() {\n\t_ = "ä😀"; @\n}\n')).toMatchObject({
    line: 4,
    column: 16,
    what: 'ERROR "@"',
  });
});

test('a missing token and a missing name say what is missing', () => {
  expect(find('package p\n\nfunc f() {\n\tg(a, b\n}\n')).toMatchObject({ line: 4, column: 8, what: 'MISSING ")"' });
  expect(find('package p\n\nvar x =\n')).toMatchObject({ line: 3, what: 'MISSING identifier' });
  expect(find('package p\n\nfun')).toMatchObject({ line: 3, column: 4, what: String.raw`MISSING "\n"` });
});

test('bytes that are no text are broken', () => {
  expect(find('package p\n\0')?.what).toContain('NUL');
});

test("only a mark of Go's tests on the broken line itself speaks for the compiler", () => {
  const marked = find('package p\n\nconst a int // ERROR "missing init"\n');
  const unmarked = find('package p\n\n// ERROR "elsewhere"\nconst a int\n');
  expect(marked !== undefined && saysCompilerRefuses(marked)).toBe(true);
  expect(unmarked !== undefined && saysCompilerRefuses(unmarked)).toBe(false);
});
