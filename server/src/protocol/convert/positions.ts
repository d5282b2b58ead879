import type { Position, Range } from 'vscode-languageserver';
import type { Range as FindingRange, Place } from '../../engine/index.js';
import type { SourceText } from '../../text/index.js';

/** What a column counts: code units of UTF-16, or bytes of UTF-8. */
export type PositionEncoding = 'utf-16' | 'utf-8';

/** Offset in UTF-16 code units of a position that a client names. What lies outside is moved to the nearest place inside. */
export function toOffset(text: SourceText, position: Position, encoding: PositionEncoding): number {
  const line = toCount(position.line);
  const column = toCount(position.character);
  if (encoding === 'utf-16') return text.offsetAt({ line, column });
  const start = text.offsetAt({ line, column: 0 });
  return start + unitsIn(text.text.slice(start, text.offsetAt({ line, column })), column);
}

/** The range of a finding as the protocol has it: lines and columns from 0. */
export function toRange(range: FindingRange, encoding: PositionEncoding): Range {
  return { start: toPosition(range.start, encoding), end: toPosition(range.end, encoding) };
}

function toPosition(place: Place, encoding: PositionEncoding): Position {
  const column = encoding === 'utf-8' ? place.byteColumn : place.column;
  return { line: place.line - 1, character: column - 1 };
}

/** Clients err: anything but a whole number from 0 on counts as 0. */
function toCount(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : 0;
}

/** How many code units of `text` begin before its first `bytes` bytes end; a byte within a character means its start. */
function unitsIn(text: string, bytes: number): number {
  let units = 0;
  for (const character of text) {
    bytes -= utf8Length(character.codePointAt(0) ?? 0);
    if (bytes < 0) break;
    units += character.length;
  }
  return units;
}

function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
