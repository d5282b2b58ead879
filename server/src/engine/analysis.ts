import type { WorkspacePath } from '../base/index.js';
import { compareBy, compareStrings } from '../base/index.js';
import type { FileFacts, PackageFacts } from '../facts/index.js';
import { PackageFacts as Facts, extractFacts, link } from '../facts/index.js';
import type { Rule, RuleConfidence, RuleSeverity } from '../rules/index.js';
import { rules } from '../rules/index.js';
import { FileModel } from '../semantic/index.js';
import type { FlatAst, NodeId } from '../syntax/index.js';
import { Kind, NO_NODE, errorPlaces, firstChild, kindOf } from '../syntax/index.js';
import type { SourceText, Span } from '../text/index.js';
import type { FileRole, GoVersion } from '../workspace/index.js';
import type { RuleReport } from './dispatch.js';
import { Dispatch } from './dispatch.js';
import type { Confidence, Finding, FindingFix, Place, Range, Severity } from './finding.js';
import { Fingerprints } from './fingerprint.js';
import { isSuppressed, suppressionsOf } from './suppress.js';

export { link };

/** A file ready for analysis. */
export interface SourceFile {
  readonly path: WorkspacePath;
  readonly text: SourceText;
  readonly ast: FlatAst;
  readonly role: FileRole;
}

export interface AnalysedFile {
  readonly file: SourceFile;
  readonly model: FileModel;
  readonly facts: FileFacts;
}

export interface CheckOptions {
  /** Findings of less confidence are left out; `medium` unless it is given. */
  readonly minConfidence?: Confidence;
}

const CONFIDENCES: readonly Confidence[] = ['high', 'medium', 'low'];
const SEVERITIES: readonly RuleSeverity[] = ['warning', 'information', 'hint'];

const dispatch = new Dispatch(rules);

/** Binds the file and extracts what it tells the others. Depends on the text of this file only. */
export function analyse(file: SourceFile): AnalysedFile {
  const model = new FileModel(file.path, file.text.text, file.ast);
  return { file, model, facts: extractFacts(model) };
}

/**
 * All findings of one file, sorted: rules run, suppression comments honoured. Generated and ignored files give none,
 * nor do functions with a syntax error. `packages` is what `link` made of all files of the folder; `go` is the version
 * in force for this very file, `undefined` where nothing tells it.
 */
export function check(
  analysed: AnalysedFile,
  packages: ReadonlyMap<string, PackageFacts>,
  go: GoVersion | undefined,
  options: CheckOptions = {},
): readonly Finding[] {
  const { file, model } = analysed;
  if (file.role === 'generated' || file.role === 'ignored') return [];
  const facts = packages.get(analysed.facts.packageName) ?? new Facts('', analysed.facts.packageName, [analysed.facts]);
  const suppressions = suppressionsOf(file.ast, file.text.text);
  const reports = dispatch
    .run(model, facts, go)
    .filter(({ rule, report }) => !isSuppressed(suppressions, rule.code, rule.id, report.at.start));
  const fingerprints = new Fingerprints();
  const least = CONFIDENCES.indexOf(options.minConfidence ?? 'medium');
  return [...reports]
    .sort(
      compareBy(
        (a, b) => a.report.at.start - b.report.at.start,
        (a, b) => compareStrings(a.rule.code, b.rule.code),
      ),
    )
    .map((found) => toFinding(found, analysed, facts, fingerprints))
    .filter((finding) => CONFIDENCES.indexOf(finding.confidence) <= least);
}

/** The first line, from 1, that is not valid Go; `undefined` for a file without syntax errors. */
export function firstParseError(file: SourceFile): number | undefined {
  const [syntax] = errorPlaces(file.ast);
  const [invalidByte] = file.text.decoding.invalidBytes;
  const offsets = [syntax?.offset, invalidByte].filter((offset) => offset !== undefined);
  if (offsets.length > 0) return file.text.positionAt(Math.min(...offsets)).line + 1;
  // A file without a package clause has none of the grammar's errors; Go wants it before anything else.
  return file.ast.hasHiddenError || !hasPackageClause(file.ast) ? 1 : undefined;
}

function hasPackageClause(ast: FlatAst): boolean {
  const first = firstChild(ast, 0 as NodeId);
  return first !== NO_NODE && kindOf(ast, first) === Kind.package_clause;
}

function toFinding(
  found: RuleReport,
  analysed: AnalysedFile,
  facts: PackageFacts,
  fingerprints: Fingerprints,
): Finding {
  const { rule, report } = found;
  const { file, model } = analysed;
  const confidence = report.confidence ?? rule.confidence;
  const range = rangeOf(file.text, report.at);
  const functionName = model.funcAtOffset(report.at.start)?.name ?? '';
  const line = range.start.line - 1;
  const snippet = file.text.text.slice(file.text.lineStart(line), file.text.lineEnd(line));
  return {
    code: rule.code,
    rule: rule.id,
    kind: report.kind,
    severity: severityFor(rule, confidence, lifetimeOf(rule, file.role, functionName)),
    confidence,
    path: model.path,
    range,
    message: report.message,
    function: functionName,
    related: (report.related ?? []).map(({ at, message }) => ({
      path: model.path,
      range: rangeOf(file.text, at),
      message,
    })),
    fixes: (report.fixes ?? []).map((fix): FindingFix => ({
      title: fix.title,
      kind: fix.kind,
      edits: fix.edits.map((edit) => ({ path: model.path, range: rangeOf(file.text, edit), newText: edit.newText })),
    })),
    ...(report.noFix === undefined ? {} : { noFix: report.noFix }),
    fingerprint: fingerprints.of({
      code: rule.code,
      kind: report.kind,
      importPath: facts.importPath,
      function: functionName,
      snippet,
    }),
  };
}

/** Each step of confidence below the rule's own lowers the severity by one step; a leak that ends with a test does, too. */
function severityFor(rule: Rule, confidence: RuleConfidence, lifetime: 'process' | 'test'): Severity {
  const steps = Math.max(0, CONFIDENCES.indexOf(confidence) - CONFIDENCES.indexOf(rule.confidence));
  const place = SEVERITIES.indexOf(rule.severity) + steps + (lifetime === 'test' ? 1 : 0);
  return SEVERITIES[Math.min(place, SEVERITIES.length - 1)] ?? 'hint';
}

/**
 * Goroutines and resources that a test leaks live as long as the test binary. Not so in `TestMain`, in benchmarks, which
 * run long, and in exported helpers, which other packages call.
 */
function lifetimeOf(rule: Rule, role: FileRole, func: string): 'process' | 'test' {
  if (role !== 'test' || !/^GL[13]/.test(rule.code)) return 'process';
  const outermost = /^(?:\(\*?\w+\)\.|\w+\.(?!func\d))?(\w+)/u.exec(func)?.[1] ?? '';
  if (outermost === 'TestMain' || outermost.startsWith('Benchmark')) return 'process';
  const isHelper = /^\p{Lu}/u.test(outermost) && !/^(?:Test|Fuzz|Example)/.test(outermost);
  return isHelper ? 'process' : 'test';
}

function rangeOf(text: SourceText, span: Span): Range {
  return { start: placeAt(text, span.start), end: placeAt(text, span.end) };
}

function placeAt(text: SourceText, offset: number): Place {
  const { line, column } = text.positionAt(offset);
  return { offset, line: line + 1, column: column + 1, byteColumn: text.byteColumnAt(offset) + 1 };
}
