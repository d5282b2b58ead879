/** Words that several places of the interface share, in the language of VS Code. */
import { l10n } from 'vscode';
import type { AuditSummary } from '../../../server/src/protocol/messages.js';
import type { Grouping } from './findings/group-findings.js';
import type { Confidence, Severity } from './findings/listed-finding.js';

export function findingsText(count: number): string {
  return count === 1 ? l10n.t('1 finding') : l10n.t('{0} findings', count);
}

export function filesText(count: number): string {
  return count === 1 ? l10n.t('1 file') : l10n.t('{0} files', count);
}

/** `12 findings in 3 files`, or that there are none. */
export function findingsInFilesText(findings: number, files: number): string {
  if (findings === 0) return l10n.t('no findings');
  return l10n.t('{0} in {1}', findingsText(findings), filesText(files));
}

/** What an audit found, and how much of the workspace it looked at. */
export function summaryText({ findings, findingFiles, analysed, files, parseErrors }: AuditSummary): string {
  const looked =
    files === 1
      ? l10n.t('{0} of 1 Go file analysed', analysed)
      : l10n.t('{0} of {1} Go files analysed', analysed, files);
  const broken = parseErrors.length === 0 ? [] : [notParsedText(parseErrors.length)];
  return listText([findingsInFilesText(findings, findingFiles), looked, ...broken]);
}

/** One behind the other, with the comma of the language. */
export function listText(parts: readonly string[]): string {
  return parts.reduce((before, part) => l10n.t('{0}, {1}', before, part));
}

export function notParsedText(files: number): string {
  return files === 1 ? l10n.t('1 file not fully parsed') : l10n.t('{0} files not fully parsed', files);
}

export function severityText(severity: Severity): string {
  switch (severity) {
    case 'error':
      return l10n.t('error');
    case 'warning':
      return l10n.t('warning');
    case 'information':
      return l10n.t('information');
    case 'hint':
      return l10n.t('hint');
  }
}

export function confidenceText(confidence: Confidence): string {
  switch (confidence) {
    case 'high':
      return l10n.t('high confidence');
    case 'medium':
      return l10n.t('medium confidence');
    case 'low':
      return l10n.t('low confidence');
  }
}

export function groupingText(grouping: Grouping): string {
  switch (grouping) {
    case 'rule':
      return l10n.t('by rule');
    case 'package':
      return l10n.t('by package');
    case 'file':
      return l10n.t('by file');
    case 'confidence':
      return l10n.t('by confidence');
  }
}

/** Why something could not be done, in a sentence's end. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
