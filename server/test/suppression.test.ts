import { describe, expect, test } from 'vitest';
import { workspacePath } from '../src/base/index.js';
import { lint } from './harness/engine.js';

const LEAK = 'runtime.SetFinalizer(c, func(*conn) { _ = c })';
const LONG = 'runtime.SetFinalizer(\n\t\tc,\n\t\tfunc(*conn) { _ = c },\n\t)';
const HEAD = 'package p\n\nimport "runtime"\n\ntype conn struct{ fd int }\n';

/** `FUNC` and `HEAD` stand for what nearly every source begins with. */
function sourceOf(text: string): string {
  return text.replace('HEAD', HEAD).replace('FUNC', 'func f(c *conn) {').replace(/LEAK/g, LEAK).replace(/LONG/g, LONG);
}

async function leaksIn(source: string): Promise<number> {
  const files = [{ path: workspacePath('p.go'), source }];
  const { findings } = await lint({ importPath: 'example.com/p', goVersion: '1.24', files });
  return findings.filter(({ code }) => code === 'GL4001').length;
}

const own = '//leaklens:ignore GL4001 -- why';

const silent: readonly string[] = [
  `HEAD\nFUNC\n\tLEAK ${own}\n}\n`,
  `HEAD\nFUNC\n\t${own}\n\tLEAK\n}\n`,
  `HEAD\nFUNC\n\tLONG ${own}\n}\n`,
  `HEAD\nFUNC\n\t${own}\n\n\t// remark\n\tLONG\n}\n`,
  `HEAD\nFUNC\n\truntime.SetFinalizer(c, //leaklens:ignore GL4001 -- on the first line\n\t\tfunc(*conn) { _ = c })\n}\n`,
  `HEAD\nFUNC\n\truntime.SetFinalizer(\n\t\tc, //leaklens:ignore GL4001 -- in the middle\n\t\tfunc(*conn) { _ = c },\n\t)\n}\n`,
  `HEAD\nFUNC\n\t${own}\n\tif c.fd > 0 {\n\t\tfor {\n\t\t\tLEAK\n\t\t}\n\t}\n}\n`,
  `HEAD\nFUNC\n\tswitch c.fd {\n\t${own}\n\tcase 1:\n\t\tLEAK\n\t}\n}\n`,
  `HEAD\nFUNC\n\tgo func() {\n\t\tLEAK\n\t}() ${own}\n}\n`,
  `HEAD\n// f is documented.\n//\n${own}\nFUNC\n\tLEAK\n}\n`,
  `//leaklens:ignore-file GL4001 -- why\nHEAD\nFUNC\n\tLEAK\n}\n`,
  `HEAD\nFUNC\n\tLEAK\n}\n\n//leaklens:ignore-file finalizer-captures-target\n`,
  `HEAD\nFUNC\n\tLEAK /*leaklens:ignore GL4001 -- why*/\n}\n`,
  `HEAD\nFUNC\n\t/*leaklens:ignore GL4001 -- why*/\n\tLEAK\n}\n`,
  `HEAD\nFUNC\n\tLEAK //leaklens:ignore gl4001,GL4002 until=2999-12-31 -- 日本語の理由 😀\n}\n`,
  `HEAD\nFUNC\n\t_ = "日本😀"; LEAK ${own}\n}\n`,
  `HEAD\nFUNC\n\tLEAK //leaklens:ignore GL4001\n}\n`,
  'HEAD\nFUNC\n\tLEAK //nolint\n}\n',
  'HEAD\nFUNC\n\tLEAK // nolint:all // why\n}\n',
  'HEAD\nFUNC\n\tLEAK //nolint:errcheck, SA5005 // why\n}\n',
  'HEAD\nFUNC\n\tLEAK //nolint:leaklens\n}\n',
  'HEAD\nFUNC\n\tLEAK //nolint:finalizer-captures-target\n}\n',
  'HEAD\n//nolint:sa5005\nFUNC\n\tLEAK\n}\n',
  '//nolint:sa5005\nHEAD\nFUNC\n\tLEAK\n}\n',
  'HEAD\nFUNC\n\tLEAK //lint:ignore SA5005 it is so\n}\n',
  'HEAD\nFUNC\n\t//lint:ignore SA1000,SA5* it is so\n\tLEAK\n}\n',
  'HEAD\n//lint:file-ignore SA5005 it is so\nFUNC\n\tLEAK\n}\n',
  'HEAD\nFUNC\n\tLEAK // nosemgrep\n}\n',
  'HEAD\nFUNC\n\t// nosemgrep\n\tLEAK\n}\n',
  'HEAD\nFUNC\n\tLEAK // NOSONAR\n}\n',
];

