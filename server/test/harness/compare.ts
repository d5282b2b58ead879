import type { Finding } from '../../src/engine/index.js';
import type { GoSource } from './engine.js';
import type { Expectation, Want } from './expectations.js';
import { readExpectations } from './expectations.js';

/**
 * What a fixture expects and the engine does not say, or the other way round; each with its line of code. Hints of rules
 * that the fixture is not about count only where it names their code.
 */
export function complaintsAbout(file: GoSource, findings: readonly Finding[], ruleCode: string): string[] {
  const open = findings.filter((finding) => finding.path === file.path);
  const complaints: string[] = [];
  for (const expectation of readExpectations(file.source)) {
    if (expectation.kind !== 'want') continue;
    const index = open.findIndex((finding) => isMet(expectation, finding, file, ruleCode));
    const [finding] = index < 0 ? [] : open.splice(index, 1);
    complaints.push(...complaintsOf(expectation, finding).map((text) => frame(file, expectation.line, text)));
  }
  for (const finding of open) {
    if (finding.code !== ruleCode && finding.severity === 'hint') continue;
    const claim = silenceAt(readExpectations(file.source), finding.range.start.line);
    complaints.push(frame(file, finding.range.start.line, `${claim}: ${finding.code} ${finding.message}`));
  }
  return complaints;
}

function isMet(want: Want, finding: Finding, file: GoSource, ruleCode: string): boolean {
  if (finding.range.start.line !== want.line || finding.code !== (want.code ?? ruleCode)) return false;
  if (!want.message.test(finding.message)) return false;
  return want.at === undefined || lineOf(file, want.line).startsWith(want.at, finding.range.start.column - 1);
}

function complaintsOf(want: Want, finding: Finding | undefined): string[] {
  if (finding === undefined) return [`no finding that matches ${want.message.source}`];
  const offered = finding.fixes.map((fix) => fix.kind).join('+') || 'none';
  const wanted = want.fixes === undefined ? offered : want.fixes.join('+') || 'none';
  return wanted === offered ? [] : [`wants fix: ${wanted}, is offered: ${offered}`];
}

function silenceAt(expectations: readonly Expectation[], line: number): string {
  const silence = expectations.find((expectation) => expectation.kind !== 'want' && expectation.line === line);
  return silence === undefined ? 'unexpected finding' : `finding on a line marked '${silence.kind}'`;
}

function frame(file: GoSource, line: number, text: string): string {
  return `${file.path}:${line}: ${text}\n    ${lineOf(file, line).trim()}`;
}

function lineOf(file: GoSource, line: number): string {
  return file.source.split('\n')[line - 1] ?? '';
}
