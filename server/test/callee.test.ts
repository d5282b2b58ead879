import { describe, expect, it } from 'vitest';
import { workspacePath } from '../src/base/index.js';
import type { Callee } from '../src/facts/index.js';
import { calleeName, calleeOf, extractFacts, link } from '../src/facts/index.js';
import type { NodeId } from '../src/semantic/index.js';
import { FileModel, printType } from '../src/semantic/index.js';
import { parse } from './harness/engine.js';

const TYPES = `package p

import (
	"bytes"
	"context"
	"sync"
	"net/http"
)

type node struct {
	sync.Mutex
	*bytes.Buffer
	pool   sync.Pool
	ctx    context.Context
	client *http.Client
	hook   func()
	parent *node
}

func (n *node) stop() {}
func (n node) name() string { return "" }

type closer interface{ end() }

type wrapped struct {
	closer
	error
}

type buffers = sync.Pool

type list[T any] struct{ sync.RWMutex }

func (l *list[T]) add(T) {}

func start() *node { return nil }
`;

/** How each call of the body reads: its name in Go's notation, or what it is. In source order, outer ones first. */
async function calls(body: string, imports = ''): Promise<string[]> {
  return (await callees(body, imports)).map((callee) => {
    const type = callee.kind === 'conversion' ? ` ${printType(callee.type)}` : '';
    return calleeName(callee) ?? `${callee.kind}${type}`;
  });
}

async function callees(body: string, imports = ''): Promise<Callee[]> {
  const sources = [`package p\n\n${imports}\n\nfunc use(n *node) {\n${body}\n}\n`, TYPES];
  const models = await Promise.all(
    sources.map(async (source, i) => {
      const file = await parse({ path: workspacePath(`f${i}.go`), source });
      return new FileModel(file.path, file.text.text, file.ast);
    }),
  );
  const facts = link('example.com/p', models.map(extractFacts)).get('p');
  const [model] = models;
  if (facts === undefined || model === undefined) throw new Error('no package p');
  return model.callsIn(0 as NodeId).map((call) => calleeOf(model, facts, call));
}

describe('calleeOf', () => {
  it('names functions of this and of other packages', async () => {
    const imports = 'import (\n\tr "runtime"\n\t"net/http"\n\t"example.com/other"\n)\n';
    const body = 'r.SetFinalizer(n, nil)\nhttp.Get("")\nother.Do()\nstart()\nuse(n)\n(start)()\nslices[int](1)';
    expect(await calls(body, imports)).toEqual([
      'runtime.SetFinalizer',
      'net/http.Get',
      'example.com/other.Do',
      'start',
      'use',
      'start',
      'unknown',
    ]);
  });

  it('names methods by the type that declares them, through embedding', async () => {
    const body = `n.stop()
n.name()
n.Lock()
n.WriteString("")
n.pool.Put(n)
n.client.Do(nil)
start().parent.pool.Get()
var g list[int]
g.add(1)
g.RLock()
var b buffers
b.Put(1)`;
    expect(await calls(body)).toEqual([
      '(*node).stop',
      '(node).name',
      '(*sync.Mutex).Lock',
      '(*bytes.Buffer).WriteString',
      '(*sync.Pool).Put',
      '(*net/http.Client).Do',
      '(*sync.Pool).Get',
      'start',
      '(*list).add',
      '(*sync.RWMutex).RLock',
      '(*sync.Pool).Put',
    ]);
  });

  it('tells what the method is called on, and through which fields', async () => {
    const [lock] = await callees('n.parent.Lock()');
    expect(lock).toMatchObject({ kind: 'method', name: 'Lock', via: ['Mutex'], isPointerReceiver: true });
    const [put, , get] = await callees('(*sync.Pool).Put(pool(), n)\n(*sync.Pool).Get()', 'import "sync"\n');
    expect(put).toMatchObject({ kind: 'method', receiver: { path: 'sync', name: 'Pool' }, name: 'Put' });
    expect(put?.kind === 'method' && put.object !== undefined).toBe(true);
    expect(get).toMatchObject({ kind: 'method', name: 'Get', object: undefined });
  });

  it('names methods of interfaces, named and embedded ones', async () => {
    const body = `n.ctx.Done()
var w wrapped
w.end()
w.Error()
var err error
err.Error()
var c closer
c.end()
var x interface{ end() }
x.end()
n.client.Transport.RoundTrip(nil)`;
    expect(await calls(body)).toEqual([
      '(context.Context).Done',
      '(closer).end',
      '(error).Error',
      '(error).Error',
      '(closer).end',
      'interface-method',
      '(net/http.RoundTripper).RoundTrip',
    ]);
  });

  it('knows errgroup', async () => {
    const imports = 'import (\n\t"context"\n\t"golang.org/x/sync/errgroup"\n)\n';
    const body = 'g, ctx := errgroup.WithContext(context.Background())\ng.Go(nil)\nctx.Done()';
    expect(await calls(body, imports)).toEqual([
      'golang.org/x/sync/errgroup.WithContext',
      'context.Background',
      '(*golang.org/x/sync/errgroup.Group).Go',
      '(context.Context).Done',
    ]);
  });

  it('reads method expressions', async () => {
    const body = '(*sync.Pool).Put(x, y)\n(*node).stop(n)\nnode.name(*n)\n((*node).stop)(n)\ntime.Time.String(t)';
    expect(await calls(body, 'import (\n\t"sync"\n\t"time"\n)\n')).toEqual([
      '(*sync.Pool).Put',
      '(*node).stop',
      '(node).name',
      '(*node).stop',
      '(time.Time).String',
    ]);
  });

  it('tells conversions, builtins and literals, and is silent about values', async () => {
    const body = `_ = closer(nil)
_ = time.Duration(1)
_ = []byte("")
_ = string("")
_ = (*node)(nil)
_ = append(nil)
func() {}()
n.hook()
hooks[0]()
func() func() { return nil }()()
f := start
f()
_ = list[int](g)
_ = http.HandlerFunc(nil)`;
    expect(await calls(body, 'import (\n\t"time"\n\t"net/http"\n)\n')).toEqual([
      'conversion closer',
      'conversion time.Duration',
      'conversion string',
      'conversion *node',
      'append',
      'literal',
      'unknown',
      'unknown',
      'unknown',
      'literal',
      'unknown',
      'conversion list',
      'conversion net/http.HandlerFunc',
    ]);
  });

  it('believes the package about predeclared names, and one dot import about names that nobody declares', async () => {
    const imports = 'import . "net/http"\n';
    expect(await calls('Get("")\nnil.x()', imports)).toEqual(['net/http.Get', 'unknown']);
    expect(await calls('Get("")', 'import (\n\t. "net/http"\n\t. "os"\n)\n')).toEqual(['unknown']);
  });
});
