import type { WorkspacePath } from '../../src/base/index.js';
import type { SourceFile } from '../../src/engine/index.js';
import type { Edit } from '../../src/text/index.js';
import type { GoSource } from './engine.js';

/** `text` stands where `start` to `end` of the original did; they are the same where nothing was rewritten. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A file made from pieces of one original, in any order. */
export interface WrittenFile {
  readonly path: WorkspacePath;
  readonly pieces: readonly Piece[];
}

/** A place that can be compared between two writings of a program. Lines count from 1. */
export interface LinePlace {
  readonly path: WorkspacePath;
  readonly line: number;
}

/** The piece of the original that is kept as it is. */
export function kept({ text: { text } }: SourceFile, start: number, end: number): Piece {
  return { start, end, text: text.slice(start, end) };
}

/** Text that has no original; `at` is where it was thought of. */
export function added(at: number, text: string): Piece {
  return { start: at, end: at, text };
}

/** The pieces of a file after edits, which must be disjoint; insertions at one place stay in their order. */
export function edited(file: SourceFile, edits: readonly Edit[]): readonly Piece[] {
  return editedPart(file, edits, 0, file.text.text.length);
}

/** The same of a part of the file; edits outside of it are left out. */
export function editedPart(file: SourceFile, edits: readonly Edit[], from: number, to: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let done = from;
  const inside = edits.filter((edit) => edit.start >= from && edit.end <= to);
  for (const { start, end, newText } of inside.sort((a, b) => a.start - b.start)) {
    pieces.push(kept(file, done, start), { start, end, text: newText });
    done = end;
  }
  return [...pieces, kept(file, done, to)].filter((piece) => piece.text !== '' || piece.end > piece.start);
}

/** The text of a written file. */
export function sourceOf({ path, pieces }: WrittenFile): GoSource {
  return { path, source: pieces.map(({ text }) => text).join('') };
}

/** Where a place of the original, an offset, stands now. Of several copies it is the first. */
export function placeIn(files: readonly WrittenFile[], offset: number): LinePlace | undefined {
  for (const { path, pieces } of files) {
    const index = pieces.findIndex(({ start, end }) => start <= offset && offset < end);
    const piece = pieces[index];
    if (piece === undefined) continue;
    const before = pieces.slice(0, index).map(({ text }) => text);
    const inside = piece.text.slice(0, offset - piece.start);
    return { path, line: [...before, inside].join('').split('\n').length };
  }
  return undefined;
}
