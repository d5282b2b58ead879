import { expect, test } from 'vitest';
import { workspacePath } from '../base/index.js';
import { range, sampleFinding, sampleResult, sampleRule } from '../../test/support/report-sample.js';
import { renderMarkdown } from './markdown.js';

const tool = { name: 'leaklens', version: '1.2.3' };

test('has a table of rules, the findings of each file with links to their lines, and what went wrong', () => {
  const text = renderMarkdown({ tool, result: sampleResult, rules: [sampleRule] });
  expect(text).toContain('| GL4001 | Finalizer keeps the object reachable that it is set on | 1 | warning |');
  expect(text).toContain('## p2p/peer.go\n\n- [peer.go:12](p2p/peer.go#L12) **GL4001** finalizer of c captures c');
  expect(text).toContain('  - [peer.go:10](p2p/peer.go#L10) c is declared here');
  expect(text).toContain('## Not looked at as a whole');
  expect(text.endsWith('\n\nLeaklens 1.2.3\n')).toBe(true);
});

test('says so where there is nothing', () => {
  const result = { ...sampleResult, findings: [], skipped: [], parseErrors: [], files: 2, analysed: 2 };
  expect(renderMarkdown({ tool, result, rules: [sampleRule] })).toBe(
    '# Leaklens\n\nno findings; 2 of 2 Go files analysed.\n\nLeaklens 1.2.3\n',
  );
});

test('takes nothing in Go code or file names for markup', () => {
  const finding = {
    ...sampleFinding,
    path: workspacePath('a b/日(1).go'),
    message: '`*p` of x[i](y) | <-c\n_z_',
    range: range(3, 1, 2),
    related: [],
  };
  const text = renderMarkdown({ tool, result: { ...sampleResult, findings: [finding] }, rules: [] });
  expect(text).toContain('[日(1).go:3](a%20b/%E6%97%A5%281%29.go#L3)');
  expect(text).toContain('\\`\\*p\\` of x\\[i\\](y) \\| \\<-c \\_z\\_ (warning, high confidence)');
});
