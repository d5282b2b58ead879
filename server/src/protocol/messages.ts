/**
 * What a client and the server say to each other beyond the language server protocol. Types and constants only:
 * this is the one file of the server that a client may import.
 */

/**
 * `workspace/executeCommand`: audits every Go file of the workspace. Takes one optional `AuditArguments`, answers with
 * an `AuditSummary`. Progress goes to the request's `workDoneToken`, or to one that the server asks the client for.
 * Stopped by `$/cancelRequest` or `window/workDoneProgress/cancel`; the answer is then the error RequestCancelled, and
 * what was found until then stays on screen. Without an open folder the answer is the error InvalidRequest.
 */
export const AUDIT_COMMAND = 'leaklens.audit';

/** The code action kind under which all safe fixes of a file are offered as one. */
export const FIX_ALL_KIND = 'source.fixAll.leaklens';

/** `source` of every diagnostic, and the identifier of the pull provider. */
export const DIAGNOSTIC_SOURCE = 'leaklens';

export interface AuditArguments {
  /** URIs of the folders to audit; all workspace folders where left out. */
  readonly folders?: readonly string[];
}

/** The answer to the audit command. Findings come as published diagnostics, not here. */
export interface AuditSummary {
  /** Go files seen, analysed or not. */
  readonly files: number;
  readonly analysed: number;
  readonly findings: number;
  /** Files that have a finding. */
  readonly findingFiles: number;
  readonly durationMs: number;
  readonly skipped: readonly SkippedFile[];
  /** Files of which a part is not valid Go; the functions in that part were left out. */
  readonly parseErrors: readonly FileParseError[];
}

export interface SkippedFile {
  readonly uri: string;
  readonly reason: string;
}

export interface FileParseError {
  readonly uri: string;
  /** First line that is not valid Go, from 1. */
  readonly line: number;
}

/** `data` of every diagnostic. */
export interface DiagnosticData {
  readonly fingerprint: string;
  /** Which of the rule's shapes this is. */
  readonly kind: string;
}
