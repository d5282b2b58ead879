import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Selected } from '../src/facts/index.js';
import { PackageFacts, calleeName, calleeSelected, rebase, standardLibrary } from '../src/facts/index.js';
import * as knowledge from '../src/knowledge/index.js';
import { stdlibPackage, stdlibPaths } from '../src/knowledge/index.js';
import type { Type } from '../src/semantic/index.js';
import { printType } from '../src/semantic/index.js';
import { goVersion, runGo, whyNoGo } from './go/toolchain.js';

const GO_TIMEOUT_MS = 300_000;
const facts = new PackageFacts('example.com/p', 'p', []);

const named = (importPath: string, name: string): Type => ({ tag: 'named', path: importPath, name });
const declared = (importPath: string, name: string): Type => ({ tag: 'declared', path: importPath, name });
const print = (type: Type): string => shown(facts.resolve(type));

/** The type with the aliases in it replaced by what they stand for, as go/types gives it. */
function withoutAliases(type: Type): Type {
  const resolved = facts.resolve(type);
  switch (resolved.tag) {
    case 'pointer':
      return { ...resolved, to: withoutAliases(resolved.to) };
    case 'map':
      return { ...resolved, key: withoutAliases(resolved.key), of: withoutAliases(resolved.of) };
    case 'slice':
    case 'array':
    case 'chan':
      return { ...resolved, of: withoutAliases(resolved.of) };
    case 'func':
      return {
        ...resolved,
        params: resolved.params.map(withoutAliases),
        results: resolved.results.map(withoutAliases),
      };
    default:
      return resolved;
  }
}

const text = (type: Type): string => shown(withoutAliases(type));

describe('the standard library', () => {
  it('can be read in all of its packages', () => {
    const paths = stdlibPaths();
    expect(paths.length).toBeGreaterThan(150);
    for (const importPath of paths) {
      const { values, types } = stdlibPackage(importPath) ?? { values: new Map(), types: new Map() };
      expect(values.size + types.size, importPath).toBeGreaterThan(0);
    }
    expect(stdlibPackage('example.com/other')).toBeUndefined();
    expect(stdlibPackage('toString')).toBeUndefined();
  });

  it('gives types to functions, variables, fields and methods', () => {
    expect(print(declared('net/http', 'Get'))).toBe('func(string) (*net/http.Response, error)');
    const response: Type = { tag: 'result', of: declared('net/http', 'Get'), index: 0 };
    const body: Type = { tag: 'field', of: response, name: 'Body' };
    expect(print(body)).toBe('io.ReadCloser');
    expect(print({ tag: 'result', of: { tag: 'field', of: body, name: 'Close' }, index: 0 })).toBe('error');
    const done: Type = { tag: 'field', of: named('context', 'Context'), name: 'Done' };
    expect(print({ tag: 'result', of: done, index: 0 })).toBe('<-chan struct{}');
    expect(print({ tag: 'result', of: declared('time', 'Duration'), index: 0 })).toBe('time.Duration');
    expect(print(named('os', 'FileInfo'))).toBe('io/fs.FileInfo');
    expect(print({ tag: 'element', of: named('net/http', 'Header') })).toBe('[]string');
    expect(print({ tag: 'element', of: { tag: 'field', of: named('time', 'Ticker'), name: 'C' } })).toBe('time.Time');
    expect(
      print({ tag: 'result', of: { tag: 'field', of: { tag: 'basic', name: 'error' }, name: 'Error' }, index: 0 }),
    ).toBe('string');
  });

  it('tells what is behind a name', () => {
    const tagOf = (importPath: string, name: string): string => facts.underlying(named(importPath, name)).tag;
    expect(tagOf('net/http', 'Header')).toBe('map');
    expect(tagOf('time', 'Duration')).toBe('basic');
    expect(tagOf('context', 'Context')).toBe('interface');
    expect(tagOf('context', 'CancelFunc')).toBe('func');
    expect(tagOf('sync', 'Mutex')).toBe('struct');
    expect(tagOf('example.com/other', 'Thing')).toBe('unknown');
  });

  it('passes through embedded fields, and gives the type that declares the method', () => {
    const select = (importPath: string, type: string, name: string): string => {
      const callee = calleeSelected(facts, named(importPath, type), name);
      return calleeName(callee) ?? callee.kind;
    };
    expect(select('bufio', 'ReadWriter', 'Flush')).toBe('(*bufio.Writer).Flush');
    expect(select('io', 'ReadCloser', 'Close')).toBe('(io.ReadCloser).Close');
    expect(select('testing', 'T', 'Fatal')).toBe('(*testing.T).Fatal');
    expect(select('net/http', 'Header', 'Get')).toBe('(net/http.Header).Get');
    expect(select('net/http', 'Header', 'Missing')).toBe('unknown');
  });
});

describe('rebase', () => {
  it('names the types of a package by its import path, and leaves all others', () => {
    const own: Type = { tag: 'named', path: '', name: 'node' };
    const value: Type = { tag: 'declared', path: '', name: 'start' };
    const types: Type[] = [
      { tag: 'pointer', to: own },
      { tag: 'map', key: { tag: 'basic', name: 'string' }, of: { tag: 'chan', direction: 'send', of: own } },
      { tag: 'func', params: [own, named('io', 'Reader')], results: [{ tag: 'slice', of: own }] },
      { tag: 'struct', fields: [{ name: 'node', type: own, isEmbedded: true }] },
      { tag: 'field', of: { tag: 'result', of: value, index: 0 }, name: 'next' },
      { tag: 'element', of: { tag: 'pointee', of: { tag: 'sliced', of: { tag: 'key', of: value } } } },
      { tag: 'unknown' },
    ];
    expect(types.map((type) => shown(rebase(type, 'a.b/c')))).toEqual([
      '*a.b/c.node',
      'map[string]chan<- a.b/c.node',
      'func(a.b/c.node, io.Reader) []a.b/c.node',
      'struct{a.b/c.node}',
      'typeof(a.b/c.start)#0.next',
      '*(keyof(typeof(a.b/c.start))[:])[]',
      '?',
    ]);
  });
});

