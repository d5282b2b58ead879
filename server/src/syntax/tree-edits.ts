import { Edit } from 'web-tree-sitter';
import { SourceText } from '../text/index.js';
import type { TextChange } from './tree-store.js';

/** True if the changes, disjoint as `composeChanges` gives them, can have made a text of the new length. */
export function leadsTo(changes: readonly TextChange[], oldLength: number, newLength: number): boolean {
  const isInside = changes.every(({ start, end }) => start >= 0 && start <= end && end <= oldLength);
  return (
    isInside &&
    changes.reduce((length, change) => length + change.newLength - change.end + change.start, oldLength) === newLength
  );
}

/**
 * The changes as the parser wants them told, in an order in which its tree takes them: from the last to the first, so
 * that the text before each is still the old one. Rows end at LF only, as in the parser; columns are UTF-16 code units.
 */
export function treeEdits(composed: readonly TextChange[], oldText: string, text: string): Edit[] {
  const old = new SourceText(oldText);
  let shift = text.length - oldText.length;
  return [...composed].reverse().map(({ start, end, newLength }) => {
    shift -= newLength - (end - start);
    const startPosition = pointAt(old, start);
    return new Edit({
      startIndex: start,
      oldEndIndex: end,
      newEndIndex: start + newLength,
      startPosition,
      oldEndPosition: pointAt(old, end),
      newEndPosition: pointBehind(startPosition, text.slice(start + shift, start + shift + newLength)),
    });
  });
}

interface Point {
  readonly row: number;
  readonly column: number;
}

function pointAt(text: SourceText, offset: number): Point {
  const { line, column } = text.positionAt(offset);
  return { row: line, column };
}

function pointBehind(start: Point, inserted: string): Point {
  const { row, column } = pointAt(new SourceText(inserted), inserted.length);
  return row === 0 ? { row: start.row, column: start.column + column } : { row: start.row + row, column };
}
