import { describe, expect, it } from 'vitest';
import { sampleFinding, sampleReport } from '../../test/support/report-sample.js';
import { workspacePath } from '../base/index.js';
import { renderText } from './text.js';
import type { TextOptions } from './text.js';

const plain: TextOptions = { colour: false, quiet: false, showPath: (path) => path };

describe('renderText', () => {
  it('shows findings with byte columns, then trouble, then a summary', () => {
    expect(renderText(sampleReport(), plain)).toBe(`p2p/peer.go:12:7: GL4001 ${sampleFinding.message}
\tp2p/peer.go:10:2: c is declared here

cmd/broken.go:7: not valid Go; what the error breaks was left out
secret: permission denied
x y.go: binary file

1 finding (1 warning); 5 of 9 Go files analysed; 1 not fully parsed; skipped: 2 generated file, 1 binary file, 1 permission denied, 1 vendor folder
`);
  });

  it('says why there is no fix', () => {
    const finding = { ...sampleFinding, fixes: [], noFix: 'the channel has\u001b several senders' };
    const text = renderText(sampleReport({ findings: [finding] }), { ...plain, quiet: true });
    expect(text.split('\n').slice(1)).toEqual([
      '\tp2p/peer.go:10:2: c is declared here',
      '\tno fix: the channel has\\x1b several senders',
      '',
    ]);
  });

  it('says in one line that all is well', () => {
    const report = sampleReport({ files: 1, analysed: 1, skipped: [], parseErrors: [], findings: [] });
    expect(renderText(report, plain)).toBe('no findings; 1 of 1 Go file analysed\n');
  });

  it('counts by severity, the gravest first', () => {
    const findings = (['hint', 'warning', 'hint', 'error'] as const).map((severity) => ({
      ...sampleFinding,
      severity,
    }));
    expect(renderText(sampleReport({ findings }), plain)).toContain('4 findings (1 error, 1 warning, 2 hint);');
  });

  it('is silent but for findings when quiet', () => {
    expect(renderText(sampleReport(), { ...plain, quiet: true }).split('\n')).toHaveLength(3);
    expect(renderText(sampleReport({ findings: [] }), { ...plain, quiet: true })).toBe('');
  });

  it('colours, and says the same', () => {
    const coloured = renderText(sampleReport(), { ...plain, colour: true });
    expect(coloured).toContain('\u001b[33mGL4001\u001b[0m');
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(renderText(sampleReport(), plain));
  });

  it('lets no name reach the terminal as a command', () => {
    const finding = { ...sampleFinding, path: workspacePath('a\u001b[2J\nb.go'), message: 'x\u009by' };
    const text = renderText(sampleReport({ findings: [finding] }), plain);
    expect(text.split('\n')[0]).toBe('a\\x1b[2J\\x0ab.go:12:7: GL4001 x\\x9by');
  });

  it('shows paths as the reader sees them', () => {
    const text = renderText(sampleReport(), { ...plain, showPath: (path) => `../${path}` });
    expect(text).toMatch(/^\.\.\/p2p\/peer\.go:12:7: /);
    expect(text).toContain('\n../secret: permission denied\n');
  });
});
