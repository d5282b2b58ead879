import { CONFIDENCES, packageOf, type ListedFinding } from './listed-finding.js';

export const GROUPINGS = ['rule', 'package', 'file', 'confidence'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Findings that have something in common. */
export interface FindingGroup {
  /** The rule's code, the package's folder, the file's path, or the confidence. */
  readonly key: string;
  /** By file, line and code. */
  readonly findings: readonly ListedFinding[];
}

/** The findings in groups, in the order of the groups' keys; those of confidence begin with the surest. */
export function groupFindings(findings: readonly ListedFinding[], grouping: Grouping): readonly FindingGroup[] {
  const groups = new Map<string, ListedFinding[]>();
  for (const finding of [...findings].sort(byPlace)) {
    const key = keyOf(finding, grouping);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  const order = grouping === 'confidence' ? byConfidence : compare;
  return [...groups].map(([key, members]) => ({ key, findings: members })).sort((a, b) => order(a.key, b.key));
}

function keyOf(finding: ListedFinding, grouping: Grouping): string {
  switch (grouping) {
    case 'rule':
      return finding.code;
    case 'package':
      return packageOf(finding);
    case 'file':
      return finding.path;
    case 'confidence':
      return finding.confidence;
  }
}

function byPlace(a: ListedFinding, b: ListedFinding): number {
  return compare(a.path, b.path) || a.line - b.line || a.column - b.column || compare(a.code, b.code);
}

function byConfidence(a: string, b: string): number {
  const order: readonly string[] = CONFIDENCES;
  return order.indexOf(a) - order.indexOf(b);
}

/** By code unit: the same on every machine and in every language. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
