import { expect, test } from 'vitest';
import type { Diagnostic, Uri } from 'vscode';
import { filterFindings, isFiltering, NO_FILTER, readFilter } from './filter-findings.js';
import { groupFindings, type Grouping } from './group-findings.js';
import type { ListedFinding } from './listed-finding.js';
import { readFindings } from './read-findings.js';
import { withoutTwins } from './twins.js';

const uri = { toString: () => 'file:///m/p/a.go' } as unknown as Uri;

function rangeAt(line: number, lastLine = line): Diagnostic['range'] {
  return { start: { line, character: 3 }, end: { line: lastLine, character: 9 } } as Diagnostic['range'];
}

function diagnosticOf(more: Readonly<Record<string, unknown>> = {}): Diagnostic {
  const plain = {
    source: 'leaklens',
    code: 'GL4001',
    message: 'c is captured',
    severity: 1,
    range: rangeAt(4),
    ...more,
  };
  return plain;
}

function finding(more: Partial<ListedFinding>): ListedFinding {
  const diagnostic = diagnosticOf();
  return {
    ...{ key: '', uri, path: 'p/a.go', line: 1, column: 1, severity: 'warning', confidence: 'high', code: 'GL4001' },
    ...{ rule: 'finalizer-captures-target', message: 'c is captured', fixes: 0, page: undefined, diagnostic },
    ...more,
  };
}

const LISTED = [
  finding({ path: 'p/b.go', line: 9 }),
  finding({ path: 'p/b.go', line: 10, confidence: 'low', severity: 'hint' }),
  finding({ path: 'main.go', code: 'GL1001', rule: 'goroutine-blocked-send', confidence: 'medium' }),
  finding({ path: 'p/a.go', line: 7 }),
];

test.each<[Grouping, readonly string[]]>([
  ['rule', ['GL1001: main.go:1', 'GL4001: p/a.go:7 p/b.go:9 p/b.go:10']],
  ['package', ['.: main.go:1', 'p: p/a.go:7 p/b.go:9 p/b.go:10']],
  ['file', ['main.go: main.go:1', 'p/a.go: p/a.go:7', 'p/b.go: p/b.go:9 p/b.go:10']],
  ['confidence', ['high: p/a.go:7 p/b.go:9', 'medium: main.go:1', 'low: p/b.go:10']],
])('groups by %s, in the order of keys and places', (grouping, expected) => {
  const groups = groupFindings(LISTED, grouping);
  expect(
    groups.map(({ key, findings }) => `${key}: ${findings.map(({ path, line }) => `${path}:${line}`).join(' ')}`),
  ).toEqual(expected);
});

test('filters by severity, confidence and by words in any of the texts', () => {
  const count = (filter: Partial<typeof NO_FILTER>): number =>
    filterFindings(LISTED, { ...NO_FILTER, ...filter }).length;
  expect(count({})).toBe(4);
  expect(count({ severities: ['hint'] })).toBe(1);
  expect(count({ confidences: ['high', 'medium'] })).toBe(3);
  expect(count({ text: ' P/B  captured ' })).toBe(2);
  expect(count({ text: 'goroutine-blocked gl1001 main.go' })).toBe(1);
  expect(count({ text: 'nowhere' })).toBe(0);
  expect(
    [NO_FILTER, { ...NO_FILTER, text: '  ' }, { ...NO_FILTER, confidences: ['low'] as const }].map(isFiltering),
  ).toEqual([false, false, true]);
});

test('reads a filter that was kept, and lets everything through where it makes no sense', () => {
  const filter = { severities: ['warning'], confidences: ['high'], text: 'pool' };
  expect(readFilter(JSON.parse(JSON.stringify(filter)))).toEqual(filter);
  for (const kept of [undefined, null, 3, 'x', {}, { severities: 'all', confidences: [], text: 1 }]) {
    expect(readFilter(kept)).toEqual(NO_FILTER);
  }
  expect(readFilter({ severities: ['fatal', 'hint'] }).severities).toEqual(['hint']);
});

test('reads findings from diagnostics, with what the server says beside the message', () => {
  const page = { path: '/pages/x.md' } as Uri;
  const data = { fingerprint: '12', rule: 'finalizer-captures-target', kind: 'k', confidence: 'medium', fixes: 2 };
  const own = diagnosticOf({ code: { value: 'GL4001', target: page }, data });
  const [first, second, third, ...none] = readFindings(uri, 'p/a.go', [
    diagnosticOf({ source: 'gopls' }),
    diagnosticOf({ code: undefined }),
    own,
    diagnosticOf({ code: 'GL4001', data }),
    diagnosticOf({ severity: 3, data: 'garbage' }),
  ]);
  expect(none).toEqual([]);
  expect(first).toMatchObject({
    line: 5,
    column: 4,
    severity: 'warning',
    confidence: 'medium',
    fixes: 2,
    code: 'GL4001',
  });
  expect(first?.page).toBe(page);
  expect(first?.diagnostic).toBe(own);
  expect(second?.key).not.toBe(first?.key);
  expect(third).toMatchObject({ severity: 'hint', confidence: 'high', fixes: 0, rule: 'GL4001' });
});

test('leaves out what another tool reports at the same line under its own name', () => {
  const own = diagnosticOf({ code: 'GL3001', range: rangeAt(4, 5) });
  const kept = (other: Readonly<Record<string, unknown>>): number => withoutTwins([own], [diagnosticOf(other)]).length;
  expect(kept({ source: 'lostcancel', code: 'default', range: rangeAt(5) })).toBe(0);
  expect(kept({ source: 'go vet', code: { value: 'lostcancel' }, range: rangeAt(4) })).toBe(0);
  expect(kept({ source: 'lostcancel', code: 'default', range: rangeAt(6) })).toBe(1);
  expect(kept({ source: 'compiler', code: 'UnusedVar' })).toBe(1);
  expect(withoutTwins([own], [])).toEqual([own]);
  const without = diagnosticOf({ code: 'GL4001' });
  expect(withoutTwins([without], [diagnosticOf({ source: 'lostcancel' })])).toEqual([without]);
});
