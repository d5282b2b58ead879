import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { workspacePath } from '../src/base/index.js';
import type { Cfg, Fact, FuncInfo, Point } from '../src/semantic/index.js';
import { FileModel, errorGuardsOf, isEndOf, searchPaths } from '../src/semantic/index.js';
import { SourceText } from '../src/text/index.js';
import { parse } from './harness/engine.js';

const fixture = join(import.meta.dirname, '../../test-fixtures/semantic/paths/errors.go');

describe('paths from an acquisition', () => {
  let model: FileModel;
  let source: SourceText;

  beforeAll(async () => {
    model = await modelOf(readFileSync(fixture, 'utf8'));
    source = new SourceText(model.text);
  });

  it('leave the function without release where the fixture says so', () => {
    const wanted = model.text.split('\n').flatMap((line, i) => (line.endsWith('// leaves') ? [i + 1] : []));
    const found = model.bindings.functions.flatMap((func) => {
      const { points, isExact } = leaving(model, func);
      expect(isExact).toBe(true);
      return points.map((point) => source.positionAt(model.spanOf(point.node).start).line + 1);
    });
    expect([...new Set(found)].sort((a, b) => a - b)).toEqual(wanted);
  });

  it('have edges that tell whether the error is nil, until it is assigned again', () => {
    const guards = model.bindings.functions.flatMap((func) => {
      const opened = acquisition(model, model.cfg(func));
      const error = opened?.assume.find(({ value }) => value === 'nil');
      if (opened === undefined || error === undefined) return [];
      const { failed, succeeded } = errorGuardsOf(model, model.cfg(func), opened.point.id, error.symbol);
      return [`${func.name} ${failed.length} ${succeeded.length}`];
    });
    expect(guards).toMatchInlineSnapshot(`
      [
        "plain 1 1",
        "turned 1 1",
        "inverted 1 1",
        "together 1 1",
        "negated 1 1",
        "twice 2 2",
        "again 1 1",
        "shadowed 2 2",
        "inIf 1 1",
        "cases 1 1",
        "tagged 2 1",
        "types 1 1",
        "is 2 0",
        "copied 0 0",
        "saved 1 1",
        "savedLater 1 1",
        "flagged 1 1",
        "looped 1 1",
        "panics 1 1",
        "captured 0 0",
      ]
    `);
  });
});

describe('a search over many flags', () => {
  it('ends, and says that it did not take all of them into account', async () => {
    const names = Array.from({ length: 40 }, (_, i) => `f${i}`);
    const code = [
      `package p\nfunc f(${names.join(', ')} bool) {`,
      ...names.map((name) => `if ${name} { use() }`),
      ...names.map((name) => `if ${name} { use() }`),
      '}\nfunc use() {}',
    ].join('\n');
    const model = await modelOf(code);
    const [func] = model.bindings.functions;
    if (func === undefined) throw new Error('no function');
    const cfg = model.cfg(func);
    const { found, isExact } = searchPaths(model, cfg, {
      from: cfg.entry,
      at: ({ id }) => (id === cfg.exit ? 'match' : 'pass'),
    });
    expect(isExact).toBe(false);
    expect(found.length).toBe(2);
  });
});

async function modelOf(source: string): Promise<FileModel> {
  const file = await parse({ path: workspacePath('errors.go'), source });
  return new FileModel(file.path, file.text.text, file.ast);
}

/** The points from which the function is left with the file open. */
function leaving(model: FileModel, func: FuncInfo): { points: Point[]; isExact: boolean } {
  const cfg = model.cfg(func);
  const opened = acquisition(model, cfg);
  if (opened === undefined) return { points: [], isExact: true };
  const { found, isExact } = searchPaths(model, cfg, {
    from: opened.point.id,
    assume: opened.assume,
    at: (point) => {
      if (isEndOf(cfg, point.id)) return 'match';
      return point.node >= 0 && point.kind !== 'head' && model.textOf(point.node).includes('f.Close()')
        ? 'end'
        : 'pass';
    },
  });
  const last = found.map((path) => cfg.points[path.last]);
  return { points: last.filter((point) => point !== undefined), isExact };
}

/** The statement `f, err := open()`, and that it succeeds. */
function acquisition(model: FileModel, cfg: Cfg): { point: Point; assume: Fact[] } | undefined {
  const isOpen = (point: Point): boolean =>
    point.kind === 'statement' && /^f, \w+ := open\(\)$/.test(model.textOf(point.node));
  const point = cfg.points.find(isOpen);
  if (point === undefined) return undefined;
  const declared = model.bindings.symbols.filter(
    ({ declaration }) => declaration >= 0 && cfg.pointOf(declaration) === point.id,
  );
  const assume = declared.map(({ id, name }): Fact => ({ symbol: id, value: name === 'f' ? 'non-nil' : 'nil' }));
  return { point, assume };
}
