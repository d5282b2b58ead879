import { describe, expect, it } from 'vitest';
import type { PackageFacts } from '../src/facts/index.js';
import { extractFacts, firstOf, hashFacts, link, siblingPackages, standardLibrary } from '../src/facts/index.js';
import type { Type } from '../src/semantic/index.js';
import { printType } from '../src/semantic/index.js';
import { factsOf, modelOf } from './harness/package.js';

/** The resolved type of the package-level variable, in Go's notation. */
function typeOf(facts: PackageFacts, variable: string): string {
  return printType(facts.resolve({ tag: 'declared', path: '', name: variable }));
}

const named = (name: string): Type => ({ tag: 'named', path: '', name });
const pointer = (name: string): Type => ({ tag: 'pointer', to: named(name) });

describe('types across files', () => {
  it('follow functions, methods, fields and elements of other files', async () => {
    const facts = await factsOf(
      'var (\n\ta = open()\n\tb = a.peers[0]\n\tc = b.next().addr\n\td, e = both()\n\tf = byName["x"]\n\tg = raw[1:]\n\th = *a\n)\n',
      'type node struct{ peers []*peer }\n\nfunc open() *node { return nil }\n\nfunc both() (*node, error) { return nil, nil }\n',
      'type peer struct{ addr string }\n\nfunc (p *peer) next() *peer { return p }\n\nvar byName map[string]*peer\n\nvar raw [8]byte\n',
    );
    const seen = Object.fromEntries([...'abcdefgh'].map((name) => [name, typeOf(facts, name)]));
    expect(seen).toEqual({
      a: '*node',
      b: '*peer',
      c: 'string',
      d: '*node',
      e: 'error',
      f: '*peer',
      g: '[]byte',
      h: 'node',
    });
  });

  it('look through aliases and conversions, and into the standard library', async () => {
    const facts = await factsOf(
      'import "os"\n\nvar a = handle(nil)\n\nvar b alias\n\nvar c, _ = os.Open("x")\n\nvar d os.File\n',
      'type handle *int\n\ntype alias = *node\n\ntype node struct{}\n',
    );
    expect(['a', 'b', 'c', 'd'].map((name) => typeOf(facts, name))).toEqual(['handle', '*node', '*os.File', 'os.File']);
  });

  it('put type arguments in place of type parameters, written or inferred', async () => {
    const facts = await factsOf(
      'import "sync/atomic"\n\nvar (\n\ta list[*node]\n\tb = a.head.value\n\tc = a.last()\n\td = pair[string, int]{}\n\te = d.second\n\tf = a.all()[0]\n\tg = keys(byName)[0]\n\th = keys[int](nil)\n\ti atomic.Pointer[node]\n\tj = i.Load()\n\tk = alias[bool]{}.first\n\tl = both[string, *node](nil)[""]\n)\n\nfunc keys[K comparable](m map[K]*node) []K { return nil }\n\nvar byName map[string]*node\n',
      'type list[T any] struct{ head *cell[T] }\n\ntype cell[U any] struct{ value U; next *cell[U] }\n\ntype node struct{}\n\nfunc (l *list[E]) last() E { return l.head.value }\n\nfunc (l *list[E]) all() []E { return nil }\n\ntype pair[A, B any] struct{ first A; second B }\n\ntype alias[X any] = pair[X, X]\n\nfunc both[A comparable, B any](m map[A]B) map[A]B { return m }\n',
    );
    const seen = Object.fromEntries([...'abcefghjkl'].map((name) => [name, typeOf(facts, name)]));
    expect(seen).toEqual({
      a: 'list[*node]',
      b: '*node',
      c: '*node',
      e: 'int',
      f: '*node',
      g: 'string',
      h: '[]int',
      j: '*node',
      k: 'bool',
      l: '*node',
    });
  });

  it('are unknown where files for different systems disagree, and end where types refer to themselves', async () => {
    const facts = await factsOf(
      'type handle int\n\nvar a handle\n\nvar loop = loop2\n\ntype ring ring2\n',
      'type handle struct{ fd int }\n\nvar loop2 = loop\n\ntype ring2 ring\n',
    );
    expect(facts.underlying(named('handle')).tag).toBe('unknown');
    expect(typeOf(facts, 'loop')).toBe('?');
    expect(facts.underlying(named('ring')).tag).toBe('unknown');
  });
});

