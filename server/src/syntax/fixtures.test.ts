import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { inRoot } from '../../tools/lib/root.mjs';
import { readParserWasm } from '../../tools/lib/parser-wasm.js';
import { createTreeStore, printAst } from './index.js';

const store = await createTreeStore(readParserWasm());
const folder = inRoot('test-fixtures/syntax');

afterEach(() => {
  expect(store.liveTrees).toBe(0);
});

/** Shapes of the grammar, as text to read. After a wanted change: npx vitest run -u fixtures.test */
describe.each(goFiles(folder))('%s', (name) => {
  const text = read(name);

  test('the tree is the recorded one', async () => {
    const printed = printAst(store.parseOnce(text), text);
    await expect(printed).toMatchFileSnapshot(path.join(folder, name.replace(/\.go$/, '.ast')));
  });

  test('is right Go', () => {
    const ast = store.parseOnce(text);
    expect(ast.errors).toEqual([]);
    expect(ast.missing).toEqual([]);
  });

  test('with CRLF the tree is the same but for offsets', () => {
    const crlf = text.replaceAll('\n', '\r\n');
    expect(withoutCr(printAst(store.parseOnce(crlf), crlf))).toBe(printAst(store.parseOnce(text), text));
  });
});

describe.each(goFiles(path.join(folder, 'broken')))('broken/%s', (name) => {
  const text = read(path.join('broken', name));

  test('the tree is the recorded one', async () => {
    const printed = printAst(store.parseOnce(text), text);
    await expect(printed).toMatchFileSnapshot(path.join(folder, 'broken', name.replace(/\.go$/, '.ast')));
  });

  test('is told to be broken', () => {
    expect(store.parseOnce(text).errors).not.toEqual([]);
  });
});

function goFiles(directory: string): string[] {
  return readdirSync(directory).filter((name) => name.endsWith('.go'));
}

function read(name: string): string {
  return readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n');
}

/** CR stays in raw strings and general comments, which the printer quotes. */
function withoutCr(printed: string): string {
  return printed.replaceAll(String.raw`\r`, '');
}
