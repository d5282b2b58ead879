import { expect, test } from 'vitest';
import type { Finding } from '../../src/engine/index.js';
import { makeExample } from './example.js';
import { staleFiles } from './generated.js';
import { lineDiff } from './line-diff.js';
import { generatePages } from './pages.js';
import { replaceBetween } from './rule-page.js';
import { generateRulesIndex } from './rules-index.js';
import { generateSources } from './sources.js';

test('generated files are as they should be; otherwise run npm run generate', async () => {
  const files = [...(await generateSources()), ...(await generatePages())];
  expect(files.length).toBeGreaterThan(3);
  expect(staleFiles(files).map((file) => file.path)).toEqual([]);
});

test('a file with other content, one that is missing and one that should not be there are stale', () => {
  const files = [
    { path: 'package.json', content: '' },
    { path: 'no-such-file', content: 'x' },
    { path: 'LICENSE', content: undefined },
    { path: 'no-such-file-either', content: undefined },
  ];
  expect(staleFiles(files).map((file) => file.path)).toEqual(['package.json', 'no-such-file', 'LICENSE']);
});

test('the index of the rules names each by its file', () => {
  const index = generateRulesIndex(['lock/a-b.ts', 'runtime/finalizer-captures-target.ts']);
  expect(index).toContain(`import { finalizerCapturesTarget } from './runtime/finalizer-captures-target.js';`);
  expect(index).toContain('= [aB, finalizerCapturesTarget];');
});

test('lineDiff shows what changes and the lines around it', () => {
  expect(lineDiff('a\nb\nc\nd\ne', 'a\nb\nX\nY\nd\ne', 1)).toBe(' b\n-c\n+X\n+Y\n d');
  expect(lineDiff('a\nb', 'a\nb', 1)).toBe('');
  expect(lineDiff('a', 'a\nb', 0)).toBe('+b');
});

test('replaceBetween keeps what is outside, is idempotent, and wants both marks', () => {
  const once = replaceBetween('x\n<!-- t:begin -->\nold\n<!-- t:end -->\ny\n', 't', 'new');
  expect(once).toBe('x\n<!-- t:begin -->\n\nnew\n\n<!-- t:end -->\ny\n');
  expect(replaceBetween(once, 't', 'new')).toBe(once);
  expect(() => replaceBetween('<!-- t:end --><!-- t:begin -->', 't', 'new')).toThrow('are missing');
});

const source = `package p

func bad() {
	f(1, 2) // want \`.*\`
}

func good() {
	f(3) // ok: one is enough
}
`;

function findingAt(line: number, column: number, endColumn: number): Finding {
  const place = { offset: 0, byteColumn: 0 };
  return {
    code: 'GL0001',
    rule: 'two-arguments',
    kind: 'plain',
    severity: 'warning',
    confidence: 'high',
    path: 'p.go' as Finding['path'],
    range: { start: { ...place, line, column }, end: { ...place, line, column: endColumn } },
    message: 'too many',
    function: 'bad',
    related: [],
    fixes: [],
    fingerprint: '',
  };
}

test('an example is parted into wrong and right, without what is meant for tests', () => {
  const example = makeExample(source, source.replace('f(1, 2)', 'f(1)'), [findingAt(4, 4, 8)]);
  expect(example.bad).toBe('package p\n\nfunc bad() {\n\tf(1, 2)\n}');
  expect(example.good).toBe('func good() {\n\tf(3) // one is enough\n}');
  expect(example.fix).toBe(' func bad() {\n-\tf(1, 2)\n+\tf(1)\n }');
  expect(example.marked).toBe('    f(1, 2)\n      ~~~~\nwarning: too many [GL0001]');
});

test('an example without a finding or without a right way is refused', () => {
  expect(() => makeExample(source, source, [])).toThrow('has no finding');
  expect(() => makeExample(source.replace('// ok', '//'), source, [findingAt(4, 4, 8)])).toThrow('no right way');
});
