/** A range of UTF-16 code units: `start` inclusive, `end` exclusive, both from the start of the file. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Replaces the text of the span. */
export interface Edit extends Span {
  readonly newText: string;
}

/** True if no two edits touch the same code unit; two insertions at one place overlap, for their order is open. */
export function areDisjoint(edits: readonly Edit[]): boolean {
  const sorted = [...edits].sort(byStart);
  return sorted.every((edit, i) => {
    const next = sorted[i + 1];
    return next === undefined || (edit.end <= next.start && !(edit.start === next.start && edit.end === next.end));
  });
}

/** The text after all edits; their offsets are those of `text`. The edits must be disjoint. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort(byStart);
  let result = '';
  let done = 0;
  for (const edit of sorted) {
    result += text.slice(done, edit.start) + edit.newText;
    done = edit.end;
  }
  return result + text.slice(done);
}

function byStart(a: Span, b: Span): number {
  return a.start - b.start || a.end - b.end;
}
