import type { WorkspacePath } from '../base/index.js';
import type { ConfigurationProblem, FileSettings } from '../config/index.js';
import type { Confidence, Finding } from './finding.js';

/** A file or folder that was not analysed, and why. */
export interface Skipped {
  readonly path: WorkspacePath;
  readonly reason: string;
}

/** The first line (from 1) at which a file is not valid Go; the functions that are broken were left out. */
export interface ParseError {
  readonly path: WorkspacePath;
  readonly line: number;
}

/** What the configuration says of the files of one folder. */
export interface FolderSettings {
  readonly usual: FileSettings;
  /** Files for which something else holds, by path. */
  readonly special: Readonly<Record<string, FileSettings>>;
}

/** One folder of Go files, as a unit of work. All plain data: it crosses threads. */
export interface PackageTask {
  /** Absolute path of the audited folder. */
  readonly root: string;
  /** Folder of the package, relative to the root; '' is the root itself. */
  readonly directory: WorkspacePath;
  /** Files of the folder that belong to the audit; all others beside them are read for facts only. */
  readonly files: readonly WorkspacePath[];
  /** Files beside them that are read for facts but not reported. */
  readonly factFiles: readonly WorkspacePath[];
  /** Import path as go.mod gives it, or the folder's path where there is no go.mod. */
  readonly importPath: string;
  /** What go.mod calls the module; '' where there is no go.mod: then nothing is known of other packages. */
  readonly modulePath: string;
  /** The `go` line of the nearest go.mod, '1.24'; '' where there is none. */
  readonly goVersion: string;
  /** What its `godebug` lines set; left out where there is none. */
  readonly godebug?: readonly string[];
  /** Findings of less confidence are left out; as the settings say unless it is given. */
  readonly minConfidence?: Confidence;
  /** The standard holds where it is left out. */
  readonly settings?: FolderSettings;
  /** `2026-12-31`, for suppressions that end. */
  readonly today?: string;
}

export interface PackageResult {
  readonly analysed: readonly WorkspacePath[];
  readonly skipped: readonly Skipped[];
  readonly parseErrors: readonly ParseError[];
  readonly findings: readonly Finding[];
}

export interface AuditResult {
  readonly root: string;
  /** Go files seen, analysed or not. */
  readonly files: number;
  readonly analysed: number;
  readonly skipped: readonly Skipped[];
  readonly parseErrors: readonly ParseError[];
  readonly findings: readonly Finding[];
  /** What is wrong in configuration files. */
  readonly configurationProblems: readonly ConfigurationProblem[];
  readonly durationMs: number;
  readonly isCancelled: boolean;
}
