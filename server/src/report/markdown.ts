import type { AuditResult, Finding, Severity } from '../engine/index.js';
import type { Report, RuleDescription } from './report.js';
import { summaryLine } from './text.js';
import { relativeUri } from './uri.js';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** The report for a pull request or a ticket: a table of rules, then the findings of each file, with links to their lines. */
export function renderMarkdown({ tool, result, rules }: Report): string {
  const blocks = [
    '# Leaklens',
    `${summaryLine(result)}.`,
    ...(result.findings.length === 0 ? [] : [ruleTable(result.findings, rules)]),
    ...fileSections(result.findings),
    ...troubleSection(result),
    `Leaklens ${tool.version}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function ruleTable(findings: readonly Finding[], rules: readonly RuleDescription[]): string {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const rows = codes.map((code) => {
    const ofRule = findings.filter((finding) => finding.code === code);
    const title = rules.find((rule) => rule.code === code)?.title ?? '';
    return `| ${code} | ${escaped(title)} | ${ofRule.length} | ${severitiesOf(ofRule)} |`;
  });
  return ['| Code | What it finds | Findings | Severity |', '| --- | --- | ---: | --- |', ...rows].join('\n');
}

function severitiesOf(findings: readonly Finding[]): string {
  return SEVERITIES.filter((severity) => findings.some((finding) => finding.severity === severity)).join(', ');
}

function fileSections(findings: readonly Finding[]): string[] {
  const paths = [...new Set(findings.map(({ path }) => path))];
  return paths.map((path) => {
    const items = findings.filter((finding) => finding.path === path).map(itemOf);
    return [`## ${escaped(path)}`, items.join('\n')].join('\n\n');
  });
}

function itemOf(finding: Finding): string {
  const { code, severity, confidence, message, related, noFix } = finding;
  const marks = `${severity}, ${confidence} confidence`;
  const others = related.map((other) => `  - ${linkTo(other.path, other.range.start.line)} ${escaped(other.message)}`);
  const last = noFix === undefined ? [] : [`  - no fix: ${escaped(noFix)}`];
  const first = `- ${linkTo(finding.path, finding.range.start.line)} **${code}** ${escaped(message)} (${marks})`;
  return [first, ...others, ...last].join('\n');
}

/** What somebody should know before they trust an empty report. */
function troubleSection({ parseErrors, isCancelled }: AuditResult): string[] {
  const lines = [
    ...(isCancelled ? ['- the audit was cancelled; the report holds what was found until then'] : []),
    ...parseErrors.map(({ path, line }) => `- ${linkTo(path, line)} not valid Go; what the error breaks was left out`),
  ];
  return lines.length === 0 ? [] : ['## Not looked at as a whole', lines.join('\n')];
}

function linkTo(path: string, line: number): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return `[${escaped(name)}:${line}](${relativeUri(path).replace(/[()]/g, encodeParenthesis)}#L${line})`;
}

function encodeParenthesis(character: string): string {
  return character === '(' ? '%28' : '%29';
}

/** Go code and file names hold what Markdown would take for markup; line breaks would end the item. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|#&~$]/g, '\\$&').replace(/\s+/g, ' ');
}
