import type { Diagnostic, DiagnosticRelatedInformation } from 'vscode-languageserver';
import type { WorkspacePath } from '../../base/index.js';
import type { Finding, Severity } from '../../engine/index.js';
import { DIAGNOSTIC_SOURCE } from '../messages.js';
import type { DiagnosticData } from '../messages.js';
import { toRange } from './positions.js';
import type { PositionEncoding } from './positions.js';

export interface DiagnosticOptions {
  readonly encoding: PositionEncoding;
  readonly relatedInformation: boolean;
  /** The address of a file that a finding names. */
  readonly uriOf: (path: WorkspacePath) => string;
  /** The address of a rule's page, by the rule's id. */
  readonly rulePage: (rule: string) => string | undefined;
}

/** Numbers as the protocol has them. */
const SEVERITIES: Readonly<Record<Severity, 1 | 2 | 3 | 4>> = { error: 1, warning: 2, information: 3, hint: 4 };

export function toDiagnostic(finding: Finding, options: DiagnosticOptions): Diagnostic {
  const { encoding } = options;
  const { fingerprint, rule, kind, confidence } = finding;
  const data: DiagnosticData = { fingerprint, rule, kind, confidence, fixes: finding.fixes.length };
  const page = options.rulePage(finding.rule);
  return {
    range: toRange(finding.range, encoding),
    severity: SEVERITIES[finding.severity],
    code: finding.code,
    ...(page === undefined ? {} : { codeDescription: { href: page } }),
    source: DIAGNOSTIC_SOURCE,
    message: finding.message,
    ...(options.relatedInformation ? { relatedInformation: toRelated(finding, options) } : {}),
    data,
  };
}

function toRelated(finding: Finding, { encoding, uriOf }: DiagnosticOptions): DiagnosticRelatedInformation[] {
  return finding.related.map(({ path, range, message }) => ({
    location: { uri: uriOf(path), range: toRange(range, encoding) },
    message,
  }));
}
