import type { WorkspacePath } from '../base/index.js';

export type Severity = 'error' | 'warning' | 'information' | 'hint';
export type Confidence = 'high' | 'medium' | 'low';

/** A place in a file. Offset in UTF-16 code units from 0; line and columns count from 1. */
export interface Place {
  readonly offset: number;
  readonly line: number;
  /** In UTF-16 code units. */
  readonly column: number;
  /** In bytes of UTF-8, as Go's own tools print it. */
  readonly byteColumn: number;
}

/** `start` inclusive, `end` exclusive. */
export interface Range {
  readonly start: Place;
  readonly end: Place;
}

export interface RelatedPlace {
  readonly path: WorkspacePath;
  readonly range: Range;
  readonly message: string;
}

export interface FileEdit {
  readonly path: WorkspacePath;
  readonly range: Range;
  readonly newText: string;
}

/** `safe`: the result is certainly what the title says, and may be applied with others unseen. `review`: look at it. */
export type FixKind = 'safe' | 'review';

export interface FindingFix {
  readonly title: string;
  readonly kind: FixKind;
  readonly edits: readonly FileEdit[];
}

/** What a rule found, as plain data: it can be cloned, sent and printed without the text it came from. */
export interface Finding {
  /** Stable code, `GL4001`. */
  readonly code: string;
  /** The rule's id, `finalizer-captures-target`. */
  readonly rule: string;
  /** Which of the rule's shapes this is, kebab-case. */
  readonly kind: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Why the confidence is less than that of the rule's other findings; only where it is. */
  readonly confidenceReason?: string;
  readonly path: WorkspacePath;
  readonly range: Range;
  readonly message: string;
  /** Enclosing function in the notation of Go's own stack traces within its package: `(*conn).Close.func1`; '' outside. */
  readonly function: string;
  readonly related: readonly RelatedPlace[];
  readonly fixes: readonly FindingFix[];
  /** Why there is no fix; only where one might be expected. */
  readonly noFix?: string;
  /** Sixteen hexadecimal digits; unchanged by moved lines, reformatting and renamed files. */
  readonly fingerprint: string;
}
