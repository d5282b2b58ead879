import Ajv from 'ajv';
import { describe, expect, test } from 'vitest';
import { workspacePath } from '../base/index.js';
import { byCode, rules } from '../rules/index.js';
import { SourceText } from '../text/index.js';
import { createDefinition } from './definition.js';
import { compileGlob, globProblem, isMatchedBy } from './globs.js';
import { nearestName } from './nearest-name.js';
import { readConfiguration } from './read-file.js';
import { configurationSchema } from './schema.js';

const definition = createDefinition(rules);
const read = (value: unknown) =>
  readConfiguration(
    new SourceText(JSON.stringify(value)),
    { file: '/m/x.json', path: workspacePath('x.json') },
    definition,
  );
const messages = (value: unknown): readonly string[] => read(value).problems.map(({ message }) => message);

describe('patterns', () => {
  test.each([
    ['*.pb.go', 'a.pb.go', true],
    ['*.pb.go', 'x/y/a.pb.go', true],
    ['/*.pb.go', 'x/a.pb.go', false],
    ['./a.go', 'a.go', true],
    ['gen', 'gen/a.go', true],
    ['gen', 'x/gen/y/a.go', true],
    ['gen/', 'gen/a.go', true],
    ['gen/', 'x/gen', false],
    ['gen/', 'gen/gen', true],
    ['gen/**', 'gen/x/a.go', true],
    ['gen/*.go', 'gen/x/a.go', false],
    ['x/gen', 'y/x/gen/a.go', false],
    ['**/gen/*.go', 'a/gen/b.go', true],
    ['日本/?.go', '日本/語.go', true],
    ['caf\u00e9.go', 'cafe\u0301.go', true],
    ['{a,b}/*.go', 'b/x.go', true],
    ['[ab].go', 'b.go', true],
    ['a(1).go', 'a(1).go', true],
    ['(a+)+$', 'aaaa', false],
    ['a+b@c.go', 'a+b@c.go', true],
    ['.hidden/*', '.hidden/a.go', true],
    ['A.go', 'a.go', false],
    ['a b.go', 'a b.go', true],
  ])('%s and %s: %s', (pattern, path, isMatch) => {
    expect(globProblem(pattern)).toBeUndefined();
    expect(compileGlob(pattern).matches(path)).toBe(isMatch);
  });

  test('the last one that matches decides', () => {
    const globs = ['*.go', '!keep.go', 'x/keep.go'].map(compileGlob);
    expect(['a.go', 'keep.go', 'x/keep.go'].map((path) => isMatchedBy(globs, path))).toEqual([true, false, true]);
  });

  test.each(['', '!', '  ', '../a', 'a/../b', 'C:/x', '*a*b*c*d', '*/*/*/*/*/*/*', 'x'.repeat(501), 'a\0b'])(
    '%j is refused',
    (pattern) => {
      expect(globProblem(pattern)).toBeDefined();
    },
  );

  test('the worst that is taken is quick', () => {
    const glob = compileGlob('**/*a*a/**/*a');
    const started = performance.now();
    glob.matches(`${`${'a'.repeat(40)}/`.repeat(8)}b`);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('pairs', () => {
  test('are read as the engine takes them', () => {
    const pairs = [
      { acquire: 'example.com/store.Open', release: 'Close' },
      {
        name: 'index lock',
        acquire: ['(*example.com/store.DB).Begin', 'example.com/x/v2.New*'],
        resource: 'argument 1',
        error: 'none',
        release: ['Rollback|Commit', 'example.com/store.Free(#)', '(*example.com/store.DB).Put(_, #)', 'call'],
        borrows: 'example.com/store.Use',
        returns: 'example.com/store.Tx',
        ownership: 'callee',
        severity: 'hint',
        message: 'see the wiki',
      },
    ];
    const { content, problems } = read({ pairs });
    expect(problems).toEqual([]);
    expect(content.pairs.map(({ value }) => value)).toEqual([
      {
        ...{ rule: 'GL3000', noun: 'resource', acquire: ['example.com/store.Open'] },
        ...{ resource: { of: 'result', index: 0 }, error: 'last', release: ['Close'] },
      },
      {
        ...{ rule: 'GL3000', noun: 'index lock', resource: { of: 'argument', index: 1 }, error: 'none' },
        acquire: ['(*example.com/store.DB).Begin', 'example.com/x/v2.New*'],
        release: ['Rollback', 'Commit', '()'],
        releasedBy: ['example.com/store.Free#0', '(*example.com/store.DB).Put#1'],
        ...{ borrowedBy: ['example.com/store.Use'], returns: ['example.com/store.Tx'], ownership: 'callee' },
        ...{ severity: 'hint', note: 'see the wiki' },
      },
    ]);
  });

  test.each([
    [{ release: 'Close' }, '"acquire" is missing'],
    [{ acquire: 'x.Open' }, '"release" is missing'],
    [
      { acquire: 'Open', release: 'Close' },
      '"Open" names no function; write "example.com/store.Open" or "(*example.com/store.DB).Begin"',
    ],
    [
      { acquire: 'x.Open', release: 'x.Free()' },
      '"x.Free()" releases nothing; write a method such as "Close", "call", or a function such as "example.com/store.Free(#)"',
    ],
    [
      { acquire: 'x.Open', release: 'Close', resource: 'result' },
      '"result" is no place; write "result 0", "argument 0" or "receiver"',
    ],
    [
      { acquire: 'x.Open', release: 'Close', severity: 'error' },
      '"error" is not one of "warning", "information", "hint"',
    ],
    [{ acquire: 'x.Open', release: 'Close', aquire: 1 }, '"aquire" is no setting here; did you mean "acquire"?'],
  ])('%j: %s', (pair, message) => {
    expect(messages({ pairs: [pair] })).toEqual([message]);
  });
});

describe('the schema', () => {
  const validate = new Ajv({ strict: false }).compile(configurationSchema(byCode(rules)));
  const good = { acquire: 'x.Open', release: ['Close'] };

  test.each([
    {},
    { $schema: 'x', root: true, extends: 'strict', minConfidence: 'low' },
    {
      extends: ['./a.json', 'audit'],
      rules: { '*': 'off', GL4001: 'error', 'pool-retains-large': { severity: 'hint' } },
    },
    { include: 'a', exclude: ['b', '!c'], skip: { generated: false, tests: true } },
    { directives: { requireReason: true, foreign: false, aliases: { x: 'GL4001', y: ['GL4001'] } } },
    { pairs: [good], overrides: [{ files: '*', rules: {}, minConfidence: 'high', pairs: good }] },
  ])('takes what is read without a problem: %j', (value) => {
    expect(messages(value)).toEqual([]);
    expect(validate(value)).toBe(true);
  });

  test.each([
    [],
    'x',
    { rootless: true },
    { root: 1 },
    { minConfidence: 'none' },
    { rules: [] },
    { rules: { GL0001: 'off' } },
    { rules: { GL4001: 'loud' } },
    { rules: { GL4001: { severity: 'hint', x: 1 } } },
    { exclude: [1] },
    { skip: { all: true } },
    { directives: { foreign: 'no' } },
    { pairs: [{ acquire: 'x.Open' }] },
    { overrides: [{ rules: {} }] },
    { overrides: [{ files: '*', exclude: 'x' }] },
  ])('refuses what is read with a problem: %j', (value) => {
    expect(messages(value)).not.toEqual([]);
    expect(validate(value)).toBe(false);
  });
});

test('names that are nearly right are recognised', () => {
  const names = ['rules', 'root', 'minConfidence'];
  expect(['rulez', 'ruels', 'rot', 'minconfidense', 'x', 'skip'].map((name) => nearestName(name, names))).toEqual([
    ...['rules', 'rules', 'root', 'minConfidence'],
    ...[undefined, undefined],
  ]);
});