describe('select', () => {
  const source = `type inner struct{ fd int }

func (i *inner) byPointer() {}
func (i inner) byValue()    {}

type far struct{ fd int }

func (f *far) close() {}

type closer interface{ end() }

type outer struct {
	inner
	*far2
	closer
	name string
}

type far2 struct{ far }

type opaque struct{ other.Thing }
`;

  it('finds the shallowest field or method, and tells what lies inside', async () => {
    const facts = await factsOf(source);
    expect(facts.select(pointer('outer'), 'name')).toMatchObject({ what: 'field', isInside: true });
    expect(facts.select(named('outer'), 'fd')).toMatchObject({ what: 'field', isInside: true });
    expect(facts.select(pointer('outer'), 'byPointer')).toMatchObject({
      what: 'method',
      isPointerReceiver: true,
      isInside: true,
    });
    expect(facts.select(pointer('outer'), 'byValue')).toMatchObject({
      what: 'method',
      isPointerReceiver: false,
      isInside: true,
    });
    expect(facts.select(pointer('outer'), 'close')).toMatchObject({
      what: 'method',
      isPointerReceiver: true,
      isInside: false,
    });
    expect(facts.select(pointer('outer'), 'end')).toMatchObject({ what: 'interface-method', isDirect: false });
    expect(facts.select(named('closer'), 'end')).toMatchObject({ what: 'interface-method', isDirect: true });
  });

  it('does not know what types of other packages hide', async () => {
    const facts = await factsOf(`import "example.com/other"\n\n${source}`);
    expect(facts.select(pointer('opaque'), 'anything').what).toBe('unknown');
    expect(facts.select({ tag: 'unknown' }, 'x').what).toBe('unknown');
  });

  it('gives no answer where two embedded types offer the name at one depth', async () => {
    const facts = await factsOf('type a struct{ x int }\n\ntype b struct{ x int }\n\ntype c struct {\n\ta\n\tb\n}\n');
    expect(facts.select(named('c'), 'x').what).toBe('unknown');
  });
});

describe('interfaces', () => {
  it('give the results of their methods, and of those of the interfaces that they embed', async () => {
    const facts = await factsOf(
      'import "io"\n\ntype feed interface {\n\tio.Closer\n\tsource\n\tQuit() <-chan struct{}\n}\n\nvar f feed\n\n' +
        'var a = f.Quit()\n\nvar b = f.Close()\n\nvar c = f.Blocks()\n\nvar d = f.Missing()\n',
      'type source interface{ Blocks() chan<- *block }\n\ntype block struct{}\n',
    );
    expect([...'abcd'].map((name) => typeOf(facts, name))).toEqual(['<-chan struct{}', 'error', 'chan<- *block', '?']);
    expect(facts.select(named('feed'), 'Close')).toMatchObject({ owner: { path: 'io', name: 'Closer' } });
    expect(facts.select(named('feed'), 'Missing')).toMatchObject({ what: 'interface-method', owner: undefined });
  });

  it('and structs that embed each other in circles come to an end', async () => {
    const ring = (kind: string): string => {
      const names = [...'abcdefgh'].map((name) => `${kind.charAt(0)}${name}`);
      return names.map((name) => `type ${name} ${kind} {\n\t${names.join('\n\t')}\n}\n`).join('\n');
    };
    const facts = await factsOf(`${ring('interface')}\n${ring('struct')}`);
    expect(facts.select(named('ia'), 'x').what).toBe('interface-method');
    expect(facts.select(named('sa'), 'x').what).toBe('unknown');
  });
});

describe('other packages', () => {
  it('of the same module answer by the same questions, with their own types under their import path', async () => {
    const sibling = await factsOf(
      'type conn struct{ next *conn }\n\nfunc (c *conn) Peer() *conn { return c }\n\nfunc Dial() *conn { return nil }\n',
    );
    const module = siblingPackages((path) => (path === 'a/b' ? sibling : undefined));
    const source =
      'package p\n\nimport (\n\t"a/b"\n\t"os"\n)\n\nvar x = b.Dial().Peer()\n\nvar y = x.next\n\nvar f, _ = os.Open("")\n';
    const facts = link('p', [extractFacts(await modelOf('p.go', source))], firstOf([module, standardLibrary])).get('p');
    expect(['x', 'y', 'f'].map((name) => facts && typeOf(facts, name))).toEqual(['*a/b.conn', '*a/b.conn', '*os.File']);
  });
});

