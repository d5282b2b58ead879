import type { SourceText, Span } from '../text/index.js';

/** A place in a configuration file: offset in UTF-16 code units from 0, line and columns from 1. */
export interface Place {
  readonly offset: number;
  readonly line: number;
  /** In UTF-16 code units. */
  readonly column: number;
  /** In bytes of UTF-8. */
  readonly byteColumn: number;
}

/** `start` inclusive, `end` exclusive. */
export interface Range {
  readonly start: Place;
  readonly end: Place;
}

/** The lines and columns of a span. */
export function rangeOf(text: SourceText, { start, end }: Span): Range {
  return { start: placeAt(text, start), end: placeAt(text, end) };
}

function placeAt(text: SourceText, offset: number): Place {
  const { line, column } = text.positionAt(offset);
  return { offset, line: line + 1, column: column + 1, byteColumn: text.byteColumnAt(offset) + 1 };
}
