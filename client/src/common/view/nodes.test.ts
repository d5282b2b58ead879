import { expect, test } from 'vitest';
import type { AuditSummary } from '../../../../server/src/protocol/messages.js';
import { NO_FILTER } from '../findings/filter-findings.js';
import type { ListedFinding } from '../findings/listed-finding.js';
import { childNodes, rootNodes, type Node, type ViewContent } from './nodes.js';

const finding = {
  ...{ key: 'k', path: 'p/a.go', line: 3, column: 1, code: 'GL4001', rule: 'r', message: 'm' },
  ...{ severity: 'warning', confidence: 'high' },
} as unknown as ListedFinding;

const summary: AuditSummary = {
  ...{ files: 9, analysed: 5, findings: 1, findingFiles: 1, durationMs: 4 },
  skipped: [
    { uri: 'file:///m/x.go', reason: 'permission denied' },
    { uri: 'file:///m/a.pb.go', reason: 'generated file' },
    { uri: 'file:///m/b.pb.go', reason: 'generated file' },
  ],
  parseErrors: [{ uri: 'file:///m/broken.go', line: 7 }],
};

const content: ViewContent = { findings: [finding], filter: NO_FILTER, grouping: 'rule', summary };

/** Every row with its indentation. */
function outline(nodes: readonly Node[], indent = ''): readonly string[] {
  return nodes.flatMap((node) => [`${indent}${labelOf(node)}`, ...outline(childNodes(node), `${indent}  `)]);
}

function labelOf(node: Node): string {
  switch (node.kind) {
    case 'group':
      return `group ${node.group.key}`;
    case 'finding':
      return `finding ${node.finding.path}:${node.finding.line}`;
    case 'broken':
      return 'broken';
    case 'skipped':
      return `skipped ${node.count}`;
    case 'reason':
      return `reason ${node.reason.reason}`;
    case 'file':
      return `file ${node.uri}${node.line === undefined ? '' : `:${node.line}`}`;
  }
}

test('lists findings in groups, and behind them what was not looked at', () => {
  expect(outline(rootNodes(content))).toEqual([
    'group GL4001',
    '  finding p/a.go:3',
    'broken',
    '  file file:///m/broken.go:7',
    'skipped 3',
    '  reason generated file',
    '    file file:///m/a.pb.go',
    '    file file:///m/b.pb.go',
    '  reason permission denied',
    '    file file:///m/x.go',
  ]);
});

test('is empty where there is nothing to tell', () => {
  expect(rootNodes({ ...content, summary: undefined, filter: { ...NO_FILTER, text: 'elsewhere' } })).toEqual([]);
  expect(rootNodes({ ...content, findings: [], summary: { ...summary, skipped: [], parseErrors: [] } })).toEqual([]);
});