describe('integer constants', () => {
  it('are computed across files', async () => {
    const facts = await factsOf(
      'const (\n\ta = b * (2 + 1) - 0x10\n\toctal, plain = 017, 1_000\n\ttyped uint8 = 7\n)\n',
      'const b = c\n\nconst c = 8\n',
    );
    const values = ['a', 'b', 'c', 'octal', 'plain', 'typed'].map((name) => facts.integerOf(name));
    expect(values).toEqual([8, 8, 8, 15, 1000, 7]);
  });

  it('are unknown where nobody can tell', async () => {
    const facts = await factsOf(
      'import "os"\n\nconst (\n\tfirst = iota\n\tsecond\n)\n\nconst text, ratio = "x", 1.5\n\nconst far = os.O_RDWR\n',
      'const system = 1\n\nconst ring = other\n\nvar variable = 3\n',
      'const system = 2\n\nconst other = ring\n',
    );
    const names = ['first', 'second', 'text', 'ratio', 'far', 'system', 'ring', 'variable', 'missing'];
    expect(names.filter((name) => facts.integerOf(name) !== undefined)).toEqual([]);
  });
});

describe('functions that are started as goroutines', () => {
  it('are those that a go statement of any file names, outside of what main and init do once', async () => {
    const facts = await factsOf(
      'type queue struct{}\n\nfunc (q *queue) run() {}\n\nfunc (q queue) drain() {}\n\nfunc serve() {}\n\nfunc once() {}\n\nfunc called() { serve() }\n',
      'type server struct{ *queue }\n\nfunc start(s *server, q queue) {\n\tgo s.run()\n\tgo q.drain()\n\tgo func() { called() }()\n}\n\nfunc init() {\n\tgo once()\n\tfor range 3 {\n\t\tgo serve()\n\t}\n}\n',
    );
    const isStarted = (receiver: string, name: string): boolean => facts.starts.has(receiver, name);
    expect([isStarted('queue', 'run'), isStarted('queue', 'drain'), isStarted('', 'serve')]).toEqual([
      true,
      true,
      true,
    ]);
    expect([isStarted('', 'once'), isStarted('', 'called'), isStarted('server', 'run')]).toEqual([false, false, false]);
  });
});

describe('mayLeadTo', () => {
  it('needs a type that can and a place that does', async () => {
    const types = 'type owner struct{ part *part }\n\ntype part struct{ owner *owner }\n\n';
    const idle = await factsOf(types);
    const busy = await factsOf(`${types}func tie(o *owner) { o.part = &part{owner: o} }\n`);
    expect(idle.mayLeadTo(pointer('part'), pointer('owner'))).toBe(false);
    expect(busy.mayLeadTo(pointer('part'), pointer('owner'))).toBe(true);
    expect(busy.mayLeadTo(named('string'), pointer('owner'))).toBe(false);
  });
});

describe('facts of a file', () => {
  it('do not change when only a body does, and change with a declaration', async () => {
    const facts = async (body: string): Promise<string> =>
      hashFacts(
        extractFacts(await modelOf('f.go', `package p\n\ntype t struct{ n int }\n\nfunc f(a int) *t { ${body} }\n`)),
      );
    expect(await facts('return nil')).toBe(await facts('x := a\n\t_ = x\n\treturn new(t)'));
    const other = hashFacts(
      extractFacts(await modelOf('f.go', 'package p\n\ntype t struct{ n int }\n\nfunc f(a int) t { return t{} }\n')),
    );
    expect(await facts('return nil')).not.toBe(other);
  });

  it('keep a package and its external tests apart', async () => {
    const models = [
      await modelOf('a.go', 'package p\n\ntype t int\n'),
      await modelOf('a_test.go', 'package p_test\n\nvar x t\n'),
    ];
    const packages = link('p', models.map(extractFacts));
    expect([...packages.keys()]).toEqual(['p', 'p_test']);
    expect(packages.get('p_test')?.isType('t')).toBe(false);
  });
});
