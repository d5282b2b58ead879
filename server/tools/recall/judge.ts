import path from 'node:path';
import type { AuditResult, Finding } from '../../src/engine/index.js';
import { codesOf } from './classes.js';
import type { Fix } from './fixes.js';

/** What the engine says of the two exported folders; `undefined` where a folder is not there. */
export interface Audits {
  readonly before: AuditResult | undefined;
  readonly after: AuditResult | undefined;
}

/** A report of one of the class's rules, in short. */
export interface Report {
  readonly line: number;
  readonly code: string;
  readonly kind: string;
  readonly message: string;
}

/** What became of one fix. */
export interface Verdict {
  readonly fix: Fix;
  /** The codes that count; none where no rule answers for the class yet. */
  readonly codes: readonly string[];
  readonly isExported: boolean;
  readonly isFound: boolean;
  readonly isSilentAfter: boolean;
  /** Reports of the class in the file before the fix, on other lines than those that count. */
  readonly elsewhere: readonly Report[];
  /** Reports of the class on the fixed lines. */
  readonly alarms: readonly Report[];
  /** Why the engine may not have looked at the place: 'skipped: generated', 'no valid Go from line 12 on'. */
  readonly obstacles: readonly string[];
}

/** Judges one fix by the reports of both sides; `known` are the codes that have a rule. */
export function judge(fix: Fix, audits: Audits, known: ReadonlySet<string>): Verdict {
  const codes = codesOf(fix.class, known);
  const before = reportsIn(audits.before, fix.path, codes);
  const alarms = reportsIn(audits.after, fix.afterPath, codes).filter(({ line }) => fix.fixedLines.includes(line));
  return {
    fix,
    codes,
    isExported: audits.before !== undefined && (audits.after !== undefined || fix.afterPath === ''),
    isFound: before.some(({ line }) => fix.lines.includes(line)),
    isSilentAfter: alarms.length === 0,
    elsewhere: before.filter(({ line }) => !fix.lines.includes(line)),
    alarms,
    obstacles: obstaclesIn(audits.before, fix.path),
  };
}

function reportsIn(result: AuditResult | undefined, file: string, codes: readonly string[]): Report[] {
  if (file === '') return [];
  const isHere = (finding: Finding): boolean => finding.path === path.posix.basename(file);
  return (result?.findings ?? [])
    .filter((finding) => isHere(finding) && codes.includes(finding.code))
    .map(({ range, code, kind, message }) => ({ line: range.start.line, code, kind, message }));
}

function obstaclesIn(result: AuditResult | undefined, file: string): string[] {
  const name = path.posix.basename(file);
  const skipped = result?.skipped.filter((entry) => entry.path === name) ?? [];
  const broken = result?.parseErrors.filter((entry) => entry.path === name) ?? [];
  return [
    ...skipped.map(({ reason }) => `skipped: ${reason}`),
    ...broken.map(({ line }) => `no valid Go from line ${line} on`),
  ];
}
