import type { AuditResult, Confidence, Finding, Severity } from '../../engine/index.js';
import { ANALYSIS_FAILED } from '../../workspace/index.js';

/** What the shell learns. */
export const exitCodes = {
  clean: 0,
  findings: 1,
  /** The command line is wrong: an option, a path, an output that cannot be written; or a configuration file is. */
  usage: 2,
  /** Leaklens itself broke down, wholly or for some file. */
  internal: 3,
  /** No Go file was analysed, or none could be fully parsed. */
  nothingAnalysed: 4,
  /** Interrupted, as shells number it. */
  cancelled: 130,
} as const;

/** From the least to the most severe. */
export const SEVERITIES: readonly Severity[] = ['hint', 'information', 'warning', 'error'];

/** From the least to the most certain. */
export const CONFIDENCES: readonly Confidence[] = ['low', 'medium', 'high'];

export interface FailurePolicy {
  /** The least severity that fails the run. */
  readonly failOn: Severity | 'never';
  readonly allowEmpty: boolean;
}

/** Findings of low confidence are shown where they are asked for; they never fail a run. */
export function exitCodeOf(result: AuditResult, policy: FailurePolicy): number {
  if (result.isCancelled) return exitCodes.cancelled;
  if (result.configurationProblems.length > 0) return exitCodes.usage;
  if (result.findings.some((finding) => fails(finding, policy.failOn))) return exitCodes.findings;
  if (result.skipped.some(({ reason }) => reason.startsWith(ANALYSIS_FAILED))) return exitCodes.internal;
  if (!policy.allowEmpty && isEmpty(result)) return exitCodes.nothingAnalysed;
  return exitCodes.clean;
}

/** True if the audit cannot vouch for anything: a clean result would mean nothing. */
export function isEmpty(result: AuditResult): boolean {
  return result.parseErrors.length >= result.analysed;
}

function fails({ severity, confidence }: Finding, failOn: Severity | 'never'): boolean {
  if (failOn === 'never' || confidence === 'low') return false;
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(failOn);
}
