/** Line and column count from 0; the column is in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What ends a line: Go knows LF only (CR is white space before it); the language server protocol also CR alone. */
export type LineEnds = 'go' | 'lsp';

/** How the text came out of its bytes; see `decodeUtf8`. */
export interface Decoding {
  /** The file began with a byte-order mark, which is not part of the text. */
  readonly hasBom: boolean;
  /** Offsets of U+FFFD that each stand for one byte that is no UTF-8, ascending. */
  readonly invalidBytes: readonly number[];
}

const LF = 10;
const CR = 13;
const CLEAN: Decoding = { hasBom: false, invalidBytes: [] };

/** The text of one file, with its lines. Offsets are UTF-16 code units; lines and columns count from 0. */
export class SourceText {
  private readonly lineStarts: Uint32Array;

  constructor(
    readonly text: string,
    private readonly lineEnds: LineEnds = 'go',
    readonly decoding: Decoding = CLEAN,
  ) {
    this.lineStarts = findLineStarts(text, lineEnds);
  }

  get lineCount(): number {
    return this.lineStarts.length;
  }

  /** Offsets outside the text are moved to its nearest end. */
  positionAt(offset: number): Position {
    const inside = Math.min(Math.max(offset, 0), this.text.length);
    const line = this.lineAt(inside);
    return { line, column: inside - this.lineStart(line) };
  }

  /** A column behind the end of its line means that end; a line behind the last means the end of the text. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    if (position.line >= this.lineCount) return this.text.length;
    const start = this.lineStart(position.line);
    return Math.min(start + Math.max(position.column, 0), this.lineEnd(position.line));
  }

  /** The offset's column in bytes of UTF-8, from 0, as Go tools count: a byte-order mark is part of the first line. */
  byteColumnAt(offset: number): number {
    const inside = Math.min(Math.max(offset, 0), this.text.length);
    const line = this.lineAt(inside);
    const start = this.lineStart(line);
    const bom = line === 0 && this.decoding.hasBom ? 3 : 0;
    const replaced = this.decoding.invalidBytes.filter((at) => at >= start && at < inside).length;
    return bom + utf8Length(this.text, start, inside) - 2 * replaced;
  }

  /** Offset of the first code unit of the line. */
  lineStart(line: number): number {
    return this.lineStarts[line] ?? this.text.length;
  }

  /** Offset behind the last code unit of the line, its line end left out. */
  lineEnd(line: number): number {
    let end = line + 1 < this.lineCount ? this.lineStart(line + 1) : this.text.length;
    if (line + 1 < this.lineCount && this.text.charCodeAt(end - 1) === LF) end--;
    if (end > this.lineStart(line) && this.text.charCodeAt(end - 1) === CR && line + 1 < this.lineCount) end--;
    return end;
  }

  /** The text after one replacement, with new lines; what is known of its bytes no longer holds. */
  replaced(start: number, end: number, newText: string): SourceText {
    const text = this.text.slice(0, start) + newText + this.text.slice(end);
    return new SourceText(text, this.lineEnds, { hasBom: this.decoding.hasBom, invalidBytes: [] });
  }

  private lineAt(offset: number): number {
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.lineStart(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function findLineStarts(text: string, lineEnds: LineEnds): Uint32Array {
  const starts = [0];
  if (lineEnds === 'go') {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  } else {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit === LF || (unit === CR && text.charCodeAt(i + 1) !== LF)) starts.push(i + 1);
    }
  }
  return Uint32Array.from(starts);
}

function utf8Length(text: string, start: number, end: number): number {
  let bytes = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < end && isLowSurrogate(text.charCodeAt(i + 1))) {
      bytes += 4;
      i++;
    } else bytes += 3;
  }
  return bytes;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