describe('names in the knowledge tables', () => {
  const tables = Object.entries(knowledge).flatMap(([title, value]): [string, readonly string[]][] =>
    value instanceof Set || value instanceof Map ? [[title, [...value.keys()]]] : [],
  );

  it.each(tables)('of %s are those of the standard library', (_, names) => {
    const isUnread = /^\(?\*?(?:github\.com|google\.golang\.org|go\.etcd\.io|syscall\.)/;
    const missing = names.filter((name) => !isUnread.test(name) && !isThere(name));
    expect(missing).toEqual([]);
  });

  function isThere(name: string): boolean {
    const [, star, importPath = '', type = '', method = ''] = /^\((\*?)(.*)\.(\w+)\)\.(\w+)$/.exec(name) ?? [];
    if (method !== '') {
      const receiver = standardLibrary.member(importPath, type, method)?.receiver;
      return star === '*' ? receiver === 'pointer' : receiver === 'value' || receiver === 'interface';
    }
    const dot = name.lastIndexOf('.');
    return standardLibrary.typeOf(name.slice(0, dot), name.slice(dot + 1))?.tag === 'func';
  }
});

const PROGRAM = fileURLToPath(new URL('./go/stdlib.go', import.meta.url));
/** The Go that the table was made from. An older one does not have all of its names. */
const TABLE_MINOR = 26;
/** In package testing for the go command, and by its documentation not covered by the Go 1 promise. */
const NOT_DESCRIBED = 'value testing RegisterCover: go/types func(testing.Cover), table ?';

const minor = Number(/^go1\.(\d+)/.exec(goVersion() ?? '')?.[1] ?? NaN);
const reason = whyNoGo() ?? (minor >= TABLE_MINOR ? undefined : `the table is of go1.${TABLE_MINOR}`);

describe('the table and go/types', () => {
  if (reason === undefined) it('agree on every exported name', agree, GO_TIMEOUT_MS);
  else {
    it(`are not compared: ${reason}`, () => {
      expect(reason).not.toBe('');
    });
  }

  it('would not agree on a name that one of them has in another way', () => {
    expect(disagreement(['value', 'net/http', 'Get', 'func(string)'])).toHaveLength(1);
    expect(disagreement(['method', 'sync', 'Pool', 'Put', 'value', 'sync.Pool', 'func(interface)'])).toHaveLength(1);
    expect(disagreement(['method', 'sync', 'Pool', 'Put', 'pointer', 'sync.Pool', 'func(interface)'])).toEqual([]);
  });
});

async function agree(): Promise<void> {
  const result = await runGo('go', ['run', PROGRAM, ...stdlibPaths()], path.dirname(PROGRAM));
  expect(result.stderr).toBe('');
  const lines = result.stdout.trimEnd().split('\n');
  // A later Go has more names; those that there were do not change.
  const rows = lines.map((line) => line.split('\t')).filter(minor === TABLE_MINOR ? () => true : isInTable);
  expect(rows.length).toBeGreaterThan(8000);
  expect(rows.flatMap(disagreement).filter((said) => said !== NOT_DESCRIBED)).toEqual([]);
}

/** What a line of the program says and what we say instead, or nothing. */
/** go/types was asked for no names of type parameters. */
function shown(type: Type): string {
  return printType(type).replace(/\$\d+/g, 'type parameter');
}

function disagreement(row: readonly string[]): string[] {
  const ours = answer(row);
  const theirs = row.slice(3).join(' ');
  return ours === theirs ? [] : [`${row.slice(0, 3).join(' ')}: go/types ${theirs}, table ${ours}`];
}

function answer([what, importPath = '', name = '', member = '']: readonly string[]): string {
  const type = named(importPath, name);
  switch (what) {
    case 'value':
      return text(declared(importPath, name));
    case 'alias':
      return text(type);
    case 'underlying':
      return underlying(facts.underlying(type));
    case 'field':
    case 'method':
      return `${member} ${selected(facts.select(type, member))}`;
    default:
      return `nothing about ${what ?? ''}`;
  }
}

function underlying(type: Type): string {
  if (type.tag === 'struct' && type.fields.length > 0) return 'struct';
  return type.tag === 'interface' ? `interface ${[...type.methods].sort().join(' ')}` : text(type);
}

function selected(found: Selected): string {
  const owner = 'owner' in found && found.owner !== undefined ? `${found.owner.path}.${found.owner.name}` : '?';
  switch (found.what) {
    case 'field':
      return text(found.type);
    case 'method':
      return `${found.isPointerReceiver ? 'pointer' : 'value'} ${owner} ${text(found.signature)}`;
    case 'interface-method':
      return `interface ${owner} ${text(found.signature)}`;
    case 'unknown':
      return '?';
  }
}

function isInTable([, importPath = '', name = '']: readonly string[]): boolean {
  const known = stdlibPackage(importPath);
  return known !== undefined && (known.values.has(name) || known.types.has(name));
}
