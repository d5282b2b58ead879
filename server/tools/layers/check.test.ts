import { describe, expect, test } from 'vitest';
import { checkLayers } from './check.js';
import { checkDeclaration } from './declarations.js';
import { readImports } from './imports.js';
import { layers, type Layer } from './table.js';

const table: readonly Layer[] = [
  { name: 'low', folder: 'src/low', layers: {}, packages: {} },
  { name: 'middle', folder: 'src/middle', layers: { low: 'types' }, packages: { parser: ['open.ts'] } },
  {
    name: 'top',
    folder: 'src/top',
    layers: { low: 'all', middle: { extent: 'all', door: 'door.ts' } },
    packages: { 'node:*': [''] },
    assets: ['package.json'],
  },
];

/** A tree that keeps every row and uses every permission. */
const clean: Readonly<Record<string, string>> = {
  'src/low/index.ts': `export * from './value.js';`,
  'src/low/value.ts': `export const value = 1;`,
  'src/middle/index.ts': `import type { Value } from '../low/index.js';`,
  'src/middle/open.ts': `import { Parser } from 'parser';`,
  'src/middle/door.ts': `export type Request = string;`,
  'src/top/main.ts': `
    import { readFileSync } from 'node:fs';
    import { value } from '../low/index.js';
    import type { Request } from '../middle/door.js';
    import manifest from '../../package.json';`,
  'src/top/main.test.ts': `import '../low/value.js'; import 'anything';`,
};

function violationsOf(changes: Readonly<Record<string, string>>): string[] {
  const sources = new Map(Object.entries({ ...clean, ...changes }));
  return checkLayers(table, sources, 'table.ts').map(({ file, line, message }) => `${file}:${line}: ${message}`);
}

/** The clean tree with one more line at the end of a file. */
function withLine(file: string, line: string): string[] {
  return violationsOf({ [file]: `${clean[file] ?? ''}\n${line}` });
}

test('says nothing about a tree that keeps to the table', () => {
  expect(violationsOf({})).toEqual([]);
});

