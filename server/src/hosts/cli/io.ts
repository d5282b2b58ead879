import type { Cancellation } from '../../base/index.js';
import type { AuditRequest, AuditResult, Platform } from '../../engine/index.js';
import type { NodeAuditOptions } from '../node/index.js';

/** A stream as the command line needs it. */
export interface Output {
  /** Done when the text has left us, or nobody reads any more. */
  readonly write: (text: string) => Promise<void>;
  readonly isTerminal: boolean;
}

/** The world around one run of the command line. */
export interface CliIo {
  /** Absolute path of the folder that relative arguments start from. */
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The report, and nothing else. */
  readonly stdout: Output;
  /** Messages and progress. */
  readonly stderr: Output;
  readonly cancellation: Cancellation;
  createPlatform(): Promise<Platform>;
  audit(request: AuditRequest, options: Omit<NodeAuditOptions, 'bundleDirectory'>): Promise<AuditResult>;
  /** Serves until the editor ends the process. */
  startLanguageServer(): Promise<void>;
}
