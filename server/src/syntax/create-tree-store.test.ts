import { Parser } from 'web-tree-sitter';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { readParserWasm } from '../../tools/lib/parser-wasm.js';
import { onBug } from '../base/index.js';
import { createTreeStore } from './index.js';

const wasm = readParserWasm();
const store = await createTreeStore(wasm);
const source = 'package p\n\nfunc f(x int) {\n\tgo func() { x++ }()\n}\n';

afterEach(() => {
  vi.restoreAllMocks();
  expect(store.liveTrees).toBe(0);
  expect(store.isBroken).toBe(false);
});

describe('documents', () => {
  test('a tree lives from open to close', () => {
    store.open('a', source);
    store.open('b', source);
    expect(store.liveTrees).toBe(2);
    store.close('a');
    store.close('a');
    store.close('never opened');
    expect(store.liveTrees).toBe(1);
    store.close('b');
  });

  test('opening twice replaces the first tree', () => {
    store.open('a', source);
    expect(store.open('a', 'package q\n')).toEqual(store.parseOnce('package q\n'));
    expect(store.liveTrees).toBe(1);
    store.close('a');
  });

  test('an edit of a document that is not open opens it', () => {
    expect(store.edit('a', [{ start: 0, end: 0, newLength: 1 }], source)).toEqual(store.parseOnce(source));
    expect(store.liveTrees).toBe(1);
    store.close('a');
  });

  test('right text is reparsed with the old tree, text around an error is not', () => {
    store.open('a', source);
    const parse = vi.spyOn(Parser.prototype, 'parse');
    const longer = source.replace('x++', 'xx++');
    store.edit('a', [{ start: source.indexOf('x++'), end: source.indexOf('x++'), newLength: 1 }], longer);
    expect(parse.mock.calls.map(([, old]) => old !== undefined)).toEqual([true]);
    const broken = longer.replace('xx++', 'xx++)');
    const at = broken.indexOf(') }()');
    expect(store.edit('a', [{ start: at, end: at, newLength: 1 }], broken).errors).not.toEqual([]);
    expect(parse.mock.calls.map(([, old]) => old !== undefined)).toEqual([true, true, false]);
    store.edit('a', [{ start: at, end: at + 1, newLength: 0 }], longer);
    expect(parse.mock.calls.map(([, old]) => old !== undefined)).toEqual([true, true, false, false]);
    expect(store.liveTrees).toBe(1);
    store.close('a');
  });

  test('changes that do not lead to the text are a bug, and the text wins', () => {
    const bugs: string[] = [];
    onBug((message) => bugs.push(message));
    store.open('a', source);
    const text = `${source}\nvar y int\n`;
    expect(store.edit('a', [{ start: 3, end: 9, newLength: 2 }], text)).toEqual(store.parseOnce(text));
    expect(bugs).toEqual(['changes of a document do not lead to its new text']);
    onBug(() => undefined);
    store.close('a');
  });
});

describe('when the parser breaks down', () => {
  const trap = (): never => {
    throw new Error('unreachable'); // what a trap says; its class is not in the compiled library
  };

  test('the error comes out and the store goes on', () => {
    store.open('a', source);
    vi.spyOn(Parser.prototype, 'parse').mockImplementationOnce(trap);
    expect(() => store.parseOnce(source)).toThrow('unreachable');
    expect(store.liveTrees).toBe(1);
    expect(store.parseOnce(source).errors).toEqual([]);
    store.close('a');
  });

  test('an edit that fails closes the document, the next one opens it', () => {
    store.open('a', source);
    vi.spyOn(Parser.prototype, 'parse').mockImplementationOnce(trap);
    const text = ` ${source}`;
    const changes = [{ start: 0, end: 0, newLength: 1 }];
    expect(() => store.edit('a', changes, text)).toThrow('unreachable');
    expect(store.liveTrees).toBe(0);
    expect(store.edit('a', changes, ` ${text}`)).toEqual(store.parseOnce(` ${text}`));
    store.close('a');
  });

  test('a store that cannot be revived says so and what to do', async () => {
    const lost = await createTreeStore(wasm);
    lost.open('a', source);
    vi.spyOn(Parser.prototype, 'parse').mockImplementation(trap);
    expect(() => lost.parseOnce(source)).toThrow('unreachable');
    vi.restoreAllMocks();
    expect(lost.isBroken).toBe(true);
    expect(() => lost.parseOnce(source)).toThrow('restart the process');
    lost.close('a');
    expect(lost.liveTrees).toBe(0);
    expect(store.parseOnce(source).errors).toEqual([]);
  });
});

