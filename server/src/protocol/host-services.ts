import type { Cancellation, WorkspacePath } from '../base/index.js';
import type { AuditProgress, AuditResult, Platform, SessionTools } from '../engine/index.js';
import type { ReportFormat } from './messages.js';

/** What a server needs of its host beside the platform. Paths are absolute, in the host's own notation. */
export interface HostServices {
  /** Name and version, as the server introduces itself. */
  readonly tool: { readonly name: string; readonly version: string };
  /** The parser for open documents. Rejects where it cannot be loaded. */
  readonly createTrees: (wasm: Platform['wasm']) => Promise<SessionTools['trees']>;
  /** Runs the task after some milliseconds; the answer takes that back. */
  readonly after: SessionTools['after'];
  /** The file that a URI names; none for anything else, garbage included. */
  readonly toPath: (uri: string) => string | undefined;
  readonly toUri: (path: string) => string;
  /** The way from a folder to a path inside of it, '' for the folder itself; none where the path lies elsewhere. */
  readonly relative: (folder: string, path: string) => WorkspacePath | undefined;
  /** The address of a rule's page, by the rule's id; none where the installation has no such page. */
  readonly rulePage: (rule: string) => string | undefined;
  /** Audits a folder. */
  readonly audit: (
    folder: string,
    cancellation: Cancellation,
    onProgress: (progress: AuditProgress) => void,
  ) => Promise<AuditResult>;
  /** An audit's result as a report. */
  readonly render: (format: ReportFormat, result: AuditResult) => string;
}
