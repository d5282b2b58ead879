import { describe, expect, it } from 'vitest';
import { workspacePath } from '../../src/base/index.js';
import type { Finding } from '../../src/engine/index.js';
import { complaintsAbout } from './compare.js';

const path = workspacePath('p/a.go');

function finding(line: number, message: string): Finding {
  const place = { offset: 0, line, column: 1, byteColumn: 1 };
  return {
    code: 'GL4001',
    rule: 'some-rule',
    kind: 'some',
    severity: 'warning',
    confidence: 'high',
    path,
    range: { start: place, end: place },
    message,
    function: '',
    related: [],
    fixes: [],
    fingerprint: '0123456789abcdef',
  };
}

function complaints(source: string, findings: readonly Finding[]): string[] {
  return complaintsAbout({ path, source }, findings, 'GL4001');
}

describe('complaintsAbout', () => {
  it('has nothing to say where all is as wanted', () => {
    expect(complaints('f() // want `f .*`\ng() // ok', [finding(1, 'f leaks')])).toEqual([]);
  });

  it('names a finding that is missing, with its line', () => {
    expect(complaints('x\nf() // want `f .*`', [])).toEqual([
      'p/a.go:2: no finding that matches ^(?:f .*)$\n    f() // want `f .*`',
    ]);
  });

  it('names a finding that nobody wants', () => {
    expect(complaints('f()', [finding(1, 'f leaks')])[0]).toMatch(/^p\/a\.go:1: unexpected finding: GL4001 f leaks/);
    expect(complaints('f() // ok', [finding(1, 'f leaks')])[0]).toContain("finding on a line marked 'ok'");
    expect(complaints('f() // known-miss: deep', [finding(1, 'f leaks')])[0]).toContain("marked 'known-miss'");
  });

  it('meets each want once', () => {
    expect(complaints('f() // want `f .*`', [finding(1, 'f leaks'), finding(1, 'f leaks')])).toHaveLength(1);
    expect(complaints('f() // want `f .*` `f .*`', [finding(1, 'f leaks')])).toHaveLength(1);
  });

  it('looks at the code and the place', () => {
    expect(complaints('f() // want GL1001 `f .*`', [finding(1, 'f leaks')])).toHaveLength(2);
    expect(complaints('f(g()) // want at "f(" `f .*`', [finding(1, 'f leaks')])).toEqual([]);
    expect(complaints('f(g()) // want at "g(" `f .*`', [finding(1, 'f leaks')])).toHaveLength(2);
  });

  it('looks at the kind of fix', () => {
    const fixes = [{ title: 'change f', kind: 'review' as const, edits: [] }];
    const offered = { ...finding(1, 'f leaks'), fixes };
    expect(complaints('f() // want `f .*` fix: review', [offered])).toEqual([]);
    expect(complaints('f() // want `f .*` fix: safe', [offered])).toHaveLength(1);
    expect(complaints('f() // want `f .*` fix: none', [offered])).toHaveLength(1);
    expect(complaints('f() // want `f .*` fix: safe', [finding(1, 'f leaks')])).toHaveLength(1);
  });
});
