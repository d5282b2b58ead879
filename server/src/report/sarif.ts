import type { Fix, Invocation, Location, Log, Notification, PhysicalLocation, Region, Result, Run } from 'sarif';
import { problemText } from '../config/index.js';
import type { AuditResult, Finding, FindingFix, Range, RelatedPlace, Severity } from '../engine/index.js';
import { ANALYSIS_FAILED, isSkippedByDesign } from '../workspace/index.js';
import type { Report } from './report.js';
import { descriptorOf } from './sarif-rules.js';
import { folderUri, relativeUri } from './uri.js';

/** Code scanning services expand this name to the root of the repository. */
const ROOT = '%SRCROOT%';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** The report as SARIF 2.1.0, with a line end behind it. */
export function renderSarif(report: Report): string {
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [runOf(report)],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function runOf({ tool, result, rules }: Report): Run {
  const indexes = new Map(rules.map((rule, index) => [rule.code, index]));
  return {
    tool: {
      driver: {
        name: 'Leaklens',
        semanticVersion: tool.version,
        rules: rules.map(descriptorOf),
        notifications: [
          { id: 'skipped', shortDescription: { text: 'A file or folder that was not analysed.' } },
          { id: 'not-fully-parsed', shortDescription: { text: 'A file that is not valid Go as a whole.' } },
          { id: 'configuration', shortDescription: { text: 'Something wrong in a configuration file.' } },
        ],
      },
    },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [ROOT]: { uri: folderUri(result.root) } },
    invocations: [invocationOf(result)],
    results: result.findings.map((finding) => resultOf(finding, indexes.get(finding.code))),
  };
}

function invocationOf(result: AuditResult): Invocation {
  const failed = result.skipped.some(({ reason }) => reason.startsWith(ANALYSIS_FAILED));
  const skipped = result.skipped.map(({ path, reason }): Notification => {
    return {
      descriptor: { id: 'skipped', index: 0 },
      level: isSkippedByDesign(reason) ? 'note' : 'warning',
      message: { text: `not analysed: ${literal(reason)}` },
      locations: [{ physicalLocation: { artifactLocation: artifactOf(path) } }],
    };
  });
  const unparsed = result.parseErrors.map(({ path, line }): Notification => {
    return {
      descriptor: { id: 'not-fully-parsed', index: 1 },
      level: 'warning',
      message: { text: 'not valid Go; what the error breaks was left out' },
      locations: [{ physicalLocation: { artifactLocation: artifactOf(path), region: { startLine: line } } }],
    };
  });
  // A configuration may lie above the folder that all locations are relative to, so the text says where.
  const configuration = result.configurationProblems.map((problem): Notification => {
    return {
      descriptor: { id: 'configuration', index: 2 },
      level: 'error',
      message: { text: literal(problemText(problem)) },
    };
  });
  return {
    executionSuccessful: !failed && !result.isCancelled,
    toolExecutionNotifications: [...skipped, ...unparsed],
    ...(configuration.length === 0 ? {} : { toolConfigurationNotifications: configuration }),
  };
}

function resultOf(finding: Finding, ruleIndex: number | undefined): Result {
  const { code, kind, severity, confidence, confidenceReason, path, range, related, fixes, noFix, fingerprint } =
    finding;
  return {
    ruleId: code,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVELS[severity],
    message: { text: messageOf(finding) },
    locations: [locationOf(finding)],
    ...(related.length === 0 ? {} : { relatedLocations: related.map(relatedOf) }),
    partialFingerprints: { 'leaklens/v1': fingerprint },
    ...(fixes.length === 0 ? {} : { fixes: fixes.map(fixOf) }),
    properties: {
      ...{ kind, severity, confidence },
      ...(confidenceReason === undefined ? {} : { confidenceReason }),
      ...(noFix === undefined ? {} : { noFix }),
    },
  };

  function locationOf({ function: name }: Finding): Location {
    const physicalLocation = placeOf(path, range);
    return name === ''
      ? { physicalLocation }
      : { physicalLocation, logicalLocations: [{ name, fullyQualifiedName: name, kind: 'function' }] };
  }
}

/** With a link to each related place, for viewers show only those that the message refers to. */
function messageOf({ message, related }: Finding): string {
  const links = related.map((other, index) => `[${linkText(other.message)}](${index + 1})`);
  return [literal(message), ...links].join('; ');
}

function relatedOf({ path, range, message }: RelatedPlace, index: number): Location {
  return { id: index + 1, physicalLocation: placeOf(path, range), message: { text: literal(message) } };
}

function fixOf({ title, edits }: FindingFix): Fix {
  const paths = [...new Set(edits.map(({ path }) => path))];
  return {
    description: { text: literal(title) },
    artifactChanges: paths.map((path) => ({
      artifactLocation: artifactOf(path),
      replacements: edits
        .filter((edit) => edit.path === path)
        .map(({ range, newText }) => ({ deletedRegion: regionOf(range), insertedContent: { text: newText } })),
    })),
  };
}

function placeOf(path: string, range: Range): PhysicalLocation {
  return { artifactLocation: artifactOf(path), region: regionOf(range) };
}

function artifactOf(path: string): { uri: string; uriBaseId: string } {
  return { uri: relativeUri(path), uriBaseId: ROOT };
}

function regionOf({ start, end }: Range): Region {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** Go code may read like a link, as in `x[i](y)`; a backslash before the bracket says that it is none. */
function literal(text: string): string {
  return /\[[^\]]*\]\(/.test(text) ? linkText(text) : text;
}

function linkText(text: string): string {
  return text.replace(/[\\[\]]/g, '\\$&');
}
