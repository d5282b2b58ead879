import type { AuditSummary, FileParseError } from '../../../../server/src/protocol/messages.js';
import { filterFindings, type FindingFilter } from '../findings/filter-findings.js';
import { groupFindings, type FindingGroup, type Grouping } from '../findings/group-findings.js';
import type { ListedFinding } from '../findings/listed-finding.js';

/** A row of the view. */
export type Node =
  | { readonly kind: 'group'; readonly grouping: Grouping; readonly group: FindingGroup }
  | { readonly kind: 'finding'; readonly grouping: Grouping; readonly finding: ListedFinding }
  /** Files that are not valid Go as a whole. */
  | { readonly kind: 'broken'; readonly files: readonly FileParseError[] }
  /** Files and folders that the audit left out. */
  | { readonly kind: 'skipped'; readonly count: number; readonly reasons: readonly SkipReason[] }
  | { readonly kind: 'reason'; readonly reason: SkipReason }
  | { readonly kind: 'file'; readonly uri: string; readonly line: number | undefined };

/** What was left out for one reason. */
export interface SkipReason {
  readonly reason: string;
  /** URIs. */
  readonly files: readonly string[];
}

/** What the view shows. */
export interface ViewContent {
  readonly findings: readonly ListedFinding[];
  readonly filter: FindingFilter;
  readonly grouping: Grouping;
  /** That of the last audit. */
  readonly summary: AuditSummary | undefined;
}

/** The rows at the top: groups of findings, and behind them what was not looked at. */
export function rootNodes({ findings, filter, grouping, summary }: ViewContent): readonly Node[] {
  const groups = groupFindings(filterFindings(findings, filter), grouping);
  const broken = summary?.parseErrors ?? [];
  const reasons = skipReasons(summary);
  return [
    ...groups.map((group): Node => ({ kind: 'group', grouping, group })),
    ...(broken.length === 0 ? [] : [{ kind: 'broken', files: broken } as const]),
    ...(reasons.length === 0 ? [] : [{ kind: 'skipped', count: summary?.skipped.length ?? 0, reasons } as const]),
  ];
}

export function childNodes(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'group':
      return node.group.findings.map((finding) => ({ kind: 'finding', grouping: node.grouping, finding }));
    case 'broken':
      return node.files.map(({ uri, line }) => ({ kind: 'file', uri, line }));
    case 'skipped':
      return node.reasons.map((reason) => ({ kind: 'reason', reason }));
    case 'reason':
      return node.reason.files.map((uri) => ({ kind: 'file', uri, line: undefined }));
    case 'finding':
    case 'file':
      return [];
  }
}

/** The most frequent reason first. */
function skipReasons(summary: AuditSummary | undefined): readonly SkipReason[] {
  const byReason = new Map<string, string[]>();
  for (const { uri, reason } of summary?.skipped ?? []) byReason.set(reason, [...(byReason.get(reason) ?? []), uri]);
  return [...byReason]
    .map(([reason, files]) => ({ reason, files }))
    .sort((a, b) => b.files.length - a.files.length || (a.reason < b.reason ? -1 : 1));
}
