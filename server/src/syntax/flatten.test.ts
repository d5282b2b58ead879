import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Node } from 'web-tree-sitter';
import { Language, Parser } from 'web-tree-sitter';
import { afterEach, describe, expect, test } from 'vitest';
import { readParserWasm } from '../../tools/lib/parser-wasm.js';
import { inRoot } from '../../tools/lib/root.mjs';
import type { FlatAst, NodeId } from './index.js';
import {
  afterOf,
  childrenOf,
  createTreeStore,
  endOf,
  errorPlaces,
  FLAG_MISSING,
  fieldNames,
  kindNames,
} from './index.js';
import { NO_NODE, Op, parentOf, startOf } from './index.js';

const wasm = readParserWasm();
const store = await createTreeStore(wasm);
const parser = new Parser().setLanguage(await Language.load(wasm.grammar));

afterEach(() => {
  expect(store.liveTrees).toBe(0);
});

const sources = ['test-fixtures/syntax', 'test-fixtures/syntax/broken'].flatMap((folder) =>
  readdirSync(inRoot(folder))
    .filter((name) => name.endsWith('.go'))
    .map((name) => ({ name, text: readFileSync(inRoot(folder, name), 'utf8') })),
);

describe('compared with a walk over the nodes of the public interface', () => {
  test.each(sources)('$name', ({ text }) => {
    expectSameAsNodes(text);
    expectSameAsNodes(text.replaceAll('\n', '\r\n'));
  });

  test('damaged files', () => {
    const damage = fc.record({
      source: fc.nat(),
      at: fc.nat(),
      length: fc.nat(40),
      insert: fc.constantFrom('', '{', ')', '"', '`', '\n', '😀', ' := '),
    });
    fc.assert(
      fc.property(damage, ({ source, at, length, insert }) => {
        const text = sources[source % sources.length]?.text ?? '';
        const start = at % (text.length + 1);
        expectSameAsNodes(text.slice(0, start) + insert + text.slice(start + length));
      }),
      { seed: 20260727, numRuns: 200 },
    );
  });
});

describe('op', () => {
  test.each<[string, Op]>([
    ['!a', Op.not],
    ['+a', Op.plus],
    ['-a', Op.minus],
    ['^a', Op.xor],
    ['*a', Op.times],
    ['&a', Op.and],
    ['<-a', Op.receive],
    ['a+b', Op.plus],
    ['a-b', Op.minus],
    ['a*b', Op.times],
    ['a/b', Op.divide],
    ['a%b', Op.modulo],
    ['a&b', Op.and],
    ['a|b', Op.or],
    ['a^b', Op.xor],
    ['a&^b', Op.andNot],
    ['a<<b', Op.shiftLeft],
    ['a>>b', Op.shiftRight],
    ['a&&b', Op.logicalAnd],
    ['a||b', Op.logicalOr],
    ['a==b', Op.equal],
    ['a!=b', Op.notEqual],
    ['a<b', Op.less],
    ['a<=b', Op.lessEqual],
    ['a>b', Op.greater],
    ['a>=b', Op.greaterEqual],
    ['a /* + */ - /* * */ b', Op.minus],
  ])('of the expression %s', (expression, op) => {
    const ast = store.parseOnce(`package p\n\nvar x = ${expression}\n`);
    expect(opsOf(ast)).toEqual([op]);
  });

  test.each<[string, Op]>([
    ['a = b', Op.assign],
    ['a, c = b()', Op.assign],
    ['a := b', Op.define],
    ['a += b', Op.assignOperation],
    ['a &^= b', Op.assignOperation],
    ['a <<= b', Op.assignOperation],
    ['for a = range b {}', Op.assign],
    ['for a := range b {}', Op.define],
    ['for a, c := range b {}', Op.define],
    ['select { case a = <-b: }', Op.assign],
    ['select { case a := <-b: }', Op.define],
    ['var a chan int', Op.channelBoth],
    ['var a chan<- int', Op.channelSend],
    ['var a <-chan int', Op.channelReceive],
    ['var a chan /* < */ <- int', Op.channelSend],
    ['type a struct { *b }', Op.embeddedPointer],
    ['type a struct { * /* c */ p.b }', Op.embeddedPointer],
  ])('of the statement %s', (statement, op) => {
    const ast = store.parseOnce(`package p\n\nfunc f() {\n\t${statement}\n}\n`);
    expect(opsOf(ast).filter((other) => other !== Op.receive)).toEqual([op]);
  });

  test.each([
    'for range a {}',
    'select { case <-a: }',
    'a++',
    'var a *b',
    'type a struct { b *c }',
    'type a = b',
    'a <- b',
  ])('none in %s', (statement) => {
    const ast = store.parseOnce(`package p\n\nfunc f() {\n\t${statement}\n}\n`);
    expect(opsOf(ast).filter((op) => op !== Op.receive)).toEqual([]);
  });

  test('of nested channel types, each its own', () => {
    const ast = store.parseOnce('package p\n\nvar a chan<- <-chan chan int\n');
    expect(opsOf(ast)).toEqual([Op.channelSend, Op.channelReceive, Op.channelBoth]);
  });
});

