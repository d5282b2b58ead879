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

/** `initializationOptions` of our own client. */
export interface InitializationOptions {
  /**
   * The client shows what was published for a file whenever it has no pulled diagnostics of it. Then findings of an audit
   * are published for open documents, too: a document may be open without being on screen, and is not asked about then.
   */
  readonly prefersPulled: boolean;
}

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
  /** The rule's id, `finalizer-captures-target`. */
  readonly rule: string;
  /** Which of the rule's shapes this is. */
  readonly kind: string;
  /** `high`, `medium` or `low`. */
  readonly confidence: string;
  /** How many fixes there are. */
  readonly fixes: number;
}

/**
 * A request: what the last audit of a folder found, as a report. Takes `ReportParams`, answers with the report's text.
 * Where there was no audit the answer is the error RequestFailed.
 */
export const REPORT_REQUEST = 'leaklens/report';

export const REPORT_FORMATS = ['json', 'markdown', 'sarif'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface ReportParams {
  readonly format: ReportFormat;
  /** URI of an audited folder; the one whose last audit is the oldest where it is left out. */
  readonly folder?: string;
}

/**
 * A request: how a Go document that is open is looked at. Takes `FileStatusParams`, answers with a `FileStatus`, or null
 * for what is not open.
 */
export const FILE_STATUS_REQUEST = 'leaklens/fileStatus';

export interface FileStatusParams {
  readonly textDocument: { readonly uri: string };
  /** `document`: by its text alone, at once. `audit`: also whether an audit would leave it out, for which folders are listed. */
  readonly depth: 'document' | 'audit';
}

export interface FileStatus {
  /** `source` and `test` are checked, `generated` and `ignored` (by their build constraint) are not. */
  readonly role: 'source' | 'test' | 'generated' | 'ignored';
  /** First line that is not valid Go, from 1; the functions in that part are left out. */
  readonly brokenFrom?: number;
  /** The setting of the configuration that leaves the file out, `exclude`: it is not checked, open or not. */
  readonly excludedBy?: string;
  /** What an audit leaves out and why: the file itself or a folder above it. */
  readonly leftOut?: LeftOut;
}

export interface LeftOut {
  /** Relative to the audited folder. */
  readonly path: string;
  readonly reason: string;
}

/**
 * A request: what the configuration says of a Go file. Takes `EffectiveConfigurationParams`, answers with an
 * `EffectiveConfigurationAnswer`, or null for what is no file.
 */
export const EFFECTIVE_CONFIGURATION_REQUEST = 'leaklens/effectiveConfiguration';

export interface EffectiveConfigurationParams {
  readonly textDocument: { readonly uri: string };
}

export interface EffectiveConfigurationAnswer {
  /** For people, as `leaklens config` prints it. */
  readonly text: string;
  /** The files and presets it comes from; later ones win. */
  readonly files: readonly string[];
  readonly values: readonly ConfigurationValue[];
  /** Why the configuration leaves the file out, where it does: `exclude`, `include` or `tests`. */
  readonly exclusion?: string;
}

/** A setting in force, and where it comes from. */
export interface ConfigurationValue {
  /** `minConfidence`, `rules.GL1001`, `skip.generated`. */
  readonly name: string;
  readonly value: unknown;
  /** A file as seen from the workspace root, `preset strict` or `standard`. */
  readonly source: string;
  /** The file, where it comes from one. Line and column count from 1, the column in UTF-16 code units. */
  readonly uri?: string;
  readonly line?: number;
  readonly column?: number;
}

/** The code action kind of actions that silence a finding by a comment. */
export const SUPPRESS_KIND = 'quickfix.suppress.leaklens';
