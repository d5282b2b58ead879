import { expect, test } from 'vitest';
import { workspacePath } from '../base/index.js';
import { createTreeStore } from '../syntax/index.js';
import { readParserWasm } from '../../tools/lib/parser-wasm.js';
import { isInFlowOf, runsInPlace, standingAt } from './at-once.js';
import { FileModel } from './model.js';

const trees = await createTreeStore(readParserWasm());

/** The functions of a file with this statement, by their names. */
function functionsOf(statement: string): FileModel {
  const text = `package p\n\nfunc outer() {\n\t${statement}\n}\n`;
  return new FileModel(workspacePath('p.go'), text, trees.parseOnce(text));
}

/** The name of the function in whose control flow the call of `f` counts. */
function standing(statement: string): string | undefined {
  const text = `package p\n\nfunc outer() {\n\t${statement}\n}\n`;
  const model = new FileModel(workspacePath('p.go'), text, trees.parseOnce(text));
  const call = model.bindings.calls.find((node) => model.textOf(node) === 'f()');
  if (call === undefined) throw new Error('f is not called');
  return model.func(standingAt(model, call).func)?.name;
}

test.each([
  ['f()', 'outer'],
  ['func() { f() }()', 'outer'],
  ['(func() { f() })()', 'outer'],
  ['x := func() int { return f() }()', 'outer'],
  ['func() { func() { f() }() }()', 'outer'],
  ['func() { f(); g() }()', 'outer.func1'],
  ['func() { { f() } }()', 'outer.func1'],
  ['func() { defer f() }()', 'outer.func1'],
  ['go func() { f() }()', 'outer.func1'],
  ['defer func() { f() }()', 'outer.func1'],
  ['g(func() { f() })', 'outer.func1'],
  ['func() { go func() { f() }() }()', 'outer.func1.1'],
])('in %s a call of f counts in %s', (statement, name) => {
  expect(standing(statement)).toBe(name);
});

test.each([
  ['func() { f(); g() }()', ['outer.func1']],
  ['func(n int) { for { f(n) } }(1)', ['outer.func1']],
  ['(func() { func() { f() }() }())', ['outer.func1', 'outer.func1.1']],
  ['func() { go func() { defer f() }() }()', ['outer.func1']],
  ['func() { defer f() }()', []],
  ['x := func() int { return f() }()', []],
  ['go func() { f() }()', []],
  ['defer func() { f() }()', []],
  ['g(func() { f() })', []],
])('in %s literals run in place: %j', (statement, names) => {
  const model = functionsOf(statement);
  const inPlace = model.bindings.functions.filter((func) => runsInPlace(model, func));
  expect(inPlace.map(({ name }) => name)).toEqual(names);
});

test('of literals in each other only so many run in place that graphs stay small', () => {
  const model = functionsOf(`${'func() { '.repeat(2000)}f()${' }()'.repeat(2000)}`);
  const { functions } = model.bindings;
  const [outer] = functions;
  const last = functions.at(-1);
  if (outer === undefined || last === undefined) throw new Error('no functions');
  expect(functions.filter((func) => runsInPlace(model, func)).length).toBeGreaterThan(1000);
  expect(functions.filter((func) => isInFlowOf(model, func.id, outer.id)).length).toBeLessThan(10);
  expect(isInFlowOf(model, last.id, outer.id)).toBe(false);
});
