import { compareBy, compareStrings, hashText } from '../../src/base/index.js';
import type { Finding, Severity } from '../../src/engine/index.js';

/** A finding with what a reader needs to judge it. */
export interface Entry {
  readonly finding: Finding;
  /** The place as it is shown: the name of the audited folder, then the path in it. */
  readonly file: string;
  /** All lines of the file. */
  readonly lines: readonly string[];
}

/** What a reader said of a finding. */
export interface Verdict {
  readonly fingerprint: string;
  readonly severity: string;
  /** `right`, `wrong`, or another word; '' where nothing is said yet. */
  readonly word: string;
}

/** Lines of source before and behind the finding. */
const AROUND = 6;
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];
const HEADING = /^## (?:\S+) (\w+) \(\w+\) `([0-9a-f]{16})`$/;
const VERDICT = /^- verdict: *(\w*)/;

/** The finding as a section of the ledger, its verdict left open. */
export function renderEntry({ finding, file, lines }: Entry): string {
  const { code, kind, severity, confidence, fingerprint, range, message, related } = finding;
  const inside = finding.function === '' ? '' : ` in \`${finding.function}\``;
  return [
    `## ${code}/${kind} ${severity} (${confidence}) \`${fingerprint}\``,
    '',
    `- place: ${file}:${range.start.line}:${range.start.column}${inside}`,
    `- says: ${message}`,
    ...related.map((place) => `- ${relatedPlace(finding, place)}`),
    '- verdict:',
    '',
    '```go',
    ...excerpt(lines, range.start.line),
    '```',
    '',
  ].join('\n');
}

/** The verdicts of a ledger, whatever else people wrote into it. */
export function readVerdicts(ledger: string): Verdict[] {
  const verdicts: Verdict[] = [];
  let open: Omit<Verdict, 'word'> | undefined;
  for (const line of ledger.split('\n')) {
    const heading = HEADING.exec(line);
    if (heading !== null) open = { severity: heading[1] ?? '', fingerprint: heading[2] ?? '' };
    const verdict = VERDICT.exec(line);
    if (verdict === null || open === undefined) continue;
    verdicts.push({ ...open, word: (verdict[1] ?? '').toLowerCase() });
    open = undefined;
  }
  return verdicts;
}

/** How the verdicts add up, a line for each severity: `warning: 19 right of 20 (95 %), 3 open`. */
export function sumUp(verdicts: readonly Verdict[]): string[] {
  return SEVERITIES.flatMap((severity) => {
    const own = verdicts.filter((verdict) => verdict.severity === severity);
    const judged = own.filter(({ word }) => word !== '');
    const right = judged.filter(({ word }) => word === 'right').length;
    const percent = judged.length === 0 ? '' : ` (${Math.round((right / judged.length) * 100)} %)`;
    if (own.length === 0) return [];
    return [`${severity}: ${right} right of ${judged.length}${percent}, ${own.length - judged.length} open`];
  });
}

/** As many entries as are asked for, the same for the same seed, in the order in which they came. */
export function sample(entries: readonly Entry[], size: number, seed: number): Entry[] {
  const lots = entries.map((entry, index) => ({ entry, index, lot: hashText(`${seed}\n${keyOf(entry)}`) }));
  return lots
    .sort(compareBy((a, b) => compareStrings(a.lot, b.lot)))
    .slice(0, size)
    .sort((a, b) => a.index - b.index)
    .map(({ entry }) => entry);
}

function keyOf({ finding, file }: Entry): string {
  return `${finding.fingerprint} ${file}:${finding.range.start.offset}`;
}

function relatedPlace(finding: Finding, { path, range, message }: Finding['related'][number]): string {
  const file = path === finding.path ? '' : `${path} `;
  return `${file}line ${range.start.line}: ${message}`;
}

/** The lines around, numbered, the finding's own marked. */
function excerpt(lines: readonly string[], line: number): string[] {
  const first = Math.max(1, line - AROUND);
  const width = String(line + AROUND).length;
  return lines.slice(first - 1, line + AROUND).map((text, index) => {
    const number = String(first + index).padStart(width);
    return `${first + index === line ? '>' : ' '} ${number}  ${text.replace(/\r$/, '')}`;
  });
}
