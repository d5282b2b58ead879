import { describe, expect, it } from 'vitest';
import { workspacePath } from '../src/base/index.js';
import type { FuncInfo } from '../src/semantic/index.js';
import { FileModel, happensIn, literalsCalledAt, printFlowOf } from '../src/semantic/index.js';
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
