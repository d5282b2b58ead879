import { compareStrings } from '../../src/base/index.js';
import type { Finding, FindingFix, FixKind } from '../../src/engine/index.js';
import type { Edit } from '../../src/text/index.js';
import { applyEdits, areDisjoint } from '../../src/text/index.js';
import type { GoSource } from './engine.js';

/** A finding and one of the fixes that it offers. */
export interface ChosenFix {
  readonly finding: Finding;
  readonly fix: FindingFix;
}

/** The first fix of the kind of every finding that offers one. */
export function fixesOfKind(findings: readonly Finding[], kind: FixKind): ChosenFix[] {
  return findings.flatMap((finding) => {
    const fix = finding.fixes.find((candidate) => candidate.kind === kind);
    return fix === undefined ? [] : [{ finding, fix }];
  });
}

/** The file after all the fixes; throws where two of them touch the same text. */
export function applyFixes(file: GoSource, fixes: readonly ChosenFix[]): string {
  const edits = editsIn(file, fixes);
  if (!areDisjoint(edits)) throw new Error(`fixes of ${file.path} touch the same text`);
  return applyEdits(file.source, edits);
}

/** The line (from 1) that a line of the file has after the fixes. */
export function lineAfterFixes(file: GoSource, fixes: readonly ChosenFix[], line: number): number {
  const start = file.source
    .split('\n')
    .slice(0, line - 1)
    .join('\n').length;
  const shifts = editsIn(file, fixes)
    .filter((edit) => edit.end <= start)
    .map((edit) => newlines(edit.newText) - newlines(file.source.slice(edit.start, edit.end)));
  return shifts.reduce((sum, shift) => sum + shift, line);
}

/**
 * The golden text of a file: all of it after the safe fixes; then, under its title, each fix that wants a look,
 * as the declarations that it changes.
 */
export function renderGolden(file: GoSource, findings: readonly Finding[]): string {
  const own = findings.filter((finding) => finding.path === file.path);
  const sections = titlesForReview(own).map((title) => {
    const fixes = own.flatMap((finding) =>
      finding.fixes.filter((fix) => fix.title === title).map((fix) => ({ finding, fix })),
    );
    return `-- ${title} --\n${changedDeclarations(file.source, applyFixes(file, fixes))}`;
  });
  return applyFixes(file, fixesOfKind(own, 'safe')) + sections.join('');
}

function titlesForReview(findings: readonly Finding[]): string[] {
  const fixes = findings.flatMap((finding) => finding.fixes).filter((fix) => fix.kind === 'review');
  return [...new Set(fixes.map((fix) => fix.title))].sort(compareStrings);
}

/** Declarations of `after` that `before` does not have; both formatted by gofmt, which parts them by blank lines. */
function changedDeclarations(before: string, after: string): string {
  const known = new Set(declarations(before));
  return declarations(after)
    .filter((text) => !known.has(text))
    .map((text) => `${text}\n`)
    .join('\n');
}

function declarations(source: string): string[] {
  return source.trimEnd().split(/\n\n(?=\S)/);
}

function editsIn(file: GoSource, fixes: readonly ChosenFix[]): Edit[] {
  return fixes.flatMap(({ fix }) =>
    fix.edits
      .filter((edit) => edit.path === file.path)
      .map((edit) => ({ start: edit.range.start.offset, end: edit.range.end.offset, newText: edit.newText })),
  );
}

function newlines(text: string): number {
  return text.split('\n').length - 1;
}