describe('comments', () => {
  test('stand apart, in order, a line comment without its line end', () => {
    const text = '// a\r\npackage /* b\r\n */ p // c\r\n\r\nfunc f(/* d */) {} //\r\n// 😀\r';
    const ast = store.parseOnce(text);
    const comments = [];
    for (let i = 0; i < ast.comments.length; i += 2) comments.push(text.slice(ast.comments[i], ast.comments[i + 1]));
    expect(comments).toEqual(['// a', '/* b\r\n */', '// c', '/* d */', '//', '// 😀']);
    expect([...ast.kind].map((kind) => kindNames[kind])).not.toContain('comment');
  });
});

describe('errors', () => {
  test('a missing token belongs to the node that it closes, with its place', () => {
    const text = 'package p\n\nfunc f() {\n\tg(a, b\n}\n';
    const ast = store.parseOnce(text);
    const [place] = errorPlaces(ast);
    expect(place).toMatchObject({ offset: text.indexOf('\n}'), token: ')' });
    expect(ast.errors).toContain(place?.node);
    expect(kindNames[ast.kind[place?.node ?? NO_NODE] ?? 0]).toBe('argument_list');
  });

  test('a missing name is a node of its own without text', () => {
    const text = 'package p\n\nvar x =\n';
    const ast = store.parseOnce(text);
    const missing = ast.errors.filter((node) => ast.flags[node] === FLAG_MISSING);
    expect(missing.map((node) => [kindNames[ast.kind[node] ?? 0], startOf(ast, node), endOf(ast, node)])).toEqual([
      ['identifier', 18, 18],
    ]);
  });

  test('a terminator that no node shows is told with its likely place', () => {
    const text = 'package p\n\nfunc f() {}\n\nfun';
    const ast = store.parseOnce(text);
    expect(ast.hasHiddenError).toBe(true);
    expect(errorPlaces(ast)).toEqual([{ node: 0, offset: text.length, token: '\n' }]);
  });

  test('none in right code', () => {
    const ast = store.parseOnce('package p\n\nfunc f() {}');
    expect(ast).toMatchObject({ errors: [], missing: [], hasHiddenError: false });
    expect(errorPlaces(ast)).toEqual([]);
  });
});

test('the arrays are as long as the tree is large', () => {
  const ast = store.parseOnce(sources[0]?.text ?? '');
  const { kind, field, op, flags, start, end, parent, after } = ast;
  for (const array of [kind, field, op, flags, start, end, parent, after]) expect(array.length).toBe(ast.size);
});

function opsOf(ast: FlatAst): Op[] {
  return [...ast.op].filter((op) => op !== 0);
}

interface PlainNode {
  readonly kind: string;
  readonly field: string;
  readonly start: number;
  readonly end: number;
  readonly children: readonly PlainNode[];
}

function expectSameAsNodes(text: string): void {
  const ast = store.parseOnce(text);
  const tree = parser.parse(text);
  try {
    expect(tree).not.toBeNull();
    if (tree === null) return;
    expect(fromFlat(ast, 0 as NodeId)).toEqual(fromNode(tree.rootNode, ''));
    expect(ast.errors.length > 0).toBe(tree.rootNode.hasError);
    expect(commentsOf(ast)).toEqual(
      tree.rootNode.descendantsOfType('comment').map((node) => node.text.replace(/\r$/, '')),
    );
    const shown = count(tree.rootNode, (node) => node.isMissing && !node.isNamed);
    if (!ast.hasHiddenError) expect(ast.missing.length).toBe(shown);
    const bad = count(tree.rootNode, (node) => node.isError || (node.isMissing && node.isNamed));
    expect(ast.errors.filter((node) => ast.flags[node] !== 0).length).toBe(bad);
  } finally {
    tree?.delete();
  }

  function commentsOf({ comments }: FlatAst): string[] {
    const texts: string[] = [];
    for (let i = 0; i < comments.length; i += 2) texts.push(text.slice(comments[i], comments[i + 1]));
    return texts;
  }
}

function fromFlat(ast: FlatAst, node: NodeId): PlainNode {
  const children = childrenOf(ast, node);
  for (const child of children) expect(parentOf(ast, child)).toBe(node);
  const last = children.at(-1);
  expect(afterOf(ast, node)).toBe(last === undefined ? node + 1 : afterOf(ast, last));
  return {
    kind: kindNames[ast.kind[node] ?? 0] ?? '',
    field: ast.field[node] === 0 ? '' : (fieldNames[ast.field[node] ?? 0] ?? ''),
    start: startOf(ast, node),
    end: endOf(ast, node),
    children: children.map((child) => fromFlat(ast, child)),
  };
}

function fromNode(node: Node, field: string): PlainNode {
  const children = node.children.map((child, i) => ({ child, field: node.fieldNameForChild(i) ?? '' }));
  return {
    kind: node.type,
    field,
    start: node.startIndex,
    end: node.endIndex,
    children: children
      .filter(({ child }) => child.isNamed && child.type !== 'comment')
      .map((each) => fromNode(each.child, each.field)),
  };
}

function count(node: Node, matches: (node: Node) => boolean): number {
  return node.children.reduce((sum, child) => sum + count(child, matches), matches(node) ? 1 : 0);
}
