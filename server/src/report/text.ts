import { compareBy, compareStrings } from '../base/index.js';
import type { AuditResult, Finding, Place, Severity, Skipped } from '../engine/index.js';
import { isSkippedByDesign } from '../workspace/index.js';
import type { Report } from './report.js';

/** How the text report looks. */
export interface TextOptions {
  readonly colour: boolean;
  /** Findings only: no summary, and nothing of files that could not be analysed. */
  readonly quiet: boolean;
  /** How a path of the report is shown; the reader may stand in another folder than the report's root. */
  readonly showPath: (path: string) => string;
}

type Style = 'red' | 'yellow' | 'cyan' | 'dim' | 'bold';

const CODES: Readonly<Record<Style, number>> = { red: 31, yellow: 33, cyan: 36, dim: 2, bold: 1 };

const STYLES: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', information: 'cyan', hint: 'dim' };

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** The report for people: `path:line:column: CODE message`, the column in bytes as Go's own tools count it. */
export function renderText({ result }: Report, options: TextOptions): string {
  const findings = result.findings.flatMap((finding) => findingLines(finding, options));
  if (options.quiet) return joinLines(findings);
  const problems = problemLines(result, options);
  const blocks = [findings, problems, [summaryLine(result)]].filter((block) => block.length > 0);
  return blocks.map(joinLines).join('\n');
}

/** One line that says what was found, and how much was looked at. */
export function summaryLine(result: AuditResult): string {
  const parts = [
    findingCount(result.findings),
    `${result.analysed} of ${count(result.files, 'Go file', 'Go files')} analysed`,
  ];
  if (result.parseErrors.length > 0) parts.push(`${result.parseErrors.length} not fully parsed`);
  if (result.skipped.length > 0) parts.push(`skipped: ${skipCounts(result.skipped)}`);
  return parts.join('; ');
}

function findingLines(finding: Finding, options: TextOptions): string[] {
  const { path, range, code, severity, message, related, noFix } = finding;
  const place = paint(placeText(path, range.start, options), 'bold', options);
  const first = `${place}: ${paint(code, STYLES[severity], options)} ${printable(message)}`;
  const others = related.map((other) => {
    const where = placeText(other.path, other.range.start, options);
    return `\t${paint(where, 'dim', options)}: ${printable(other.message)}`;
  });
  const last = noFix === undefined ? [] : [`\tno fix: ${printable(noFix)}`];
  return [first, ...others, ...last];
}

/** What somebody should look into: files that are no valid Go, and those that could not be read. */
function problemLines(result: AuditResult, options: TextOptions): string[] {
  const unread = result.skipped.filter(({ reason }) => !isSkippedByDesign(reason));
  return [
    ...result.parseErrors.map(
      ({ path, line }) => `${shown(path, options)}:${line}: not valid Go; what the error breaks was left out`,
    ),
    ...unread.map(({ path, reason }) => `${shown(path, options)}: ${printable(reason)}`),
  ];
}

function findingCount(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'no findings';
  const counts = SEVERITIES.map((severity) => ({
    severity,
    number: findings.filter((finding) => finding.severity === severity).length,
  }));
  const present = counts.filter(({ number }) => number > 0).map(({ severity, number }) => `${number} ${severity}`);
  return `${count(findings.length, 'finding', 'findings')} (${present.join(', ')})`;
}

/** Reasons with their numbers, the most frequent first. */
function skipCounts(skipped: readonly Skipped[]): string {
  const counts = new Map<string, number>();
  for (const { reason } of skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const sorted = [...counts].sort(
    compareBy<readonly [string, number]>(
      (a, b) => b[1] - a[1],
      (a, b) => compareStrings(a[0], b[0]),
    ),
  );
  return sorted.map(([reason, number]) => `${number} ${printable(reason)}`).join(', ');
}

function placeText(path: string, { line, byteColumn }: Place, options: TextOptions): string {
  return `${shown(path, options)}:${line}:${byteColumn}`;
}

function shown(path: string, options: TextOptions): string {
  return printable(options.showPath(path));
}

/** Control characters in names would end lines or reach the terminal. */
function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (unit) => {
    return `\\x${unit.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
}

function paint(text: string, style: Style, options: TextOptions): string {
  return options.colour ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

function joinLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