describe('fails for', () => {
  test.each([
    `import { a } from '../middle/index.js';`,
    `import type { A } from '../middle/index.js';`,
    `export * from '../middle/index.js';`,
    `type A = import('../middle/index.js').A;`,
    `const a = await import('../middle/index.js');`,
    `const a = require('../middle/index.js');`,
    `import a = require('../middle/index.js');`,
    `import '../middle/index.js';`,
    `function f() { return () => require.resolve('../middle/index.js'); }`,
  ])('a layer that the row does not list: %s', (line) => {
    expect(withLine('src/low/value.ts', line)).toContain('src/low/value.ts:2: low must not import middle');
  });

  test('a file behind the index of another layer', () => {
    expect(withLine('src/top/main.ts', `import { value } from '../low/value.js';`)).toEqual([
      'src/top/main.ts:6: imports src/low/value.ts: top reaches low through index.ts only',
    ]);
  });

  test('the index where another door is prescribed', () => {
    expect(withLine('src/top/main.ts', `import type { Value } from '../middle/index.js';`)).toEqual([
      'src/top/main.ts:6: imports src/middle/index.ts: top reaches middle through door.ts only',
    ]);
  });

  test('a door that drags its layer along', () => {
    expect(withLine('src/middle/door.ts', `import { Parser } from './open.js';`)).toEqual([
      'src/middle/door.ts:2: is imported from outside: it may import only types itself',
    ]);
  });

  test('a value where only types are allowed', () => {
    expect(withLine('src/middle/index.ts', `import { value, type Value } from '../low/index.js';`)).toEqual([
      'src/middle/index.ts:2: middle may import only types of low: write import type',
    ]);
  });

  test('a package that the row does not list', () => {
    expect(withLine('src/low/value.ts', `import { join } from 'node:path';`)).toEqual([
      'src/low/value.ts:2: low must not import the package node:path',
    ]);
    expect(withLine('src/top/main.ts', `import fs from 'fs';`)).toEqual([
      'src/top/main.ts:6: top must not import the package fs',
    ]);
  });

  test('a package in a file that may not have it', () => {
    expect(withLine('src/middle/index.ts', `import { Parser } from 'parser';`)).toEqual([
      'src/middle/index.ts:2: only src/middle/open.ts may import parser',
    ]);
  });

  test('types that come by a reference comment', () => {
    expect(violationsOf({ 'src/low/value.ts': `/// <reference types="node" />\nexport const value = 1;` })).toEqual([
      'src/low/value.ts:1: low must not import the package types:node',
    ]);
  });

  test('a computed path', () => {
    expect(withLine('src/low/value.ts', 'const a = await import(`./${name}.js`);')).toEqual([
      'src/low/value.ts:2: imports a computed path: nobody can check it',
    ]);
  });

  test('a file outside all layers, imported or present', () => {
    expect(withLine('src/low/value.ts', `import manifest from '../../package.json';`)).toEqual([
      'src/low/value.ts:2: low must not import package.json, which is in no layer',
    ]);
    expect(violationsOf({ 'src/stray.ts': '' })).toEqual(['src/stray.ts:1: belongs to no layer: move it into one']);
  });

  test('a file that is not there', () => {
    expect(withLine('src/low/value.ts', `import './gone.js';`)).toEqual([
      'src/low/value.ts:2: imports src/low/gone.js, which is not there',
    ]);
  });

  test('files that import each other, even for types', () => {
    expect(withLine('src/low/value.ts', `import type { Value } from './index.js';`)).toEqual([
      'src/low/index.ts:1: files import each other in a circle: src/low/index.ts > src/low/value.ts > src/low/index.ts',
    ]);
  });

  test('a row that is never used', () => {
    expect(violationsOf({ 'src/top/main.ts': `import { value } from '../low/index.js';` })).toEqual([
      'table.ts:1: top may import middle and never does: take it out of the table',
      'table.ts:1: top may import node:* and never does: take it out of the table',
      'table.ts:1: top may import package.json and never does: take it out of the table',
    ]);
  });

  test('a row that lists one below it', () => {
    const upside: Layer[] = [{ name: 'low', folder: 'src/low', layers: { top: 'all' }, packages: {} }];
    expect(checkLayers(upside, new Map(), 'table.ts')[0]?.message).toBe('low lists top, which is no row above it');
  });
});

describe('readImports', () => {
  test('is not misled by strings and comments', () => {
    expect(readImports('a.ts', `// import 'a';\nconst b = "import 'c'"; const d = \`import('e')\`;`)).toEqual([]);
  });

  test('tells types from values', () => {
    const text = `import type { A } from 'a';\nimport { type B } from 'b';\nimport {} from 'c';\nexport type { D } from 'd';`;
    expect(readImports('a.ts', text).map(({ specifier, isTypeOnly }) => [specifier, isTypeOnly])).toEqual([
      ['a', true],
      ['b', true],
      ['c', false],
      ['d', true],
    ]);
  });
});

describe('checkDeclaration', () => {
  test('fails for types of the parser, however they get there', () => {
    const name = (text: string): string[] => checkDeclaration('a.ts', text).map((violation) => violation.message);
    expect(name(`export type { Tree as T } from 'web-tree-sitter';`)).toHaveLength(2);
    expect(name(`export declare function f(): import("web-tree-sitter").Point;`)).toHaveLength(1);
    expect(name(`export declare function f(node: Node): void;`)).toHaveLength(1);
    expect(name(`/** Not a Tree. */\nexport declare function f(node: NodeId): TreeStore;`)).toEqual([]);
  });
});

test('the table of the repository names every layer once', () => {
  expect(new Set(layers.map((layer) => layer.name)).size).toBe(layers.length);
  expect(layers.map((layer) => layer.name)).toContain('semantic');
});
