import { describe, expect, it } from 'vitest';
import { sampleFinding, sampleResult } from '../../../test/support/report-sample.js';
import { workspacePath } from '../../base/index.js';
import type { AuditResult, Confidence, Severity } from '../../engine/index.js';
import { exitCodeOf } from './exit-code.js';
import type { FailurePolicy } from './exit-code.js';

const clean: AuditResult = { ...sampleResult, files: 3, analysed: 3, skipped: [], parseErrors: [], findings: [] };
const policy: FailurePolicy = { failOn: 'warning', allowEmpty: false };
const found = (severity: Severity, confidence: Confidence = 'high'): AuditResult => ({
  ...clean,
  findings: [{ ...sampleFinding, severity, confidence }],
});

describe('findings', () => {
  it.each([
    ['hint', [1, 0, 0, 0]],
    ['information', [1, 1, 0, 0]],
    ['warning', [1, 1, 1, 0]],
    ['error', [1, 1, 1, 1]],
  ] as const)('of severity %s', (severity, codes) => {
    const thresholds = ['hint', 'information', 'warning', 'error'] as const;
    expect(thresholds.map((failOn) => exitCodeOf(found(severity), { ...policy, failOn }))).toEqual(codes);
    expect(exitCodeOf(found(severity), { ...policy, failOn: 'never' })).toBe(0);
  });

  it('of low confidence never fail a run', () => {
    expect(exitCodeOf(found('warning', 'medium'), policy)).toBe(1);
    expect(exitCodeOf(found('warning', 'low'), policy)).toBe(0);
  });
});

describe('an audit that saw nothing', () => {
  const broken = (paths: readonly string[]): AuditResult => ({
    ...clean,
    parseErrors: paths.map((path) => ({ path: workspacePath(path), line: 1 })),
  });

  it('is not clean', () => {
    expect(exitCodeOf(clean, policy)).toBe(0);
    expect(exitCodeOf({ ...clean, files: 0, analysed: 0 }, policy)).toBe(4);
    expect(exitCodeOf(broken(['a.go', 'b.go', 'c.go']), policy)).toBe(4);
    expect(exitCodeOf(broken(['a.go', 'b.go']), policy)).toBe(0);
  });

  it('may be allowed', () => {
    expect(exitCodeOf({ ...clean, files: 0, analysed: 0 }, { ...policy, allowEmpty: true })).toBe(0);
  });

  it('still fails by what it found', () => {
    expect(exitCodeOf({ ...broken(['a.go', 'b.go', 'c.go']), findings: [sampleFinding] }, policy)).toBe(1);
  });
});

it('a breakdown is neither clean nor a finding', () => {
  const skipped = [{ path: workspacePath('a.go'), reason: 'analysis failed: out of memory' }];
  expect(exitCodeOf({ ...clean, skipped }, policy)).toBe(3);
  expect(exitCodeOf({ ...found('warning'), skipped }, policy)).toBe(1);
});

it('a cancelled run says so before all else', () => {
  expect(exitCodeOf({ ...found('error'), isCancelled: true }, policy)).toBe(130);
});
