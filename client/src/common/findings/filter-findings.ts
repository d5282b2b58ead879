import { CONFIDENCES, SEVERITIES, type Confidence, type ListedFinding, type Severity } from './listed-finding.js';

/** Which findings are listed. */
export interface FindingFilter {
  readonly severities: readonly Severity[];
  readonly confidences: readonly Confidence[];
  /** Words that must all occur in code, rule, message or path; letter case does not count. */
  readonly text: string;
}

/** Lets everything through. */
export const NO_FILTER: FindingFilter = { severities: SEVERITIES, confidences: CONFIDENCES, text: '' };

export function isFiltering({ severities, confidences, text }: FindingFilter): boolean {
  return severities.length < SEVERITIES.length || confidences.length < CONFIDENCES.length || text.trim() !== '';
}

export function filterFindings(findings: readonly ListedFinding[], filter: FindingFilter): readonly ListedFinding[] {
  const words = filter.text.toLowerCase().split(/\s+/);
  return findings.filter(({ severity, confidence, code, rule, message, path }) => {
    if (!filter.severities.includes(severity) || !filter.confidences.includes(confidence)) return false;
    const text = `${code} ${rule} ${message} ${path}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** A filter as it was kept, perhaps by another version: what makes no sense lets everything through. */
export function readFilter(kept: unknown): FindingFilter {
  if (typeof kept !== 'object' || kept === null) return NO_FILTER;
  const { severities, confidences, text } = kept as Readonly<Record<string, unknown>>;
  return {
    severities: known(severities, SEVERITIES),
    confidences: known(confidences, CONFIDENCES),
    text: typeof text === 'string' ? text : '',
  };
}

function known<T extends string>(kept: unknown, all: readonly T[]): readonly T[] {
  if (!Array.isArray(kept)) return all;
  const chosen = all.filter((each) => (kept as unknown[]).includes(each));
  return chosen.length === 0 ? all : chosen;
}
