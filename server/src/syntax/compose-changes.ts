import type { TextChange } from './tree-store.js';

/**
 * One set of changes in place of a sequence: disjoint and ascending, all offsets those of the text before the first.
 * The sequence's own offsets refer to texts in between, which nobody has kept.
 */
export function composeChanges(changes: readonly TextChange[]): TextChange[] {
  return changes.reduce<TextChange[]>(addChange, []);
}

/** `next` has the offsets of the text that `composed` leads to. */
function addChange(composed: readonly TextChange[], next: TextChange): TextChange[] {
  const before: TextChange[] = [];
  const behind: TextChange[] = [];
  let { start, end, newLength } = next;
  let shiftAtStart = 0;
  let shiftAtEnd = 0;
  let shift = 0;
  for (const change of composed) {
    const newStart = change.start + shift;
    const newEnd = newStart + change.newLength;
    shift += change.newLength - (change.end - change.start);
    if (newEnd < next.start) {
      before.push(change);
      shiftAtStart = shiftAtEnd = shift;
    } else if (newStart > next.end) {
      behind.push(change);
    } else {
      newLength += Math.max(next.start - newStart, 0) + Math.max(newEnd - next.end, 0);
      start = Math.min(start, newStart);
      end = Math.max(end, newEnd);
      shiftAtEnd = shift;
    }
  }
  return [...before, { start: start - shiftAtStart, end: end - shiftAtEnd, newLength }, ...behind];
}
