import { expect, test } from 'vitest';
import { workspacePath } from '../base/index.js';
import { createTreeStore } from '../syntax/index.js';
import { readParserWasm } from '../../tools/lib/parser-wasm.js';
import { standingAt } from './at-once.js';
import { FileModel } from './model.js';

const trees = await createTreeStore(readParserWasm());

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
