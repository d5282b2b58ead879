import type { ConfigurationProblem } from '../config/index.js';
import type { FileEdit, Finding, FindingFix, Place, Range, RelatedPlace } from '../engine/index.js';
import type { Report } from './report.js';

/** Grows when a script that reads the report would have to change. */
const FORMAT_VERSION = 1;

/** The report for scripts, as `findings.schema.json` describes it, with a line end behind it. */
export function renderJson({ tool, result }: Report): string {
  const { files, analysed, skipped, parseErrors, configurationProblems, durationMs } = result;
  const report = {
    version: FORMAT_VERSION,
    tool: { name: tool.name, version: tool.version },
    root: result.root,
    summary: {
      files,
      analysed,
      skipped: skipped.map(({ path, reason }) => ({ path, reason })),
      parseErrors: parseErrors.map(({ path, line }) => ({ path, line })),
      ...(configurationProblems.length === 0 ? {} : { configurationProblems: configurationProblems.map(problemOut) }),
      durationMs,
    },
    findings: result.findings.map(findingOut),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function problemOut({ path, range, message }: ConfigurationProblem): object {
  return { path, line: range.start.line, column: range.start.column, message };
}

/** Spelled out, so that the report's shape hangs on nothing but this file. */
function findingOut(finding: Finding): object {
  const { code, rule, kind, severity, confidence, confidenceReason, path, message, noFix, fingerprint } = finding;
  return {
    code,
    rule,
    kind,
    severity,
    confidence,
    ...(confidenceReason === undefined ? {} : { confidenceReason }),
    path,
    range: rangeOut(finding.range),
    message,
    function: finding.function,
    related: finding.related.map(relatedOut),
    fixes: finding.fixes.map(fixOut),
    ...(noFix === undefined ? {} : { noFix }),
    fingerprint,
  };
}

function relatedOut({ path, range, message }: RelatedPlace): object {
  return { path, range: rangeOut(range), message };
}

function fixOut({ title, kind, edits }: FindingFix): object {
  return { title, kind, edits: edits.map(editOut) };
}

function editOut({ path, range, newText }: FileEdit): object {
  return { path, range: rangeOut(range), newText };
}

function rangeOut({ start, end }: Range): object {
  return { start: placeOut(start), end: placeOut(end) };
}

function placeOut({ line, column, byteColumn }: Place): object {
  return { line, column, byteColumn };
}
