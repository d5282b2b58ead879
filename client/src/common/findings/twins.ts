import type { Diagnostic } from 'vscode';

/**
 * What other Go tools call the finding of a rule, as they name it in `source` or in the code of their diagnostics: the
 * Go extension's language server by the name of its analyzer, linters by their check.
 */
const TWINS: ReadonlyMap<string, readonly string[]> = new Map([
  ['GL1007', ['SA2000', 'waitgroup']],
  ['GL1010', ['loopclosure', 'copyloopvar', 'exportloopref', 'scopelint', 'G601']],
  ['GL3001', ['lostcancel', 'G118']],
  ['GL3002', ['SA1015']],
  ['GL3004', ['bodyclose']],
  ['GL3005', ['sqlclosecheck', 'rowserrcheck']],
  ['GL3012', ['SA5003', 'SA9001', 'deferInLoop']],
  ['GL4001', ['SA5005']],
  ['GL6001', ['SA2003']],
]);

/** The findings without those that another tool reports at the same line under a name of its own. */
export function withoutTwins(findings: readonly Diagnostic[], others: readonly Diagnostic[]): readonly Diagnostic[] {
  if (others.length === 0) return findings;
  return findings.filter((finding) => !others.some((other) => isTwin(finding, other)));
}

function isTwin(finding: Diagnostic, other: Diagnostic): boolean {
  const names = TWINS.get(codeOf(finding)) ?? [];
  if (names.length === 0 || !sharesLine(finding, other)) return false;
  return [other.source ?? '', codeOf(other)].some((name) => names.includes(name));
}

function codeOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}

/** Tools differ in the range that they mark; the line on which it begins lies in both. */
function sharesLine({ range: a }: Diagnostic, { range: b }: Diagnostic): boolean {
  return a.start.line <= b.end.line && b.start.line <= a.end.line;
}
