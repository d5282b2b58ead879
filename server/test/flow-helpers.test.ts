import { describe, expect, it } from 'vitest';
import { workspacePath } from '../src/base/index.js';
import type { Cfg, FuncInfo } from '../src/semantic/index.js';
import {
  FileModel,
  NO_NODE,
  bodyInPlace,
  happensIn,
  literalsCalledAt,
  loopsAround,
  loopsInFlow,
  printFlowOf,
} from '../src/semantic/index.js';
import { parse } from './harness/engine.js';

async function modelOf(body: string): Promise<FileModel> {
  const source = `package p\n\nfunc f(ok bool, list named) {\n${body}\n}\n`;
  const file = await parse({ path: workspacePath('p.go'), source });
  return new FileModel(file.path, file.text.text, file.ast);
}

function outermost(model: FileModel): FuncInfo {
  const [func] = model.bindings.functions;
  if (func === undefined) throw new Error('no function');
  return func;
}

describe('a graph with what the package knows', () => {
  it('is the one of the file where the package knows nothing new', async () => {
    const model = await modelOf('fail()\nfor range list {\n}');
    const func = outermost(model);
    expect(model.cfgWith(func, { effectOf: () => 'returns' })).toBe(model.cfg(func));
    expect(model.cfgWith(func, {})).toBe(model.cfg(func));
  });

  it('ends at calls that do not come back, and is kept', async () => {
    const model = await modelOf('if ok {\nfail()\n}\nuse()');
    const func = outermost(model);
    const known = {
      effectOf: (call: Parameters<FileModel['textOf']>[0]) =>
        model.textOf(call) === 'fail()' ? ('panics' as const) : ('returns' as const),
    };
    const cfg = model.cfgWith(func, known);
    expect(printFlowOf(model, func, cfg)).toContain('5 statement "fail()" -> 1');
    expect(printFlowOf(model, func)).toContain('5 statement "fail()" -> 6');
    expect(model.cfgWith(func, known)).toBe(cfg);
  });

  it('knows what is ranged over, constants of other files, and functions that recover', async () => {
    const model = await modelOf('defer handle()\nfor range list {\n}\nif debug {\nuse()\n}\npanic(ok)');
    const func = outermost(model);
    const cfg = model.cfgWith(func, {
      rangeKindOf: () => 'range-channel',
      constantOf: (node) => (model.textOf(node) === 'debug' ? false : undefined),
      recovers: () => true,
    });
    const printed = printFlowOf(model, func, cfg);
    expect(printed).toContain('range-channel "range list"');
    expect(printed).toContain('"use()" -> 8 (unreachable)');
    expect(printed).toContain('"panic(ok)" -> 1, 0 recovered');
  });
});

describe('a graph with the statements of literals that run in place', () => {
  function flowInPlace(model: FileModel): Cfg {
    return model.cfgWith(outermost(model), { bodyInPlace: (call) => bodyInPlace(model, call) });
  }

  async function flowOf(body: string): Promise<string> {
    const model = await modelOf(body);
    return printFlowOf(model, outermost(model), flowInPlace(model));
  }

  it('goes through them, and on behind them where they return', async () => {
    expect(await flowOf('func() {\nif ok {\nreturn\n}\nuse()\n}()\nlast()')).toContain(
      [
        '  4 statement "func() {…" -> 5',
        '  5 condition "ok" -> 6 true (ok true), 7 false (ok false)',
        '  6 statement "return" -> 8',
        '  7 statement "use()" -> 8',
        '  8 join "{…" -> 9',
        '  9 statement "last()" -> 0',
      ].join('\n'),
    );
  });

  it('keeps labels, loops and panics of each apart', async () => {
    const printed = await flowOf('next: for {\nfunc() {\nnext: for ok {\ncontinue next\n}\npanic(ok)\n}()\n}');
    expect(printed).toContain('statement "continue next" -> 8');
    expect(printed).toContain('statement "panic(ok)" -> 1');
  });

  it('stays outside of those that defer, and of those that are started or deferred', async () => {
    const printed = await flowOf('func() { defer use() }()\ngo func() { use() }()\ndefer func() { use() }()');
    expect(printed).not.toContain('"use()"');
  });

  it('knows what points cover nodes in them, and which loops are around these', async () => {
    const model = await modelOf('for ok {\nfunc() { for range list { use() } }()\n}');
    const [func, literal] = model.bindings.functions;
    const use = model.bindings.calls.find((call) => model.textOf(call) === 'use()');
    if (func === undefined || literal === undefined || use === undefined) throw new Error('no literal');
    const cfg = flowInPlace(model);
    expect(model.textOf(cfg.points[cfg.pointOf(use) ?? 0]?.node ?? NO_NODE)).toBe('use()');
    expect(model.cfg(func).pointOf(use)).toBeUndefined();
    expect(loopsInFlow(model, use, func.id)).toEqual([...model.bindings.loops].reverse());
    expect(loopsInFlow(model, use, literal.id)).toEqual(loopsAround(model, use));
  });
});

describe('what happens in a function', () => {
  const does = (model: FileModel): string => {
    const isRelease = ({ node }: { readonly node: Parameters<FileModel['textOf']>[0] }): boolean =>
      node >= 0 && /^release\(\)$/.test(model.textOf(node));
    return happensIn(model, outermost(model), isRelease);
  };

  it.each([
    ['release()', 'every'],
    ['if ok {\nrelease()\n}', 'some'],
    ['use()', 'none'],
    ['func() {\nrelease()\n}()', 'every'],
    ['func() {\nif ok {\nrelease()\n}\n}()', 'some'],
    ['x := func() int {\nrelease()\nreturn 1\n}()\nuse(x)', 'every'],
    ['defer func() {\nrelease()\n}()\nuse()', 'every'],
    ['defer func() {\nfunc() {\nrelease()\n}()\n}()', 'every'],
    ['if ok {\ndefer func() {\nrelease()\n}()\n}', 'some'],
    ['if ok {\nreturn\n}\ndefer func() {\nrelease()\n}()', 'some'],
    ['go func() {\nrelease()\n}()', 'none'],
    ['later := func() {\nrelease()\n}\nuse(later)', 'none'],
    ['defer use(func() {\nrelease()\n})', 'none'],
    ['if ok {\nrelease()\n} else {\nfunc() {\nrelease()\n}()\n}', 'every'],
    ['if ok {\npanic(1)\n}\nrelease()', 'every'],
  ])('%j: %s', async (body, expected) => {
    expect(does(await modelOf(body))).toBe(expected);
  });

  it('names the literals that a point calls where they stand', async () => {
    const model = await modelOf('use(func() int { return 1 }(), func() {}, func() { func() {}() }())');
    const cfg = model.cfg(outermost(model));
    const called = cfg.points.flatMap(({ id }) => literalsCalledAt(model, cfg, id).map(({ name }) => name));
    expect(called).toEqual(['f.func1', 'f.func3']);
  });
});
