import { describe, expect, it } from 'vitest';
import { workspacePath } from '../../src/base/index.js';
import type { Finding, FixKind } from '../../src/engine/index.js';
import { applyFixes, fixesOfKind, lineAfterFixes, renderGolden } from './fixes.js';

const path = workspacePath('p/a.go');
const file = { path, source: 'package p\n\nfunc f() {}\n\nfunc g() {}\n' };

/** A finding whose fix replaces `old` by `newText`. */
function finding(old: string, newText: string, kind: FixKind, title: string): Finding {
  const at = (offset: number): Finding['range']['start'] => ({ offset, line: 1, column: 1, byteColumn: 1 });
  const start = file.source.indexOf(old);
  const range = { start: at(start), end: at(start + old.length) };
  return {
    code: 'GL4001',
    rule: 'some-rule',
    kind: 'some',
    severity: 'warning',
    confidence: 'high',
    path,
    range,
    message: 'm',
    function: '',
    related: [],
    fixes: [{ title, kind, edits: [{ path, range, newText }] }],
    fingerprint: '0123456789abcdef',
  };
}

const safe = finding('f()', 'f(x int)', 'safe', 'give f a parameter');
const review = finding('g() {}', 'g() {\n}', 'review', 'break g');

describe('fixes', () => {
  it('are chosen by kind', () => {
    expect(fixesOfKind([safe, review], 'review').map(({ fix }) => fix.title)).toEqual(['break g']);
  });

  it('are applied together', () => {
    const all = [...fixesOfKind([safe], 'safe'), ...fixesOfKind([review], 'review')];
    expect(applyFixes(file, all)).toBe('package p\n\nfunc f(x int) {}\n\nfunc g() {\n}\n');
  });

  it('that touch each other are refused', () => {
    expect(() => applyFixes(file, fixesOfKind([safe, safe], 'safe'))).toThrow(/touch the same text/);
  });

  it('move the lines behind them', () => {
    const longer = fixesOfKind([finding('f() {}', 'f() {\n}', 'review', 'break f')], 'review');
    expect([1, 3, 5].map((line) => lineAfterFixes(file, longer, line))).toEqual([1, 3, 6]);
  });

  it('are shown whole where they are safe, and by declaration where they want a look', () => {
    expect(renderGolden(file, [safe, review])).toBe(
      'package p\n\nfunc f(x int) {}\n\nfunc g() {}\n-- break g --\nfunc g() {\n}\n',
    );
  });
});
