import { workspacePath } from '../../src/base/index.js';
import type { AuditResult, Finding, Place, Range } from '../../src/engine/index.js';
import type { Report, RuleDescription } from '../../src/report/index.js';

/** A range on one line; columns count from 1. */
export function range(line: number, column: number, endColumn: number, extraBytes = 0): Range {
  const place = (at: number): Place => ({ offset: at, line, column: at, byteColumn: at + extraBytes });
  return { start: place(column), end: place(endColumn) };
}

export const sampleFinding: Finding = {
  code: 'GL4001',
  rule: 'finalizer-captures-target',
  kind: 'captures',
  severity: 'warning',
  confidence: 'high',
  path: workspacePath('p2p/peer.go'),
  range: range(12, 3, 23, 4),
  message: 'finalizer of c captures c: it stays reachable, so the finalizer never runs',
  function: '(*peer).open',
  related: [{ path: workspacePath('p2p/peer.go'), range: range(10, 2, 3), message: 'c is declared here' }],
  fixes: [
    {
      title: "Use the finalizer's parameter as c",
      kind: 'safe',
      edits: [
        { path: workspacePath('p2p/peer.go'), range: range(12, 31, 31), newText: 'c ' },
        { path: workspacePath('p2p/other.go'), range: range(1, 1, 3), newText: '' },
      ],
    },
  ],
  fingerprint: '3f2c06d60ffe2cc1',
};

export const sampleRule: RuleDescription = {
  code: 'GL4001',
  id: 'finalizer-captures-target',
  title: 'Finalizer keeps the object reachable that it is set on',
  family: 'runtime',
  severity: 'warning',
  confidence: 'high',
  since: '0.1.0',
  kinds: { captures: 'the finalizer captures the object', holder: 'the finalizer captures what holds it' },
  docs: {
    why: 'It never runs.',
    fix: 'Use the parameter.',
    limits: 'Values in maps are not followed.',
    references: ['go:runtime.SetFinalizer', 'go:net/http.Client.Do', 'https://go.dev/doc/gc-guide'],
  },
};

/** An audit with one finding and every kind of trouble. */
export const sampleResult: AuditResult = {
  root: '/home/me/my node',
  files: 9,
  analysed: 5,
  skipped: [
    { path: workspacePath('api/a.pb.go'), reason: 'generated file' },
    { path: workspacePath('api/b.pb.go'), reason: 'generated file' },
    { path: workspacePath('secret'), reason: 'permission denied' },
    { path: workspacePath('vendor'), reason: 'vendor folder' },
    { path: workspacePath('x y.go'), reason: 'binary file' },
  ],
  parseErrors: [{ path: workspacePath('cmd/broken.go'), line: 7 }],
  findings: [sampleFinding],
  configurationProblems: [],
  durationMs: 1234,
  isCancelled: false,
};

/** The sample's report, with changes. */
export function sampleReport(changes: Partial<AuditResult> = {}): Report {
  return {
    tool: { name: 'leaklens', version: '1.2.3' },
    result: { ...sampleResult, ...changes },
    rules: [sampleRule],
  };
}
