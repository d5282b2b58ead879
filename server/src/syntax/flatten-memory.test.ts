import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Tree } from 'web-tree-sitter';
import { Language } from 'web-tree-sitter';
import { stresses } from '../../tools/bench/stress-sources.js';
import { readParserWasm } from '../../tools/lib/parser-wasm.js';
import { inRoot } from '../../tools/lib/root.mjs';
import { onBug } from '../base/index.js';
import { chooseFlatten } from './choose-flatten.js';
import type { FlatAst } from './flat-ast.js';
import type { FlattenMemo } from './flatten.js';
import { cursorFlatten } from './flatten.js';
import { loadRuntime, parseText } from './runtime.js';
import { readSymbols } from './symbols.js';
import { treeEdits } from './tree-edits.js';

const bugs: string[] = [];
onBug((message) => bugs.push(message));
const wasm = readParserWasm();
const { createParser, flatten } = await loadRuntime(wasm);
const language = await Language.load(wasm.grammar);
const byCursor = cursorFlatten(readSymbols(language));
const parser = createParser();

const sources = ['test-fixtures/syntax', 'test-fixtures/semantic'].flatMap((folder) =>
  readdirSync(inRoot(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.go'))
    .map((name) => readFileSync(inRoot(folder, name), 'utf8')),
);

test('read from memory, trees of fixtures are those of the cursor', () => {
  expect(bugs).toEqual([]);
  for (const text of sources) {
    expectSame(text);
    expectSame(text.replaceAll('\n', '\r\n'));
  }
});

test.each(stresses)('read from memory, trees of $name are those of the cursor', ({ make, sizes: [size = 0] }) => {
  expectSame(make(size));
});

test('read from memory, trees after edits are those of the cursor, in any state of the code', () => {
  const step = fc.record({
    at: fc.nat(),
    length: fc.oneof(fc.constant(0), fc.nat(5), fc.nat(300)),
    insert: fc.constantFrom(
      '{',
      ')',
      '"',
      '`',
      '/*',
      '\n',
      '😀',
      ' := ',
      'x',
      'func ',
      `// ${'long '.repeat(80)}\n`,
      '',
    ),
  });
  const session = fc.record({ source: fc.nat(), steps: fc.array(step, { minLength: 1, maxLength: 8 }) });
  const property = fc.property(session, ({ source, steps }) => {
    let text = sources[source % sources.length] ?? '';
    let tree = parse(text, undefined);
    for (const { at, length, insert } of steps) {
      const start = at % (text.length + 1);
      const end = Math.min(start + length, text.length);
      const next = text.slice(0, start) + insert + text.slice(end);
      for (const edit of treeEdits([{ start, end, newLength: insert.length }], text, next)) tree.edit(edit);
      const edited = parse(next, tree);
      tree.delete();
      [tree, text] = [edited, next];
      compare(tree, text);
    }
    tree.delete();
  });
  fc.assert(property, { seed: 20260727, numRuns: 200 });
});

test('declarations that an edit leaves alone are copied from the flat tree before, wherever they are now', () => {
  const declarations = Array.from({ length: 50 }, (_, i) => `// c ${i}\r\nfunc f${i}() {\n\tg(${i}) /* d */\n}\n\n`);
  let text = `package p\n\n${declarations.join('')}`;
  let tree = parse(text, undefined);
  const memo: FlattenMemo = {};
  flatten(tree, text, memo);
  for (const insert of ['// 世界\n', 'var x = f0()\n', 'type T struct{}\n']) {
    const start = text.indexOf('func f20');
    const before = memo.before?.nodes;
    const next = text.slice(0, start) + insert + text.slice(start);
    for (const edit of treeEdits([{ start, end: start, newLength: insert.length }], text, next)) tree.edit(edit);
    const edited = parse(next, tree);
    tree.delete();
    [tree, text] = [edited, next];
    compare(tree, text, memo);
    const kept = [...(memo.before?.nodes.keys() ?? [])].filter((record) => before?.has(record));
    expect(kept.length).toBeGreaterThan(45);
  }
  tree.delete();
});

test('memory that is laid out in another way is noticed, and the cursor is used', () => {
  const chosen = chooseFlatten(language, () => new ArrayBuffer(1 << 26), readSymbols(language));
  expect(bugs).toEqual([expect.stringContaining('read through the cursor')]);
  const tree = parse('package p\n', undefined);
  expect(chosen(tree, 'package p\n')).toEqual(flatten(tree, 'package p\n'));
  tree.delete();
});

function expectSame(text: string): void {
  const tree = parse(text, undefined);
  compare(tree, text);
  tree.delete();
}

function parse(text: string, old: Tree | undefined): Tree {
  const tree = parseText(parser, text, old);
  if (tree === null) throw new Error('no tree');
  return tree;
}

/** Byte by byte first: the matcher takes most of the time, and is needed only to show a difference. */
function compare(tree: Tree, text: string, memo?: FlattenMemo): void {
  const actual = flatten(tree, text, memo);
  const wanted = byCursor(tree, text);
  const arrays = ['kind', 'field', 'op', 'flags', 'start', 'end', 'parent', 'after', 'comments'] as const;
  const isSame = arrays.every((name) => Buffer.from(actual[name].buffer).equals(Buffer.from(wanted[name].buffer)));
  if (!isSame) expect(actual).toEqual(wanted);
  expect(restOf(actual)).toEqual(restOf(wanted));
}

function restOf({ size, errors, missing, hasHiddenError }: FlatAst): unknown {
  return { size, errors, missing, hasHiddenError };
}
