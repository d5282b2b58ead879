import type { Diagnostic, Uri } from 'vscode';

/** From the gravest on. */
export const SEVERITIES = ['error', 'warning', 'information', 'hint'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** From the surest on. */
export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** A finding that is on screen, with what lists show of it. */
export interface ListedFinding {
  /** Tells it from all others that are listed, and stays the same while its file is edited elsewhere. */
  readonly key: string;
  readonly uri: Uri;
  /** As people name the file: relative to the workspace, '/'-separated, with the folder's name where there are several. */
  readonly path: string;
  /** Line and column from 1, in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** `GL4001`. */
  readonly code: string;
  /** The rule's id, `finalizer-captures-target`. */
  readonly rule: string;
  readonly message: string;
  /** How many fixes there are. */
  readonly fixes: number;
  /** The rule's page; none where the installation has no such page. */
  readonly page: Uri | undefined;
  /** What VS Code shows of it. */
  readonly diagnostic: Diagnostic;
}

/** The folder of a file, which is its package; '.' for one that lies at the top. */
export function packageOf({ path }: Pick<ListedFinding, 'path'>): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '.' : path.slice(0, end);
}