const loud: readonly string[] = [
  'HEAD\nFUNC\n\tLEAK // leaklens:ignore GL4001 -- blank\n}\n',
  'HEAD\nFUNC\n\tLEAK //leaklens:ignore GL4002 -- another\n}\n',
  'HEAD\nFUNC\n\tLEAK //leaklens:ignore -- none\n}\n',
  `HEAD\nFUNC\n\t_ = c ${own}\n\tLEAK\n}\n`,
  `HEAD\nFUNC\n\t${own}\n\t_ = c\n\tLEAK\n}\n`,
  `HEAD\nFUNC\n\tif c.fd > 0 { ${own}\n\t\tLEAK\n\t}\n}\n`,
  `HEAD\nfunc g(c *conn) {\n\t_ = c\n\t${own}\n}\n\nFUNC\n\tLEAK\n}\n`,
  `${own}\nHEAD\nFUNC\n\tLEAK\n}\n`,
  'HEAD\nFUNC\n\tLEAK //nolint:errcheck\n}\n',
  'HEAD\nFUNC\n\tLEAK //nolintx\n}\n',
  'HEAD\n//nolint:sa5005\n\nFUNC\n\tLEAK\n}\n',
  'HEAD\nFUNC\n\tLEAK //lint:ignore SA5005\n}\n',
  'HEAD\nFUNC\n\tLEAK //lint:ignore SA6002 it is so\n}\n',
  'HEAD\nFUNC\n\tLEAK // #nosec G104\n}\n',
  'HEAD\nFUNC\n\tLEAK // #nosec\n}\n',
  'HEAD\nFUNC\n\tLEAK //revive:disable-line\n}\n',
  'HEAD\nFUNC\n\t//noinspection GoResourceLeak\n\tLEAK\n}\n',
  'HEAD\nFUNC\n\tLEAK // see NOSONARQUBE\n}\n',
  'HEAD\nFUNC\n\t_ = "//leaklens:ignore GL4001"; LEAK\n}\n',
];

describe('a leak is not told', () => {
  test.each(silent)('%j', async (text) => {
    const source = sourceOf(text);
    expect(await leaksIn(source)).toBe(0);
    expect(await leaksIn(source.replace(/\n/g, '\r\n'))).toBe(0);
    expect(await leaksIn(`\uFEFF${source}`)).toBe(0);
  });
});

describe('a leak is told', () => {
  test.each(loud)('%j', async (text) => {
    const source = sourceOf(text);
    expect(await leaksIn(source)).toBe(1);
    expect(await leaksIn(source.replace(/\n/g, '\r\n'))).toBe(1);
  });
});

/** The leak of a variable that a loop shares, which gosec, revive and vet know, too. */
const LOOP =
  'HEAD\n\nvar fs []func()\n\nfunc g(xs []int) {\n\tfor _, x := range xs {\n\t\tfs = append(fs, func() { println(x) })AT\n\t}\n}\n';

const codesOf = async (source: string): Promise<readonly string[]> => {
  const files = [{ path: workspacePath('p.go'), source }];
  const { findings } = await lint({ importPath: 'example.com/p', goVersion: '1.20', files });
  return findings.map(({ code }) => code);
};

describe.each([
  ['#nosec G601', ' // #nosec G601 -- why'],
  ['#nosec alone', ' // #nosec'],
  ['gosec:disable', ' //gosec:disable G601 -- why'],
  ['revive:disable-line', ' //revive:disable-line:range-val-in-closure'],
  ['revive:disable-line alone', ' //revive:disable-line'],
  ['loopclosure', ' //nolint:loopclosure'],
])('%s', (_, comment) => {
  test('silences the loop variable, and nothing does without it', async () => {
    const source = LOOP.replace('HEAD', 'package p');
    expect(await codesOf(source.replace('AT', ''))).toEqual(['GL1010']);
    expect(await codesOf(source.replace('AT', comment))).toEqual([]);
  });
});

test('a region and the next line are silenced', async () => {
  const source = LOOP.replace('HEAD', 'package p').replace('AT', '');
  const region = source.replace('func g', '//revive:disable:range-val-in-closure\nfunc g');
  expect(await codesOf(region)).toEqual([]);
  expect(await codesOf(region.replace('func g', '//revive:enable\nfunc g'))).toEqual(['GL1010']);
  expect(await codesOf(source.replace('\t\tfs =', '\t\t//revive:disable-next-line\n\t\tfs ='))).toEqual([]);
  expect(await codesOf(source.replace('\t\tfs =', '\t\t// codeql[loopclosure]\n\t\tfs ='))).toEqual([]);
});
