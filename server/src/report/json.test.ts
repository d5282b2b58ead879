import { describe, expect, it } from 'vitest';
import { sampleFinding, sampleReport } from '../../test/support/report-sample.js';
import { expectValidFindings } from '../../test/support/schemas.js';
import { workspacePath } from '../base/index.js';
import { renderJson } from './json.js';

const parsed = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;

describe('renderJson', () => {
  it('writes the documented shape, keys in the documented order', () => {
    const text = renderJson(sampleReport());
    const report = parsed(text);
    expectValidFindings(report);
    expect(text.endsWith('}\n')).toBe(true);
    expect(Object.keys(report)).toEqual(['version', 'tool', 'root', 'summary', 'findings']);
    expect(report).toMatchObject({
      version: 1,
      tool: { name: 'leaklens', version: '1.2.3' },
      root: '/home/me/my node',
      summary: { files: 9, analysed: 5, parseErrors: [{ path: 'cmd/broken.go', line: 7 }], durationMs: 1234 },
    });
    expect(report['findings']).toEqual([
      {
        code: 'GL4001',
        rule: 'finalizer-captures-target',
        kind: 'captures',
        severity: 'warning',
        confidence: 'high',
        path: 'p2p/peer.go',
        range: { start: { line: 12, column: 3, byteColumn: 7 }, end: { line: 12, column: 23, byteColumn: 27 } },
        message: sampleFinding.message,
        function: '(*peer).open',
        related: [
          {
            path: 'p2p/peer.go',
            range: { start: { line: 10, column: 2, byteColumn: 2 }, end: { line: 10, column: 3, byteColumn: 3 } },
            message: 'c is declared here',
          },
        ],
        fixes: [
          {
            title: "Use the finalizer's parameter as c",
            kind: 'safe',
            edits: [
              {
                path: 'p2p/peer.go',
                range: {
                  start: { line: 12, column: 31, byteColumn: 31 },
                  end: { line: 12, column: 31, byteColumn: 31 },
                },
                newText: 'c ',
              },
              {
                path: 'p2p/other.go',
                range: { start: { line: 1, column: 1, byteColumn: 1 }, end: { line: 1, column: 3, byteColumn: 3 } },
                newText: '',
              },
            ],
          },
        ],
        fingerprint: '3f2c06d60ffe2cc1',
      },
    ]);
  });

  it('says why there is no fix, in its place', () => {
    const finding = { ...sampleFinding, fixes: [], noFix: 'the channel has several senders' };
    const report = parsed(renderJson(sampleReport({ findings: [finding] })));
    expectValidFindings(report);
    const [written] = report['findings'] as Record<string, unknown>[];
    expect(Object.keys(written ?? {}).slice(-3)).toEqual(['fixes', 'noFix', 'fingerprint']);
    expect(written?.['noFix']).toBe('the channel has several senders');
  });

  it('writes an empty report', () => {
    expectValidFindings(
      parsed(renderJson(sampleReport({ files: 0, analysed: 0, skipped: [], parseErrors: [], findings: [] }))),
    );
  });
});

describe('the schema', () => {
  const broken = (change: (report: Record<string, unknown>) => void): (() => void) => {
    const report = parsed(renderJson(sampleReport()));
    change(report);
    return () => expectValidFindings(report);
  };

  it('refuses what is not in it, and what lacks', () => {
    expect(broken((report) => (report['more'] = 1))).toThrow('additional');
    expect(broken((report) => delete report['root'])).toThrow('root');
    expect(broken((report) => (report['version'] = 2))).toThrow('constant');
  });

  it.each(['/absolute.go', '../outside.go', 'a/../b.go', ''])('refuses the path %j', (path) => {
    const finding = { ...sampleFinding, path: workspacePath(path) };
    expect(() => expectValidFindings(parsed(renderJson(sampleReport({ findings: [finding] }))))).toThrow('path');
  });

  it.each(['..go/a.go', 'a..b.go', '.', 'ünï/ß 1.go'])('takes the path %j', (path) => {
    const finding = { ...sampleFinding, path: workspacePath(path) };
    expectValidFindings(parsed(renderJson(sampleReport({ findings: [finding] }))));
  });
});
