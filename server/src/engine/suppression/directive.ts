import type { Span } from '../../text/index.js';

/** A rule that a comment names. */
export interface NamedRule extends Span {
  readonly code: string;
}

/** A comment that silences findings. Offsets are UTF-16 code units. */
export interface Directive {
  /** The comment. */
  readonly at: Span;
  /** Between these a finding must begin; `everywhere` is the whole file. */
  readonly scope: Span;
  /** The codes that it silences; `all` for comments of other tools that name nothing. */
  readonly codes: ReadonlySet<string> | 'all';
  /** The rules that it names by a name of ours: only these can be called unused. */
  readonly named: readonly NamedRule[];
  /** The last day on which it holds, `2026-12-31`. */
  readonly until?: string;
}

/** Why a comment of ours is not as it should be. */
export type MalformedKind =
  | 'unknown-rule'
  | 'no-rule'
  | 'unknown-directive'
  | 'no-reason'
  | 'reason-without-dashes'
  | 'blank-before'
  | 'invalid-date'
  | 'wrong-place';

/** What is wrong with a comment, where, and what would cure it. */
export interface MalformedDirective {
  readonly kind: MalformedKind;
  readonly at: Span;
  readonly message: string;
  readonly fix?: { readonly title: string; readonly edit: Span & { readonly newText: string } };
}

/** A comment with its text between its marks. */
export interface Comment extends Span {
  /** Offset of `body`. */
  readonly bodyStart: number;
  readonly body: string;
  readonly isBlock: boolean;
}

/** True if a finding that begins at `offset` is one that the comment is about. */
export function covers({ scope, codes }: Directive, code: string, offset: number): boolean {
  return offset >= scope.start && offset < scope.end && (codes === 'all' || codes.has(code));
}
