import type { Finding, RelatedPlace } from '../../src/engine/index.js';

/** All that people see of the findings, one block each: what changes here changes for them. */
export function renderFindings(findings: readonly Finding[]): string {
  return findings.map(renderFinding).join('\n');
}

function renderFinding(finding: Finding): string {
  const { path, range, code, kind, severity, confidence, message } = finding;
  const place = `${path}:${range.start.line}:${range.start.column}-${range.end.column}`;
  return [
    `${place} ${severity} ${code}/${kind} (${confidence}) in ${finding.function === '' ? 'no function' : finding.function}`,
    `    ${message}`,
    ...finding.related.map(renderRelated),
    ...finding.fixes.map((fix) => `    fix, ${fix.kind}: ${fix.title}`),
    ...(finding.noFix === undefined ? [] : [`    no fix: ${finding.noFix}`]),
    '',
  ].join('\n');
}

function renderRelated({ range, message }: RelatedPlace): string {
  return `    ${range.start.line}:${range.start.column} ${message}`;
}