describe('creation', () => {
  test('stores made at the same time are all usable and do not load the parser again', async () => {
    const before = store.memoryBytes;
    const stores = await Promise.all(Array.from({ length: 200 }, () => createTreeStore(wasm)));
    for (const other of stores) expect(other.parseOnce(source)).toEqual(store.parseOnce(source));
    expect(store.memoryBytes).toBe(before);
  });
});

describe('memory', () => {
  test('20,000 files and 5,000 edits leave nothing behind', () => {
    const run = (count: number): void => {
      for (let i = 0; i < count; i++) store.parseOnce(source);
    };
    run(1000);
    const warm = store.memoryBytes;
    expect(warm).toBeGreaterThan(0);
    run(20_000);
    store.open('a', source);
    for (let i = 0; i < 5000; i++) {
      const text = i % 2 === 0 ? ` ${source}` : source;
      store.edit('a', [i % 2 === 0 ? { start: 0, end: 0, newLength: 1 } : { start: 0, end: 1, newLength: 0 }], text);
    }
    store.close('a');
    expect(store.memoryBytes).toBe(warm);
  });
});

describe('hard text', () => {
  test.each([
    ['parentheses', `var x = ${'('.repeat(100_000)}1${')'.repeat(100_000)}`],
    ['parentheses without end', `var x = ${'('.repeat(100_000)}`],
    ['calls', `var x = ${'f('.repeat(50_000)}1${')'.repeat(50_000)}`],
    ['operators', `var x = ${'-'.repeat(100_000)}1`],
    ['a long sum', `var x = ${'1+'.repeat(100_000)}1`],
    ['blocks', `func f() ${'{'.repeat(50_000)}${'}'.repeat(50_000)}`],
    ['blocks without end', `func f() ${'{'.repeat(50_000)}`],
    ['unfinished statements', `func f() {${'if x {'.repeat(20_000)}`],
    ['indices without end', `var x = ${'['.repeat(50_000)}`],
  ])('100,000 characters of nested %s', (_, code) => {
    const ast = store.parseOnce(`package p\n\n${code}\n`);
    expect(ast.after[0]).toBe(ast.size);
  });

  test('a file of 5 MB', () => {
    const text = `package p\n\n// ${'x'.repeat(70)}\n${'func f(x int) {\n\tgo func() { x++ }()\n}\n'.repeat(4000)}`;
    const table = `var table = []string{\n${`\t"${'y'.repeat(990)}",\n`.repeat(5000)}}\n`;
    const ast = store.parseOnce(text + table);
    expect(text.length + table.length).toBeGreaterThan(5_000_000);
    expect(ast.errors).toEqual([]);
    expect(ast.end[0]).toBe(text.length + table.length);
  });

  test.each(['var 𝒳𝒴 = 1', 'var s = "😀😀"', '// 😀😀', '/* 😀😀 */', "var c = '😀'"])(
    'letters outside the BMP at every place of a chunk: %s',
    (line) => {
      for (let length = 4980; length < 5125; length++) {
        const text = `package p\n//${'x'.repeat(length - 13)}\n${line}\n`;
        expect(store.parseOnce(text).errors).toEqual([]);
      }
    },
  );

  test.each(['', '\n', ' ', '\r\n', '\uFEFFpackage p\n', 'package p\r\n\r\nfunc f() {\r\n\tx()\r\n}\r\n', 'package p'])(
    'right: %j',
    (text) => {
      expect(store.parseOnce(text).errors).toEqual([]);
    },
  );

  test.each([
    'package p\nvar \ud800 = 1\n',
    'package p\nvar s = "\0"\n',
    '\0\0\0',
    '\x7fELF\x02\x01\x01\0',
    '#!/bin/sh\n',
  ])('wrong: %j', (text) => {
    expect(store.parseOnce(text).errors).not.toEqual([]);
  });
});
