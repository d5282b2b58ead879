import { describe, expect, it } from 'vitest';
import { workspacePath } from '../src/base/index.js';
import type { Cfg } from '../src/semantic/index.js';
import {
  FileModel,
  deferredAt,
  dominatorsOf,
  happensIn,
  isEndOf,
  loopsOf,
  postDominatorsOf,
  printControlFlow,
  searchPaths,
} from '../src/semantic/index.js';
import { parse } from './harness/engine.js';

const repeated = (count: number, of: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => of(i)).join('\n');
const nested = (depth: number, open: string, close: string): string =>
  `${open.repeat(depth)}use(0)${close.repeat(depth)}`;

/** Function bodies larger than people write and generators do, with the least number of points that they must have. */
const BODIES: Readonly<Record<string, readonly [string, number]>> = {
  'blocks in blocks': [nested(500, '{\n', '\n}'), 1],
  'ifs in ifs': [nested(500, 'if ok {\n', '\n}'), 501],
  'loops in loops': [nested(500, 'for ok {\n', '\n}'), 1001],
  'literals in literals': [nested(300, 'func() {\n', '\n}()'), 1],
  'switches in switches': [nested(300, 'switch {\ncase ok:\n', '\n}'), 301],
  'else if': [`${repeated(10_000, (i) => `if n == ${i} {\nuse(${i})\n} else`)} {\n}`, 20_000],
  statements: [repeated(10_000, (i) => `use(${i})`), 10_000],
  'early returns': [repeated(10_000, (i) => `if n == ${i} {\nreturn\n}`), 20_000],
  'error checks': [repeated(5_000, () => 'if err := work(); err != nil {\nreturn\n}'), 15_000],
  'errors of one variable': [
    `var err error\n${repeated(5_000, () => 'err = work()\nif err != nil {\nreturn\n}')}`,
    15_000,
  ],
  'empty ifs': [repeated(10_000, () => 'if ok {\n};'), 10_000],
  cases: [`switch n {\n${repeated(2_000, (i) => `case ${i}:\nuse(${i})`)}\n}`, 4_000],
  'conditions as cases': [`switch {\n${repeated(2_000, (i) => `case n == ${i}, ok:\nuse(${i})`)}\n}`, 6_000],
  'values of one case': [`switch n {\ncase ${repeated(5_000, (i) => `${i},`)} -1:\n}`, 5_001],
  'select cases': [`select {\n${repeated(2_000, (i) => `case <-c[${i}]:\nuse(${i})`)}\n}`, 4_000],
  terms: [`if ${repeated(20_000, (i) => `n == ${i} ||`)} ok {\nuse(0)\n}`, 20_002],
  'terms in parentheses': [`if ${'(ok && '.repeat(1_000)} ok ${')'.repeat(1_000)} {\nuse(0)\n}`, 1_002],
  gotos: [repeated(3_000, (i) => `l${i}:\nif n == ${i} {\ngoto l${(i * 7) % 3_000}\n}`), 9_000],
  breaks: [`for {\n${repeated(10_000, (i) => `if n == ${i} {\nbreak\n}`)}\n}`, 20_000],
  defers: [repeated(2_000, () => 'if ok {\ndefer use(0)\n}'), 4_000],
  flags: [
    `${repeated(500, (i) => `f${i} := ok && n > ${i}\nuse(f${i})`)}\n${repeated(2, () => repeated(500, (i) => `if f${i} {\nuse(0)\n}`))}`,
    3_000,
  ],
};

describe('large functions', () => {
  for (const [name, [body, least]] of Object.entries(BODIES)) {
    it(`${name}: graph, dominators, loops, values and paths`, async () => {
      const source = `package p\n\nfunc large(n int, ok bool, c []chan int) {\n${body}\n}\n`;
      const file = await parse({ path: workspacePath('large.go'), source });
      const model = new FileModel(file.path, file.text.text, file.ast);
      const [func] = model.bindings.functions;
      if (func === undefined) throw new Error('no function');
      const cfg = model.cfg(func);
      expect(cfg.points.length).toBeGreaterThanOrEqual(least + 4);
      askAll(model, cfg);
      expect(happensIn(model, func, ({ node }) => node >= 0 && model.textOf(node) === 'nothing')).toBe('none');
    });
  }

  it('can be printed', async () => {
    const source = `package p\n\nfunc large(ok bool) {\n${nested(300, 'for ok {\n', '\n}')}\n}\n`;
    const file = await parse({ path: workspacePath('large.go'), source });
    const model = new FileModel(file.path, file.text.text, file.ast);
    expect(printControlFlow(model).length).toBeGreaterThan(10_000);
  });
});

function askAll(model: FileModel, cfg: Cfg): void {
  const dominators = dominatorsOf(cfg);
  expect(dominators.has(cfg.entry)).toBe(true);
  expect(postDominatorsOf(cfg).has(cfg.exit)).toBe(true);
  expect(loopsOf(cfg).all.length).toBeLessThan(cfg.points.length);
  expect(deferredAt(cfg, cfg.exit).length).toBe(cfg.defers.length);
  const { found } = searchPaths(model, cfg, { from: cfg.entry, at: ({ id }) => (isEndOf(cfg, id) ? 'match' : 'pass') });
  expect(found.length).toBeGreaterThan(0);
  for (let node = 0; node < model.ast.size; node += 101) cfg.pointOf(node as Cfg['points'][number]['node']);
}
